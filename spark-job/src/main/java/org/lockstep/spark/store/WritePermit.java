package org.lockstep.spark.store;

/** Permits writes to a run's directory; checked before each write. */
@FunctionalInterface
public interface WritePermit {
  /**
   * Returns if writing is permitted.
   *
   * @throws LockLostException if the directory belongs to another run
   */
  void check() throws LockLostException;
}
