package org.lockstep.spark.train;

import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.Keep;

/** How good an epoch is, by the measure that decides which one to keep: the more, the better. */
public final class Merit {
  /** Of an epoch that could not be evaluated: the worst. */
  public static final double NONE = Double.NEGATIVE_INFINITY;

  private Merit() {}

  /** The merit of an epoch. */
  public static double of(EpochReport report, Keep keep) {
    double merit =
        keep == Keep.BEST_ACCURACY
            ? report.validation().accuracy().orElse(Double.NaN)
            : -report.validation().loss().orElse(Double.NaN);
    return Double.isNaN(merit) ? NONE : merit;
  }

  /** The measure's name and value, for people. */
  static String text(double merit, Keep keep) {
    return keep == Keep.BEST_ACCURACY
        ? Text.format("accuracy %.4f", merit)
        : Text.format("loss %.6g", -merit);
  }
}
