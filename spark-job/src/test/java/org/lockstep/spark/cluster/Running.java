package org.lockstep.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process that a test started, with its output in two files. {@link #close} ends it and its
 * descendants, by pid.
 */
public final class Running implements AutoCloseable {
  private final Process process;
  private final Path stdout;
  private final Path stderr;

  private Running(Process process, Path stdout, Path stderr) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Starts what the builder describes; {@code logs} gets its output, in files that begin with
   * {@code name}.
   */
  public static Running start(String name, ProcessBuilder builder, Path logs) throws IOException {
    Path stdout = logs.resolve(name + ".out");
    Path stderr = logs.resolve(name + ".err");
    Process process =
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
    return new Running(process, stdout, stderr);
  }

  /** The process itself, for signals and for writing to its standard input. */
  public Process process() {
    return process;
  }

  /** What it has written to standard output so far. */
  public String stdout() throws IOException {
    return Files.readString(stdout);
  }

  /** What it has written to standard error so far. */
  public String stderr() throws IOException {
    return Files.readString(stderr);
  }

  /** Waits for its end; fails after {@code limit}. */
  public Outcome await(Duration limit) throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + limit + describe());
    }
    return new Outcome(process.exitValue(), stdout(), stderr());
  }

  /** Waits until the condition holds; fails if the process ends first. */
  public void awaitUntil(String what, Duration limit, BooleanSupplier condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) && !condition.getAsBoolean()) {
        throw new AssertionError("ended before " + what + describe());
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + " after " + limit + describe());
      }
    }
  }

  private String describe() throws IOException {
    return "\n--- stdout\n" + stdout() + "\n--- stderr\n" + stderr();
  }

  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    if (!ended(process.toHandle())) {
      process.destroyForcibly();
    }
    // Children of a process that ended by itself end shortly after it. The others are ended here.
    for (ProcessHandle child : family) {
      if (!ended(child)) {
        child.destroyForcibly();
      }
    }
  }

  private static boolean ended(ProcessHandle handle) {
    try {
      handle.onExit().get(10, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return false;
    }
  }
}
