package org.lockstep.model.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own: what others have called before may keep C2 from compiling vectors well. */
@Timeout(120)
class CompiledKernelsTest {

  @Test
  void functionsAndStandardisationComeToMakeNoObjects() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                CompiledKernels.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
    assertThat(output).isEqualTo("[]");
    assertThat(process.waitFor()).isZero();
  }
}
