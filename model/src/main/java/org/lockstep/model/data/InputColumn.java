package org.lockstep.model.data;

import java.util.List;
import java.util.Optional;

/**
 * One column of raw input: which raw values hold it in a row, and which features they become. Its
 * parts are fitted to training rows and stored in the model, so that every prediction prepares a
 * row as training did. {@link InputEncoder} computes the features.
 */
public sealed interface InputColumn
    permits NumberColumn, CategoryColumn, DateColumn, VectorColumn, TextColumn {

  /** The column's name in its source. */
  String name();

  /** How many features it becomes. */
  int width();

  /** How many raw values hold it in a row: 1, or the length of a vector. */
  default int values() {
    return 1;
  }

  /** What its features are called, {@link #width()} of them. */
  List<String> featureNames();

  /** A column of one number per row, which must be there. */
  static InputColumn number(String name) {
    return NumberColumn.of(name);
  }

  /** A column of {@code width} numbers per row. */
  static InputColumn vector(String name, int width) {
    return width == 1 ? number(name) : new VectorColumn(name, width, Optional.empty());
  }

  /** A column of the pixels of an image per row. */
  static InputColumn image(String name, ImageShape shape) {
    return new VectorColumn(name, shape.length(), Optional.of(shape));
  }

  /** A column of text, one feature per category. */
  static InputColumn text(String name, List<String> categories) {
    return CategoryColumn.oneHot(name, categories);
  }
}
