package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;

/**
 * The columns of a DataFrame that a fit reads.
 *
 * @param features the column that holds all features
 * @param inputs the raw columns to use as features; empty if one column holds them all
 * @param texts the raw columns whose words are features
 * @param labels one column, or the columns of several targets
 * @param order the column that orders the rows; empty: their content does
 * @param validationIndicator the column that marks the held-out rows
 */
record FitColumns(
    String features,
    List<String> inputs,
    TextInputs texts,
    List<String> labels,
    Optional<String> weight,
    Optional<String> order,
    Optional<String> validationIndicator,
    HandleInvalid invalid) {
  FitColumns {
    inputs = List.copyOf(inputs);
    labels = List.copyOf(labels);
  }

  /** Whether the features are raw columns. */
  boolean areRaw() {
    return !inputs.isEmpty();
  }

  /**
   * The columns named by an estimator's parameters.
   *
   * @param label the single label column, used if {@code labelCols} is not set
   */
  static FitColumns of(MlpEstimator<?, ?> owner, String features, String label) {
    List<String> labels =
        owner.isSet(owner.labelCols()) ? Arrays.asList(owner.getLabelCols()) : List.of(label);
    if (labels.isEmpty()) {
      throw BadInputException.at("labelCols", "at least one column", "none");
    }
    List<String> inputs = owner.isSet(owner.inputCols()) ? inputs(owner.getInputCols()) : List.of();
    return new FitColumns(
        features,
        inputs,
        TextInputs.of(owner, inputs),
        labels.stream().map(Columns::bare).toList(),
        OwnParams.given(owner, owner.weightCol()),
        OwnParams.given(owner, owner.orderCol()),
        OwnParams.given(owner, owner.validationIndicatorCol()),
        owner.ownParams().handling(owner));
  }

  private static List<String> inputs(String... names) {
    List<String> inputs = Arrays.asList(names);
    if (inputs.isEmpty()) {
      throw BadInputException.at("inputCols", "at least one column", "none");
    }
    for (String name : inputs) {
      if (Collections.frequency(inputs, name) > 1) {
        throw BadInputException.at(
            "inputCols", "distinct columns", BadInputException.quote(name) + " twice");
      }
    }
    return inputs;
  }
}
