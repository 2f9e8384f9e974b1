package org.lockstep.model.data;

import java.util.List;
import java.util.Optional;

/**
 * One column of raw input and the features it becomes.
 *
 * @param name the column's name in its source
 * @param width how many features it becomes: 1 for a number, the length of a vector column, one per
 *     category for text
 * @param categories the texts a text column may hold, in one-hot order; empty for numbers
 * @param image how the numbers lie where they are pixels
 */
public record InputColumn(
    String name, int width, List<String> categories, Optional<ImageShape> image) {
  public InputColumn {
    categories = List.copyOf(categories);
    Distinct.check("column " + name + " has the category", categories);
    if (width < 1) {
      throw new IllegalArgumentException("column " + name + " has width " + width);
    }
    if (!categories.isEmpty() && categories.size() != width) {
      throw new IllegalArgumentException(
          "column " + name + " has width " + width + " and " + categories.size() + " categories");
    }
    if (image.isPresent() && (image.get().length() != width || !categories.isEmpty())) {
      throw new IllegalArgumentException(
          "column " + name + " has width " + width + " and is " + image.get());
    }
  }

  /** A column of one number per row. */
  public static InputColumn number(String name) {
    return new InputColumn(name, 1, List.of(), Optional.empty());
  }

  /** A column of {@code width} numbers per row. */
  public static InputColumn vector(String name, int width) {
    return new InputColumn(name, width, List.of(), Optional.empty());
  }

  /** A column of the pixels of an image per row. */
  public static InputColumn image(String name, ImageShape shape) {
    return new InputColumn(name, shape.length(), List.of(), Optional.of(shape));
  }

  /** A column of text, one feature per category. */
  public static InputColumn text(String name, List<String> categories) {
    return new InputColumn(name, categories.size(), categories, Optional.empty());
  }

  /** Whether the column holds text. */
  public boolean isText() {
    return !categories.isEmpty();
  }
}
