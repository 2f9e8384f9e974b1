package org.lockstep.model.data;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the target column(s) mean to a model. Stored in the model file.
 *
 * @param task what is predicted
 * @param columns the target columns' names; several for regression, and for several labels
 * @param classes the label of each class, in class order; empty for regression and several labels,
 *     two for binary
 * @param threshold t of two classes: a row is of the second where its probability is greater than
 *     t; empty: where the second is the likelier
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
