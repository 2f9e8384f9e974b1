package org.lockstep.spark.train;

import org.lockstep.model.text.Text;

/** Which epoch's weights a run ends with. */
public enum Keep {
  /** The last one's. */
  LAST,
  /** The one's with the lowest validation loss. */
  BEST_LOSS,
  /** The one's with the highest validation accuracy (R² for regression). */
  BEST_ACCURACY;

  /** How good an epoch is, the more the better; an epoch that could not be evaluated is worst. */
  public double merit(EpochReport report) {
    double merit =
        this == BEST_ACCURACY
            ? report.validation().accuracy().orElse(Double.NaN)
            : -report.validation().loss().orElse(Double.NaN);
    return Double.isNaN(merit) ? Double.NEGATIVE_INFINITY : merit;
  }

  /** The measure's name and value, for people. */
  String text(double merit) {
    return this == BEST_ACCURACY
        ? Text.format("accuracy %.4f", merit)
        : Text.format("loss %.6g", -merit);
  }
}
