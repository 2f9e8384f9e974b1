package org.lockstep.spark.train;

import java.util.OptionalInt;
import org.lockstep.model.math.FlatVector;

/** Keeps the parameters with the lowest validation loss, and says when waiting has been enough. */
final class EarlyStopping {
  private final OptionalInt patience;
  private final FlatVector best;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  EarlyStopping(OptionalInt patience, FlatVector theta) {
    this.patience = patience;
    this.best = patience.isPresent() ? theta.copy() : null;
  }

  boolean stopsAfter(EpochReport report, FlatVector theta) {
    if (patience.isEmpty()) {
      return false;
    }
    // Weights that are no longer finite are not evaluated, and never the best.
    double loss = report.validation().loss().orElse(Double.POSITIVE_INFINITY);
    if (loss < bestLoss) {
      bestLoss = loss;
      bestEpoch = report.epoch();
      best.copyFrom(theta);
    }
    return report.epoch() - bestEpoch >= patience.getAsInt();
  }

  FlatVector best() {
    return best;
  }

  int bestEpoch() {
    return bestEpoch;
  }

  String text() {
    return "the validation loss has not improved for %d epochs: kept epoch %d with %.6g"
        .formatted(patience.getAsInt(), bestEpoch, bestLoss);
  }
}
