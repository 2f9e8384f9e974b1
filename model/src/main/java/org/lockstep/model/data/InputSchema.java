package org.lockstep.model.data;

import java.util.List;

/**
 * The raw input of a model: its columns in order. Stored in the model file, so that a prediction
 * reads its data as training did.
 */
public record InputSchema(List<InputColumn> columns) {
  public InputSchema {
    columns = List.copyOf(columns);
    long width = columns.stream().mapToLong(InputColumn::width).sum();
    if (width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(width + " features");
    }
  }

  /** How many features all columns together become. */
  public int width() {
    return columns.stream().mapToInt(InputColumn::width).sum();
  }
}
