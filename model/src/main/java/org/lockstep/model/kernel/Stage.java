package org.lockstep.model.kernel;

/**
 * Tracks whether the vectors of one function are compiled. Compiling begins once enough elements
 * make it worthwhile: it takes a good part of a second away from other work on a small machine.
 */
final class Stage {
  private final WarmUp warmUp;
  private final Runnable vectors;
  private final Runnable plain;
  private final long worth;
  private long asked; // counted by several threads; some elements can be missed
  private volatile boolean hasBegun;
  private volatile boolean isReady;

  /**
   * Creates a stage, which is ready once the vectors are compiled and faster than plain loops.
   *
   * @param worth after how many elements compiling begins
   */
  Stage(WarmUp warmUp, Runnable vectors, Runnable plain, long worth) {
    this.worth = worth;
    this.warmUp = warmUp;
    this.vectors = vectors;
    this.plain = plain;
  }

  /** Whether vectors can compute the next n elements. */
  boolean isReady(int n) {
    if (!isReady && !hasBegun) {
      asked += n;
      if (asked >= worth) {
        begin();
      }
    }
    return isReady;
  }

  private synchronized void begin() {
    if (!hasBegun) {
      hasBegun = true;
      warmUp.begin(vectors, plain, () -> isReady = true);
    }
  }
}
