package org.lockstep.model.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JVM that is told to use less of its processor, or has no vector module, computes the same bits.
 * Flags that a processor does not have are passed over.
 */
class OtherProcessorsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:UseAVX=0",
        "-XX:UseAVX=1",
        "-XX:UseAVX=2",
        "-XX:UseAVX=3",
        "-XX:MaxVectorSize=16",
        "-XX:-UseFMA",
        "-XX:TieredStopAtLevel=1",
        "-Xint",
      })
  void theBitsAreThoseOfThisJvm(String flag) throws IOException, InterruptedException {
    String line = run(flag, "--add-modules=jdk.incubator.vector");
    assertThat(line).startsWith(ProductsDigest.of(JvmKernels.bestProducts()) + " ");
  }

  @Test
  void withoutTheModuleLoopsComputeTheSameBits() throws IOException, InterruptedException {
    int digest = ProductsDigest.of(JvmKernels.bestProducts());
    assertThat(run()).isEqualTo(digest + " plain loops");
  }

  private static String run(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ProductsDigest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().filter(line -> line.matches("-?\\d+ .*")).findFirst().orElse(output);
  }
}
