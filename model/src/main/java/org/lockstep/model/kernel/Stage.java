package org.lockstep.model.kernel;

/** Whether the vectors of one thing are compiled; who asks first has them compiled. */
final class Stage {
  private final WarmUp warmUp;
  private final Runnable vectors;
  private final Runnable plain;
  private boolean hasBegun;
  private volatile boolean isReady;

  /** A stage that ends when calls of the vectors are compiled, and faster than plain loops. */
  Stage(WarmUp warmUp, Runnable vectors, Runnable plain) {
    this.warmUp = warmUp;
    this.vectors = vectors;
    this.plain = plain;
  }

  boolean isReady() {
    if (!isReady) {
      begin();
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
