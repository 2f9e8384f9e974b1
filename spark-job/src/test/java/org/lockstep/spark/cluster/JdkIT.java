package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.jvm.Java;

/**
 * Tests JDK 21, in case the build runs on the other supported one. Skipped with a message unless
 * {@code LOCKSTEP_JDK_21} is the home of a JDK 21.
 */
@Timeout(600)
class JdkIT {
  @TempDir Path directory;

  @Test
  void jdk21TrainsToTheSameBits() throws Exception {
    byte[] here = train("here", System.getProperty("java.home"));
    assertThat(train("on-21", Java.JDK_21.home().toString())).isEqualTo(here);
  }

  /** Its compiler warns about more than that of 17, and a plugin could need what it lacks. */
  @Test
  void aCloneBuildsOnJdk21() throws Exception {
    String home = Java.JDK_21.home().toString();
    Path clone = Files.createDirectory(directory.resolve("clone"));
    ProcessBuilder copy =
        new ProcessBuilder(
            "bash",
            "-c",
            "tar -C \"$0\" --exclude target -cf - .mvn LICENSE pom.xml scripts model spark-job"
                + " serve bench | tar -xf -",
            Scripts.HOME.toString());
    try (Running running = Running.start("copy", copy.directory(clone.toFile()), directory)) {
      assertThat(running.await(Duration.ofMinutes(1)).exitCode()).isZero();
    }
    Map<String, String> environment = Map.of("JAVA_HOME", home, "LOCKSTEP_NO_BUILD", "");
    try (Running build =
        new Scripts(clone, directory, directory).start("lockstep", environment, "--version")) {
      Outcome outcome = build.await(Duration.ofMinutes(9));
      assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    }
    assertThat(clone.resolve("spark-job/target/lockstep-all.jar")).exists();
  }

  private byte[] train(String output, String javaHome) throws IOException, InterruptedException {
    Outcome outcome =
        new Scripts(directory, directory)
            .run(
                "lockstep",
                Map.of("JAVA_HOME", javaHome),
                "train",
                "--epochs",
                "20",
                "--shards",
                "2",
                "--output",
                output,
                "--quiet");
    assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    assertThat(outcome.stderr()).isEmpty();
    return Files.readAllBytes(directory.resolve(output).resolve("model.npz"));
  }
}
