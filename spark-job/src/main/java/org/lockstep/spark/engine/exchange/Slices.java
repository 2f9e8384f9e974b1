package org.lockstep.spark.engine.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.lockstep.spark.engine.StepEngine.Slice;

/**
 * Work on vectors, cut into slices for several threads. Each thread takes its own slice first,
 * because it has touched those elements before and has them cached, then any slice that is still
 * free. Nobody waits for a thread that sleeps or has ended; another thread does its slice.
 */
public final class Slices {
  /** Slices consist of whole cache lines, so that no two threads write to the same line. */
  private static final int ALIGNMENT = 64;

  private final Slice work;
  private final int length;
  private final int size;
  private final AtomicIntegerArray taken;
  private final AtomicInteger done = new AtomicInteger();
  private volatile Throwable failure;

  /** Cuts the elements [0, length) into {@code count} slices. */
  public Slices(int length, int count, Slice work) {
    this.work = work;
    this.length = length;
    this.size = ((length + count - 1) / count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    this.taken = new AtomicIntegerArray(count);
  }

  /** Does free slices on the calling thread, its own first. */
  void help(int own) {
    for (int i = 0; i < taken.length(); i++) {
      int slice = (own + i) % taken.length();
      if (taken.compareAndSet(slice, 0, 1)) {
        run(slice);
      }
    }
  }

  private void run(int slice) {
    try {
      int from = Math.min(length, slice * size);
      int to = Math.min(length, from + size);
      if (from < to) {
        work.run(from, to);
      }
    } catch (Throwable t) { // finish() throws it
      failure = t;
    } finally {
      done.incrementAndGet();
    }
  }

  /**
   * Does the remaining slices on the calling thread, and waits for those that others have begun.
   */
  public void finish() {
    help(0);
    while (done.get() < taken.length()) {
      Thread.onSpinWait(); // short: each is already at work on its slice
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure; // a slice has no other exceptions
    }
  }
}
