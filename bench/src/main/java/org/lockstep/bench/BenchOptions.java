package org.lockstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lockstep.bench.data.BenchData;
import org.lockstep.bench.run.Commands;
import org.lockstep.bench.run.Lockstep;
import picocli.CommandLine.Option;

/** The options that all measurements share. */
final class BenchOptions {
  /** The directory of the clone, set by {@code scripts/bench}. */
  private static final String HOME = "lockstep.home";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where MNIST's four files lie [mnist in the directory that LOCKSTEP_DATA names; else"
              + " random images are made, and accuracy is not measured].")
  private Path data;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where to write CSV, Markdown and pictures [bench-results].")
  private Path results = Path.of("bench-results");

  @Option(
      names = "--quick",
      description = "Few and short repetitions: shows that all of it works, in some minutes.")
  private boolean quick;

  Session open() throws IOException {
    Path home = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
    Path scratch = Files.createTempDirectory("lockstep-bench");
    Path directory = Files.createDirectories(results).toAbsolutePath();
    Lockstep lockstep = new Lockstep(home, new Commands(scratch));
    return Session.open(lockstep, new BenchData(mnist(), scratch), quick, directory);
  }

  private Optional<Path> mnist() {
    if (data != null) {
      return Optional.of(data.toAbsolutePath());
    }
    String directory = System.getenv("LOCKSTEP_DATA");
    return Optional.ofNullable(directory)
        .map(name -> Path.of(name, "mnist").toAbsolutePath())
        .filter(Files::isDirectory);
  }
}
