package org.lockstep.bench.table;

/**
 * Two sides of a comparison, measured in turns. Its ratio is the median of the rounds' ratios: a
 * slow moment of the machine hits both sides of a round.
 */
public record Outcome(Series ours, Series theirs) {

  /** Ours divided by theirs, round by round. */
  public double[] oursByTheirs() {
    return Stats.ratios(ours.values(), theirs.values());
  }

  /** Theirs divided by ours, round by round. */
  public double[] theirsByOurs() {
    return Stats.ratios(theirs.values(), ours.values());
  }
}
