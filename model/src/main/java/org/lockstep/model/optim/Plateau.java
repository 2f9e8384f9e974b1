package org.lockstep.model.optim;

import java.io.Serializable;

/**
 * Lowers a learning rate where the epochs no longer become better: PyTorch's ReduceLROnPlateau with
 * its relative threshold of 10⁻⁴, no cool-down, and no drop of less than 10⁻⁸.
 *
 * @param decay what a drop multiplies the rate by
 * @param patience how many epochs in a row may be no better before it drops
 */
public record Plateau(double decay, int patience) implements Serializable {
  private static final double THRESHOLD = 1e-4;
  private static final double SMALLEST_DROP = 1e-8;

  public Plateau {
    if (!(decay > 0 && decay < 1) || patience < 0) {
      throw new IllegalArgumentException("a decay of " + decay + ", a patience of " + patience);
    }
  }

  /** How a run does, epoch by epoch. Its state follows from what it was told, in order. */
  public static final class Watch {
    private final Plateau rule;
    private final double initial;
    private double factor = 1;
    private double best = Double.NaN;
    private int badEpochs;

    /**
     * A watch over a run at its start.
     *
     * @param initial η₀
     */
    public Watch(Plateau rule, double initial) {
      this.rule = rule;
      this.initial = initial;
    }

    /**
     * An epoch is done.
     *
     * @param value of the measure; NaN where the epoch has none: then it is no better
     * @param more whether more is better
     */
    public void add(double value, boolean more) {
      if (isBetter(value, more)) {
        best = value;
        badEpochs = 0;
      } else {
        badEpochs++;
      }
      if (badEpochs > rule.patience) {
        badEpochs = 0;
        double lower = factor * rule.decay;
        if (initial * (factor - lower) > SMALLEST_DROP) {
          factor = lower;
        }
      }
    }

    private boolean isBetter(double value, boolean more) {
      if (Double.isNaN(best)) {
        return !Double.isNaN(value);
      }
      double least = THRESHOLD * Math.abs(best); // PyTorch's, for a best below 0 too
      return more ? value > best + least : value < best - least;
    }

    /** What the rate is multiplied by now. */
    public double factor() {
      return factor;
    }
  }
}
