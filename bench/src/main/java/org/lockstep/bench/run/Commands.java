package org.lockstep.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lockstep.model.text.Text;

/**
 * Runs programs one at a time, each in its own process, in one directory.
 *
 * @param directory where they run, and where their output stays until the next run
 */
public record Commands(Path directory) {
  private static final long MOST_MINUTES = 30;
  private static final int LAST_LINES = 15;

  /**
   * Runs a program to its end.
   *
   * @param environment variables added to ours
   * @throws BenchException with the last lines it printed, if it fails
   */
  public Finished run(List<String> command, Map<String, String> environment) {
    Finished finished = attempt(command, environment);
    if (finished.exit() != 0) {
      throw new BenchException(
          Text.format(
              "%s ended with exit code %d:%n%s",
              String.join(" ", command), finished.exit(), tail(finished)));
    }
    return finished;
  }

  /**
   * Runs a program to its end, whatever its exit code; the code is 127 if there is no such program.
   */
  public Finished attempt(List<String> command, Map<String, String> environment) {
    Path out = directory.resolve("stdout.txt");
    Path err = directory.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    try {
      long start = System.nanoTime();
      int exit = waitFor(builder, command);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Finished(exit, seconds, read(out), read(err));
    } catch (IOException e) {
      return new Finished(127, 0, "", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while " + command.get(0) + " ran", e);
    }
  }

  private static int waitFor(ProcessBuilder builder, List<String> command)
      throws IOException, InterruptedException {
    Process process = builder.start();
    Thread end = new Thread(process::destroy); // Ctrl-C ends us first; no program may outlive us
    boolean added = addHook(end);
    try {
      if (process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      process.destroy();
      throw new BenchException(
          Text.format("%s did not end within %d minutes", String.join(" ", command), MOST_MINUTES));
    } finally {
      if (added) {
        removeHook(end);
      }
    }
  }

  /**
   * Registers a hook; false if this JVM is already ending, in which case the program is part of the
   * cleanup.
   */
  private static boolean addHook(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook has run.
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static String tail(Finished finished) {
    List<String> lines = (finished.out() + finished.err()).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /**
   * A program that has finished.
   *
   * @param seconds from its start to its end
   */
  public record Finished(int exit, double seconds, String out, String err) {}
}
