package org.lockstep.model.data;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The meaning of a model's target columns. It is stored in the model file.
 *
 * @param task what is predicted
 * @param columns the target columns' names: several for multi-label, one or more for regression,
 *     otherwise one
 * @param classes the label of each class, in class order; empty for regression and multi-label, two
 *     for binary
 * @param threshold t, for two classes: a row is in the second class if that class's probability is
 *     greater than t; if empty, a row is in the likelier class
 */
public record TargetSchema(
    Task task, List<String> columns, List<String> classes, OptionalDouble threshold) {
  public TargetSchema {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("no target column");
    }
    Distinct.check("the target column", columns);
    Distinct.check("the class", classes);
    boolean fits =
        switch (task) {
          case CLASSIFICATION -> columns.size() == 1 && classes.size() >= 2;
          case BINARY -> columns.size() == 1 && classes.size() == 2;
          case REGRESSION -> classes.isEmpty();
          case MULTI_LABEL -> columns.size() >= 2 && classes.isEmpty();
        };
    if (!fits) {
      throw new IllegalArgumentException(
          task + " with target columns " + columns + " and " + classes.size() + " classes");
    }
    if (threshold.isPresent() && classes.size() != 2) {
      throw new IllegalArgumentException("a threshold of " + classes.size() + " classes");
    }
    if (!(threshold.orElse(0) >= 0 && threshold.orElse(0) <= 1)) {
      throw new IllegalArgumentException("a threshold of " + threshold.getAsDouble());
    }
  }

  /** A target whose likeliest class is predicted. */
  public TargetSchema(Task task, List<String> columns, List<String> classes) {
    this(task, columns, classes, OptionalDouble.empty());
  }

  /** The same with another threshold. */
  public TargetSchema withThreshold(OptionalDouble other) {
    return new TargetSchema(task, columns, classes, other);
  }

  /** How many outputs a network for this target has. */
  public int outputs() {
    return switch (task) {
      case CLASSIFICATION -> classes.size();
      case BINARY -> 1;
      case REGRESSION, MULTI_LABEL -> columns.size();
    };
  }
}
