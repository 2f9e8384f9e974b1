package org.lockstep.model.data;

import java.util.List;

/**
 * What the target column(s) mean to a model. Stored in the model file.
 *
 * @param task what is predicted
 * @param columns the target columns' names; more than one for regression only
 * @param classes the label of each class, in class order; empty for regression, two for binary
 */
public record TargetSchema(Task task, List<String> columns, List<String> classes) {
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
        };
    if (!fits) {
      throw new IllegalArgumentException(
          task + " with target columns " + columns + " and " + classes.size() + " classes");
    }
  }

  /** How many outputs a network for this target has. */
  public int outputs() {
    return switch (task) {
      case CLASSIFICATION -> classes.size();
      case BINARY -> 1;
      case REGRESSION -> columns.size();
    };
  }
}
