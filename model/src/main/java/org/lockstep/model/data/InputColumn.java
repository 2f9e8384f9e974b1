package org.lockstep.model.data;

import java.util.List;

/**
 * One column of raw input and the features it becomes.
 *
 * @param name the column's name in its source
 * @param width how many features it becomes: 1 for a number, the length of a vector column, one per
 *     category for text
 * @param categories the texts a text column may hold, in one-hot order; empty for numbers
 */
public record InputColumn(String name, int width, List<String> categories) {
  public InputColumn {
    categories = List.copyOf(categories);
    if (width < 1) {
      throw new IllegalArgumentException("column " + name + " has width " + width);
    }
    if (!categories.isEmpty() && categories.size() != width) {
      throw new IllegalArgumentException(
          "column " + name + " has width " + width + " and " + categories.size() + " categories");
    }
  }

  /** A column of one number per row. */
  public static InputColumn number(String name) {
    return new InputColumn(name, 1, List.of());
  }

  /** A column of {@code width} numbers per row: a vector, or an image's pixels. */
  public static InputColumn vector(String name, int width) {
    return new InputColumn(name, width, List.of());
  }

  /** A column of text, one feature per category. */
  public static InputColumn text(String name, List<String> categories) {
    return new InputColumn(name, categories.size(), categories);
  }

  /** Whether the column holds text. */
  public boolean isText() {
    return !categories.isEmpty();
  }
}
