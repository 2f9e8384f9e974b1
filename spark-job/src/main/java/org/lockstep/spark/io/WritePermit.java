package org.lockstep.spark.io;

import java.io.IOException;

/** Asked each time before something is written to a run's directory. */
@FunctionalInterface
public interface WritePermit {
  /**
   * Returns where it may be written.
   *
   * @throws LockLostException where the directory is another run's
   * @throws IOException where that cannot be found out
   */
  void check() throws IOException;
}
