package org.lockstep.spark.run;

import java.io.IOException;
import java.util.function.Consumer;
import org.lockstep.spark.store.RunLock;

/** A run directory with the lock that keeps other runs out of it. Closing it releases the lock. */
public record LockedDirectory(RunDirectory directory, RunLock lock) implements AutoCloseable {

  /** A directory whose lock is not held yet. */
  public static LockedDirectory of(RunDirectory directory) {
    return new LockedDirectory(
        directory, new RunLock(directory.name(), directory.lock(), directory.configuration()));
  }

  /** Creates the directory and locks it, and checks it again: the first check was long ago. */
  void take(String application, Consumer<String> notices) throws IOException {
    directory.create();
    lock.acquire(application, notices);
    directory.checkUntouched();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
