package org.lockstep.spark.engine.exchange;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.lockstep.spark.engine.StepEngine.Slice;

/**
 * Work on vectors, cut into slices that threads take: each its own first, because it has touched
 * those elements before and has them near, then whatever nobody has taken. A thread that sleeps or
 * has ended is not waited for; its slice is done by another.
 */
public final class Slices {
  /** Elements of a slice are whole cache lines, so that no two threads write to one. */
  private static final int ALIGNMENT = 64;

  private final Slice work;
  private final int length;
  private final int size;
  private final AtomicIntegerArray taken;
  private final AtomicInteger done = new AtomicInteger();
  private volatile Throwable failure;

  /** As many slices of the elements [0, length). */
  public Slices(int length, int count, Slice work) {
    this.work = work;
    this.length = length;
    this.size = ((length + count - 1) / count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    this.taken = new AtomicIntegerArray(count);
  }

  /** Does slices on the calling thread, this one first. */
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
    } catch (Throwable t) { // told to the one who waits
      failure = t;
    } finally {
      done.incrementAndGet();
    }
  }

  /** Does what is left on the calling thread, and waits for what others have begun. */
  public void finish() {
    help(0);
    while (done.get() < taken.length()) {
      Thread.onSpinWait(); // short: each is at work on its slice
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure; // a slice has no other exceptions
    }
  }
}
