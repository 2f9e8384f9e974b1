package org.lockstep.model.optim;

import java.io.Serializable;

/**
 * Lowers a learning rate when the epochs stop improving: PyTorch's ReduceLROnPlateau with its
 * relative threshold of 10⁻⁴, no cool-down, and no drop of less than 10⁻⁸.
 *
 * @param decay the factor of the rate in a drop
 * @param patience how many epochs in a row may bring no improvement before the rate drops
 */
public record Plateau(double decay, int patience) implements Serializable {
  private static final double THRESHOLD = 1e-4;
  private static final double SMALLEST_DROP = 1e-8;

  public Plateau {
    if (!(decay > 0 && decay < 1) || patience < 0) {
      throw new IllegalArgumentException("a decay of " + decay + ", a patience of " + patience);
    }
  }

  /** Follows a run, epoch by epoch. Its state depends only on the values added, in order. */
  public static final class Watch {
    private final Plateau rule;
    private final double initial;
    private double factor = 1;
    private double best = Double.NaN;
    private int badEpochs;

    /**
     * A watch at the start of a run.
     *
     * @param initial η₀
     */
    public Watch(Plateau rule, double initial) {
      this.rule = rule;
      this.initial = initial;
    }

    /**
     * Adds the result of an epoch.
     *
     * @param value of the measure; NaN if the epoch has none, which counts as no better
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
      double least = THRESHOLD * Math.abs(best); // as in PyTorch, but works for a best below 0 too
      return more ? value > best + least : value < best - least;
    }

    /** The current factor of the rate. */
    public double factor() {
      return factor;
    }
  }
}
