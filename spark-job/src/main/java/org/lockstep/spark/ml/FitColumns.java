package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.Param;

/**
 * The columns of a DataFrame that a fit reads.
 *
 * @param labels one; for a regression several, too
 * @param order of the rows; empty: their content decides
 * @param validationIndicator tells which rows are held out
 */
record FitColumns(
    String features,
    List<String> labels,
    Optional<String> weight,
    Optional<String> order,
    Optional<String> validationIndicator,
    HandleInvalid invalid) {
  FitColumns {
    labels = List.copyOf(labels);
  }

  /** The columns that an estimator's parameters name. */
  static FitColumns of(
      MlpParams owner, String features, List<String> labels, Param<String> weight) {
    return new FitColumns(
        features,
        labels,
        OwnParams.given(owner, weight),
        OwnParams.given(owner, owner.orderCol()),
        OwnParams.given(owner, owner.validationIndicatorCol()),
        owner.ownParams().handling(owner));
  }
}
