package org.lockstep.model.data;

import java.util.List;
import java.util.Optional;

/**
 * One column of raw input: its raw values in a row, and the features that they become. It is fitted
 * to training rows and stored in the model, so that every prediction prepares a row as training
 * did. {@link InputEncoder} computes the features.
 */
public sealed interface InputColumn
    permits NumberColumn, CategoryColumn, DateColumn, VectorColumn, TextColumn {

  /** The column's name in its source. */
  String name();

  /** How many features it becomes. */
  int width();

  /** How many raw values it has in a row: 1, or more for a vector or a text of many words. */
  default int values() {
    return 1;
  }

  /** The names of its features, {@link #width()} of them. */
  List<String> featureNames();

  /** A column of one number per row, which cannot be missing. */
  static InputColumn number(String name) {
    return NumberColumn.of(name);
  }

  /** A column of {@code width} numbers per row. */
  static InputColumn vector(String name, int width) {
    return width == 1 ? number(name) : new VectorColumn(name, width, Optional.empty());
  }

  /** A column of one image's pixels per row. */
  static InputColumn image(String name, ImageShape shape) {
    return new VectorColumn(name, shape.length(), Optional.of(shape));
  }

  /** A column of text, one feature per category. */
  static InputColumn text(String name, List<String> categories) {
    return CategoryColumn.oneHot(name, categories);
  }
}
