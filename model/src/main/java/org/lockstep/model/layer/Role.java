package org.lockstep.model.layer;

/** What an array of parameters is for: whether it decays, whether it is trained, how it starts. */
public enum Role {
  /** A matrix W that multiplies the input: decays, starts at random. */
  WEIGHT(true, true, 0),
  /** What is added to each unit: starts at 0, or at random where the run wants it. */
  BIAS(false, true, 0),
  /** What multiplies each unit: starts at 1. */
  GAIN(false, true, 1),
  /**
   * What a layer observes of the rows: no gradient, and so neither decayed, clipped nor checked.
   */
  STATISTIC(false, false, 0);

  private final boolean decays;
  private final boolean trained;
  private final double start;

  Role(boolean decays, boolean trained, double start) {
    this.decays = decays;
    this.trained = trained;
    this.start = start;
  }

  /** Whether penalties and decay are on it. */
  public boolean decays() {
    return decays;
  }

  /** Whether the optimizer moves it along a gradient. */
  public boolean isTrained() {
    return trained;
  }

  /** The value that every element starts at, where none is drawn at random. */
  public double start() {
    return start;
  }
}
