package org.lockstep.spark.train;

import java.util.OptionalDouble;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.Keep;

/** How good an epoch is, by the measure that decides which one to keep; higher is better. */
public final class EpochMerit {
  /** The merit of an epoch that could not be evaluated: the worst. */
  public static final double NONE = Double.NEGATIVE_INFINITY;

  private EpochMerit() {}

  /** The merit of an epoch. */
  public static double of(EpochReport report, Keep keep) {
    double measure = measure(report, keep);
    return Double.isNaN(measure) ? NONE : keep.isMoreBetter() ? measure : -measure;
  }

  /** The measure itself; NaN if the epoch has none. */
  static double measure(EpochReport report, Keep keep) {
    EpochReport.HeldOut validation = report.validation();
    OptionalDouble measure =
        switch (keep) {
          case LAST, BEST_LOSS -> validation.loss();
          case BEST_ACCURACY, BEST_R2 -> validation.accuracy();
          case BEST_RMSE -> validation.errors().rmse();
          case BEST_MAE -> validation.errors().mae();
        };
    return measure.orElse(Double.NaN);
  }

  /** The measure's name and value, in words. */
  static String text(double merit, Keep keep) {
    return keep.measure()
        + (keep.isMoreBetter() ? Text.format(" %.4f", merit) : Text.format(" %.6g", -merit));
  }
}
