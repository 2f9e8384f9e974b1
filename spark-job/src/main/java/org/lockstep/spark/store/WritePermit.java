package org.lockstep.spark.store;

/** Asked each time before something is written to a run's directory. */
@FunctionalInterface
public interface WritePermit {
  /**
   * Returns where it may be written.
   *
   * @throws LockLostException where the directory is another run's
   */
  void check() throws LockLostException;
}
