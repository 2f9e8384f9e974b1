package org.lockstep.spark.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The time of a search, with estimates of how long its runs take: the average time that a run
 * spends outside its epochs, plus the median of the trial's own epochs, as measured in the previous
 * rung. The first epochs are long while the JVM is cold; the median ignores them.
 */
public final class TimeBudget {
  /** Fewer trials are no search: rungs that do not leave time for them are dropped. */
  private static final int FEWEST_TRIALS = 3;

  private static final double NANOS = 1e9;

  private final double limit; // infinite for none
  private final int members; // networks of the best trial in the end; 1: its run alone
  private final LongSupplier clock;
  private final long start;
  private final Map<Integer, Double> epochSeconds = new HashMap<>(); // by trial
  private final List<Double> overheads = new ArrayList<>(); // seconds outside epochs, by run
  private double earlier; // seconds before the search was resumed

  /**
   * A budget that starts now.
   *
   * @param seconds in all; infinite for no limit
   * @param members how many networks the best trial is trained as in the end; 1 for its run alone
   * @param clock in nanoseconds
   */
  public TimeBudget(double seconds, int members, LongSupplier clock) {
    this.limit = seconds;
    this.members = members;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /**
   * Records how long a run took.
   *
   * @param seconds in all
   * @param epochs the seconds of each epoch; none if the run failed
   */
  public void ran(Trial trial, double seconds, double... epochs) {
    if (epochs.length > 0) {
      double[] sorted = epochs.clone();
      Arrays.sort(sorted);
      double median = sorted[sorted.length / 2];
      epochSeconds.put(trial.number(), median);
      overheads.add(Math.max(0, seconds - median * epochs.length));
    }
  }

  /** Records how long the epochs of a run took before the search was resumed. */
  public void ranBefore(Trial trial, double... epochs) {
    double seconds = Arrays.stream(epochs).sum();
    earlier += seconds;
    ran(trial, seconds, epochs);
  }

  /** Seconds so far, including those before the search was resumed. */
  public double elapsed() {
    return earlier + (clock.getAsLong() - start) / NANOS;
  }

  /**
   * How many rungs there is time for with the fewest trials; at least one.
   *
   * @param done how many trials of the first rung are done
   */
  public int rungs(Halving halving, int done) {
    int rungs = halving.rungs();
    while (rungs > 1 && !fits(halving.first(rungs), FEWEST_TRIALS, done)) {
      rungs--;
    }
    return rungs;
  }

  /** Whether there is time for this many trials in the first rung and for the later rungs. */
  public boolean fits(Halving halving, int trials, int done) {
    List<Integer> epochs = halving.epochs();
    double needed = Math.max(0, trials - done) * estimate(epochs.get(0));
    for (int rung = 1; rung < epochs.size(); rung++) {
      needed += Halving.reaching(rung, trials) * estimate(epochs.get(rung));
      needed += estimate(1, epochs.get(rung)); // the preset goes on in any case
    }
    needed += ensemble(estimate(last(halving)));
    return needed <= limit - elapsed();
  }

  /**
   * Whether a trial can run on a rung and leave time for the preset and another trial on the later
   * rungs.
   *
   * @param rung from 1
   */
  public boolean fits(Halving halving, int rung, Trial trial) {
    double needed = estimate(trial.number(), halving.epochs().get(rung));
    for (int later = rung + 1; later < halving.rungs(); later++) {
      needed += 2 * estimate(1, halving.epochs().get(later));
    }
    needed += ensemble(estimate(trial.number(), last(halving)));
    return needed <= limit - elapsed();
  }

  private static int last(Halving halving) {
    return halving.epochs().get(halving.rungs() - 1);
  }

  private double ensemble(double alone) {
    return members == 1 ? 0 : members * alone;
  }

  private double estimate(int epochs) {
    return mean(overheads) + mean(epochSeconds.values()) * epochs;
  }

  private double estimate(int trial, int epochs) {
    Double own = epochSeconds.get(trial);
    return own == null ? estimate(epochs) : mean(overheads) + own * epochs;
  }

  private static double mean(Collection<Double> all) {
    return all.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
