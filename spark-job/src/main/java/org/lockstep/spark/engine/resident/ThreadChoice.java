package org.lockstep.spark.engine.resident;

/**
 * Chooses, by measuring, whether the driver's thread computes a step alone or every task's thread
 * computes its share. A small step is faster alone: θ and gradients that another core has written
 * take longer to fetch than to compute. So is any step while other programs, or the JVM's compiler,
 * take one of the cores. The bits are the same.
 *
 * <p>It tries the other way for some milliseconds from time to time, and when steps become slower
 * than they last were the other way. It keeps the way with the shorter mean. Trials take a small
 * part of the time, and less if they keep failing.
 */
final class ThreadChoice {
  private static final long SETTLING = 5_000_000; // ns not counted: threads wake and find a core
  private static final long TRIAL = 5_000_000; // ns counted, at least
  private static final long WINDOW = 100_000_000; // ns of a mean between trials, at least
  private static final int FEWEST_STEPS = 16; // of a mean
  private static final int SHORTEST_PAUSE = 10; // between trials, as multiples of the trial's time
  private static final int LONGEST_PAUSE = 30;
  private static final double GAIN = 0.95; // less than a twentieth is noise
  private static final double HOPELESS = 1.5; // a trial that takes this much longer is given up
  private static final long MOST = 50_000_000; // ns counted per step; a longer one had to wait
  private static final long LONGEST_STEP = 700_000; // ns: no longer step is faster alone

  private boolean alone;
  private boolean trying;
  private long spent; // ns, since the last change
  private int steps; // of the current window
  private long sum; // ns, of these steps
  private long pause; // ns, until the next trial
  private int pauses = SHORTEST_PAUSE;
  private double other = Double.MAX_VALUE; // mean ns per step, when last done the other way

  /** Whether the driver's thread should compute the next step alone. */
  boolean alone() {
    return alone;
  }

  /** Records the time of a step that was computed as chosen. */
  void took(long time) {
    long nanos = Math.min(time, MOST);
    spent += nanos;
    if (spent - nanos < SETTLING) {
      return;
    }
    steps++;
    sum += nanos;
    boolean isFull = steps >= FEWEST_STEPS && sum >= (trying ? TRIAL : WINDOW);
    if (trying) {
      if (isFull || sum > HOPELESS * Math.max(TRIAL, FEWEST_STEPS * other)) {
        judge();
      }
    } else if (isFull) {
      look();
    }
  }

  private void look() {
    double mean = mean();
    if ((spent >= pause || GAIN * mean > other) && (alone || mean <= LONGEST_STEP)) {
      trying = true;
      change(mean);
    } else {
      steps = 0;
      sum = 0;
    }
  }

  private void judge() {
    double mean = mean();
    boolean isBetter = mean < GAIN * other;
    trying = false;
    pauses = isBetter ? SHORTEST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pauses);
    // A trial that something held up for long must not delay the next one.
    pause = pauses * Math.min(spent, SETTLING + TRIAL + FEWEST_STEPS * LONGEST_STEP);
    if (!isBetter) {
      change(mean);
    }
  }

  private void change(double mean) {
    other = mean;
    alone = !alone;
    spent = 0;
    steps = 0;
    sum = 0;
  }

  private double mean() {
    return (double) sum / steps;
  }
}
