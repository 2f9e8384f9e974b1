package org.lockstep.model.kernel;

/**
 * Whether the vectors of one thing are compiled. Whoever makes it worth while has them compiled:
 * compiling takes a fair part of a second from what a small machine computes meanwhile.
 */
final class Stage {
  private final WarmUp warmUp;
  private final Runnable vectors;
  private final Runnable plain;
  private final long worth;
  private long asked; // by several threads; some elements may not be counted
  private volatile boolean hasBegun;
  private volatile boolean isReady;

  /**
   * A stage that ends when calls of the vectors are compiled, and faster than plain loops.
   *
   * @param worth after how many elements compiling begins
   */
  Stage(WarmUp warmUp, Runnable vectors, Runnable plain, long worth) {
    this.worth = worth;
    this.warmUp = warmUp;
    this.vectors = vectors;
    this.plain = plain;
  }

  /** Whether vectors may compute the next n elements. */
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
