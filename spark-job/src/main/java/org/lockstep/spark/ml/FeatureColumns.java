package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.lockstep.model.error.BadInputException;

/**
 * The columns of a DataFrame that hold the features.
 *
 * @param column the column that holds all of them
 * @param inputs the raw columns to use instead; empty if one column holds them all
 * @param texts the raw columns whose words are features
 */
record FeatureColumns(String column, List<String> inputs, TextInputs texts) {
  FeatureColumns {
    inputs = List.copyOf(inputs);
  }

  /** The columns named by an estimator's parameters. */
  static FeatureColumns of(MlpEstimator<?, ?> owner, String column) {
    List<String> inputs = owner.isSet(owner.inputCols()) ? inputs(owner.getInputCols()) : List.of();
    return new FeatureColumns(column, inputs, TextInputs.of(owner, inputs));
  }

  /** Whether the features are raw columns. */
  boolean areRaw() {
    return !inputs.isEmpty();
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
