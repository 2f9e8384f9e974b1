package org.lockstep.model.layer;

/** What an array of parameters is for: whether it decays, whether it is trained, how it starts. */
public enum Role {
  /** A matrix W that multiplies the input: decays, starts at random. */
  WEIGHT(true, true),
  /** What is added to each unit: starts at 0, or at random where the run wants it. */
  BIAS(false, true),
  /** What multiplies each unit: starts at 1. */
  GAIN(false, true),
  /**
   * What a layer observes of the rows: no gradient, and so neither decayed, clipped nor checked. In
   * place of a gradient stands what was observed, and the optimizer moves towards it by {@link
   * #MOVING_SHARE}.
   */
  STATISTIC(false, false);

  /**
   * The share of a step's observation in a moving average: {@code s' = 0.9·s + 0.1·observed}, as
   * PyTorch's momentum of 0.1.
   */
  public static final double MOVING_SHARE = 0.1;

  private final boolean decays;
  private final boolean trained;

  Role(boolean decays, boolean trained) {
    this.decays = decays;
    this.trained = trained;
  }

  /** Whether penalties and decay are on it. */
  public boolean decays() {
    return decays;
  }

  /** Whether the optimizer moves it along a gradient. */
  public boolean isTrained() {
    return trained;
  }

  /** How it starts, where a layer does not say otherwise. */
  public Start start() {
    return switch (this) {
      case WEIGHT, BIAS -> new Start.ByRule();
      case GAIN -> new Start.Constant(1);
      case STATISTIC -> new Start.Constant(0);
    };
  }
}
