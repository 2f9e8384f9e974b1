package org.lockstep.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.lockstep.bench.data.BenchData;
import org.lockstep.bench.run.Cleanup;
import org.lockstep.bench.run.Lockstep;

/**
 * One run of the bench. Closing it removes its scratch files.
 *
 * @param results the directory of the results
 * @param removal of the scratch directory
 */
record Session(Lockstep lockstep, BenchData data, boolean quick, Path results, Runnable removal)
    implements AutoCloseable {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  static Session open(Lockstep lockstep, BenchData data, boolean quick, Path results) {
    Runnable removal = () -> remove(lockstep.commands().directory());
    Cleanup.add(removal);
    return new Session(lockstep, data, quick, results, removal);
  }

  /** Reports on stderr what is running. */
  void progress(String text) {
    System.err.println(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + " " + text);
  }

  void write(String name, String text) {
    try {
      Files.writeString(results.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    removal.run();
    Cleanup.remove(removal);
  }

  private static void remove(Path directory) {
    try (Stream<Path> below = Files.walk(directory)) {
      // Children before their directories.
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("bench: " + directory + " could not be removed: " + e.getMessage());
    }
  }
}
