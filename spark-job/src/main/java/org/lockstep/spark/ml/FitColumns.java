package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;

/**
 * The columns of a DataFrame that a fit reads.
 *
 * @param labels one column, or the columns of several targets
 * @param order the column that orders the rows; empty: their content does
 * @param validationIndicator the column that marks the held-out rows
 */
record FitColumns(
    FeatureColumns features,
    List<String> labels,
    Optional<String> weight,
    Optional<String> order,
    Optional<String> validationIndicator,
    HandleInvalid invalid) {
  FitColumns {
    labels = List.copyOf(labels);
  }

  /**
   * The columns named by an estimator's parameters.
   *
   * @param features the column of all features, used if {@code inputCols} is not set
   * @param label the single label column, used if {@code labelCols} is not set
   */
  static FitColumns of(MlpEstimator<?, ?> owner, String features, String label) {
    List<String> labels =
        owner.isSet(owner.labelCols()) ? Arrays.asList(owner.getLabelCols()) : List.of(label);
    if (labels.isEmpty()) {
      throw BadInputException.at("labelCols", "at least one column", "none");
    }
    return new FitColumns(
        FeatureColumns.of(owner, features),
        labels.stream().map(Columns::bare).toList(),
        OwnParams.given(owner, owner.weightCol()),
        OwnParams.given(owner, owner.orderCol()),
        OwnParams.given(owner, owner.validationIndicatorCol()),
        owner.ownParams().handling(owner));
  }
}
