package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.table.Categories;

/**
 * Determines the target schema from the labels of a DataFrame.
 *
 * @param rows the name of the rows in messages
 * @param trained the schema of the training rows, if these are other rows
 */
record TargetMeaning(
    String rows, FitColumns columns, Labels labels, Optional<TargetSchema> trained) {

  /**
   * Returns the schema.
   *
   * @param whole the profile of all rows
   * @throws BadInputException if the labels do not match the training rows, or are invalid
   */
  TargetSchema of(RowProfile whole) {
    if (!(labels instanceof Labels.Classes classes)) {
      List<String> names = numberedTargets(whole.targets());
      trained.ifPresent(schema -> checkTargets(schema.outputs(), names.size()));
      return new TargetSchema(taskOfNumbers(names.size()), names, List.of());
    }
    int largest = whole.largestClass();
    if (trained.isPresent()) {
      return known(trained.get(), largest);
    }
    List<String> names = classes.names().orElseGet(() -> numbers(largest));
    return known(
        new TargetSchema(
            names.size() == 2 ? Task.BINARY : Task.CLASSIFICATION, columns.labels(), names),
        largest);
  }

  private Task taskOfNumbers(int targets) {
    if (labels instanceof Labels.Numbers) {
      return Task.REGRESSION;
    }
    if (targets < 2) {
      throw BadInputException.at(
          "column " + columns.labels().get(0), "at least two labels in each row", "1");
    }
    return Task.MULTI_LABEL;
  }

  /**
   * The names of the columns, or {@code y[0]}, {@code y[1]}, ... if one column holds several
   * numbers.
   */
  private List<String> numberedTargets(int targets) {
    List<String> names = columns.labels();
    return labels.inArray()
        ? IntStream.range(0, targets).mapToObj(j -> names.get(0) + "[" + j + "]").toList()
        : names;
  }

  private void checkTargets(int expected, int found) {
    if (expected != found) {
      throw BadInputException.at(
          "column " + String.join(", ", columns.labels()),
          expected + " numbers, as in the training rows",
          found + " in " + rows);
    }
  }

  /** Classes named by their numbers; at least two, so that there is something to predict. */
  private List<String> numbers(int largest) {
    if (largest >= Categories.MOST) {
      throw BadInputException.at(
          "column " + columns.labels().get(0),
          "labels below " + Categories.MOST + ", or a column whose metadata names the classes",
          Integer.toString(largest));
    }
    return Columns.numbers(Math.max(2, largest + 1));
  }

  private TargetSchema known(TargetSchema schema, int largest) {
    if (largest >= schema.classes().size()) {
      throw BadInputException.at(
          "column " + columns.labels().get(0),
          "labels from 0 to "
              + (schema.classes().size() - 1)
              + (trained.isPresent() ? ", as in the training rows" : ", as its metadata says"),
          Integer.toString(largest) + (trained.isPresent() ? " in " + rows : ""));
    }
    return schema;
  }
}
