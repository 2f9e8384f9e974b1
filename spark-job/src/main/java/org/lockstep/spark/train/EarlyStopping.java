package org.lockstep.spark.train;

import java.util.OptionalInt;
import org.lockstep.model.math.FlatVector;

/** Keeps the parameters of the best epoch, and says when waiting for a better one is enough. */
final class EarlyStopping {
  private final Keep keep;
  private final OptionalInt patience;
  private final FlatVector best;
  private double bestMerit = Double.NEGATIVE_INFINITY;
  private int bestEpoch;

  EarlyStopping(Keep keep, OptionalInt patience, FlatVector theta) {
    this.keep = keep;
    this.patience = patience;
    this.best = keep == Keep.LAST ? null : theta.copy();
  }

  boolean stopsAfter(EpochReport report, FlatVector theta) {
    double merit = keep.merit(report);
    if (merit > bestMerit) {
      bestMerit = merit;
      bestEpoch = report.epoch();
      if (best != null) {
        best.copyFrom(theta);
      }
    }
    return patience.isPresent() && report.epoch() - bestEpoch >= patience.getAsInt();
  }

  /** The parameters to end with, if these are the last. */
  FlatVector kept(FlatVector last) {
    return best == null ? last : best;
  }

  /** The epoch they are of, if this is the last. */
  int keptEpoch(int last) {
    return best == null ? last : bestEpoch;
  }

  /** Why it stops. */
  String text() {
    return "the validation %s has not improved for %d epochs"
            .formatted(keep == Keep.BEST_ACCURACY ? "accuracy" : "loss", patience.getAsInt())
        + keptText();
  }

  /** Which epoch's parameters are kept, where that is not the last; begins with a colon. */
  String keptText() {
    return best == null
        ? ""
        : ": kept epoch %d with validation %s".formatted(bestEpoch, keep.text(bestMerit));
  }
}
