package org.lockstep.model.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Java versions that run a test's program in a process of its own: the one that runs the tests, and
 * others, whose homes are in environment variables such as {@code LOCKSTEP_JDK_21}. {@code .ci/run}
 * sets all of them.
 */
public enum Java {
  THIS(""),
  JDK_21("JAVA_VERSION=\"21[.\"]"),
  JDK_25("JAVA_VERSION=\"25[.\"]"),
  /** In an emulator, unless this processor is an ARM64 one. */
  JRE_ARM64("OS_ARCH=\"aarch64\"");

  private static final long MINUTES = 5;

  private final String release;

  Java(String release) {
    this.release = release;
  }

  /** Its home. If the environment names none, the test is skipped, with a line that says so. */
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
    assertThat(Path.of(home, "release")).as(variable).content(UTF_8).containsPattern(release);
    return Path.of(home);
  }

  /**
   * Runs a program of the tests for at most five minutes and returns the lines that it prints.
   * Unknown options are ignored.
   */
  public List<String> run(List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("bin/java").toString());
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+DisplayVMOutputToStderr"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Path output =
        Files.createTempFile("lockstep", ".txt"); // reading from a pipe could not be interrupted
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("%s ends", program).isTrue();
      assertThat(process.exitValue()).isZero();
      return Files.readAllLines(output);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
