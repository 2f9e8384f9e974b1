package org.lockstep.model.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test is repeated on in a process of its own: the Java that runs the tests, and others,
 * whose homes the environment names as {@code LOCKSTEP_JDK_21} and so on. {@code .ci/run} names all
 * of them.
 */
public enum Java {
  THIS(""),
  JDK_21("JAVA_VERSION=\"21."),
  JDK_25("JAVA_VERSION=\"25."),
  /** In an emulator, where this processor is another. */
  JRE_ARM64("OS_ARCH=\"aarch64\"");

  private final String release;

  Java(String release) {
    this.release = release;
  }

  /** Its home. Where the environment names none, the test is skipped, with a line that says so. */
  public Path home() {
    if (this == THIS) {
      return Path.of(System.getProperty("java.home"));
    }
    String variable = "LOCKSTEP_" + name();
    String home = System.getenv(variable);
    if (home == null || home.isEmpty()) {
      String line = variable + " names no Java";
      System.err.println("SKIPPED: " + line);
      Assumptions.abort(line);
    }
    assertThat(Path.of(home, "release")).as(variable).content(UTF_8).contains(release);
    return Path.of(home);
  }

  /** The lines that a program of the tests prints there. Options that it does not know are none. */
  public List<String> run(List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("bin/java").toString());
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+DisplayVMOutputToStderr"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
