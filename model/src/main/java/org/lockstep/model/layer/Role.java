package org.lockstep.model.layer;

/** The role of an array of parameters: whether it decays, whether it is trained, how it starts. */
public enum Role {
  /** A matrix W that multiplies the input: decays, starts at random. */
  WEIGHT(true, true),
  /** Added to each unit: starts at 0, or at random if the run says so. */
  BIAS(false, true),
  /** Multiplies each unit: starts at 1. */
  GAIN(false, true),
  /**
   * What a layer observes of the rows. It has no gradient, and so is neither decayed, clipped nor
   * checked. The observation takes the gradient's place, and the optimizer moves towards it by
   * {@link #MOVING_SHARE}.
   */
  STATISTIC(false, false);

  /**
   * The share of a step's observation in a moving average: {@code s' = 0.9·s + 0.1·observed}, like
   * PyTorch's momentum of 0.1.
   */
  public static final double MOVING_SHARE = 0.1;

  private final boolean decays;
  private final boolean trained;

  Role(boolean decays, boolean trained) {
    this.decays = decays;
    this.trained = trained;
  }

  /** Whether penalties and decay apply to it. */
  public boolean decays() {
    return decays;
  }

  /** Whether the optimizer moves it along a gradient. */
  public boolean isTrained() {
    return trained;
  }

  /** How it starts, unless a layer says otherwise. */
  public Start start() {
    return switch (this) {
      case WEIGHT, BIAS -> new Start.ByRule();
      case GAIN -> new Start.Constant(1);
      case STATISTIC -> new Start.Constant(0);
    };
  }
}
