package org.lockstep.spark.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.text.Text;

/** Decides what a target means, and turns targets into numbers. */
public final class Targets {
  private static final String CLASSES = "classes";
  private static final String NUMBERS = "numbers to predict";

  private Targets() {}

  /** Decides as {@link #fit(Table, Optional, Consumer)} does, without notes. */
  public static TargetSchema fit(Table table, Optional<Task> requested) {
    return fit(table, requested, note -> {});
  }

  /**
   * Decides the task (or takes the requested one) and the classes from the training table. Texts
   * are classes, in alphabetical order. Whole numbers from 0 with at most 20 different values are
   * classes, in numeric order, and so are -1 and 1 alone; other numbers and several target columns
   * mean regression. Two classes are a binary task unless classification is requested.
   *
   * @param notes receives one line if the numbers could also be read in another way
   * @throws BadInputException if the targets do not suit the requested task, naming the first bad
   *     row, or if there are fewer than two classes
   */
  public static TargetSchema fit(Table table, Optional<Task> requested, Consumer<String> notes) {
    if (table.target().encoded().isPresent()) {
      return table.target().encoded().get();
    }
    List<String> columns = table.target().names();
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table without target");
    }
    String place = table.target().place();
    if (columns.size() > 1) {
      if (requested.equals(Optional.of(Task.MULTI_LABEL))) {
        checkLabels(table);
        return new TargetSchema(Task.MULTI_LABEL, columns, List.of());
      }
      if (requested.isPresent() && requested.get() != Task.REGRESSION) {
        throw BadInputException.at(
            place, "one target column for classification", Integer.toString(columns.size()));
      }
      return regression(columns);
    }
    if (requested.equals(Optional.of(Task.MULTI_LABEL))) {
      throw BadInputException.at(place, "at least two target columns for multi-label", "1");
    }
    boolean isText = isText(table);
    if (requested.equals(Optional.of(Task.REGRESSION))) {
      if (isText) {
        throw notANumber(table);
      }
      return regression(columns);
    }
    TargetProfile profile = profile(table, isText);
    boolean isRegression = requested.isEmpty() && profile.suggestsRegression();
    if (requested.isEmpty() && profile.isAmbiguous()) {
      notes.accept(
          Text.format(
              "the %s different whole numbers of %s are read as %s; %s reads them as %s",
              profile.count(),
              Text.brief(columns.get(0)),
              isRegression ? NUMBERS : CLASSES,
              Mention.of("task") + (isRegression ? " classification" : " regression"),
              isRegression ? CLASSES : NUMBERS));
    }
    if (isRegression) {
      return regression(columns);
    }
    Finding finding = profile.finding();
    if (finding != null) {
      throw finding.at(table.places().placeOf(finding.position));
    }
    return classes(profile, requested, columns, place);
  }

  /**
   * The table's rows with {@code target} as numbers: the index of the class (0 or 1 for a binary
   * task), a regression's number, or an array of these for several columns.
   *
   * @throws BadInputException naming the place of the first row whose target is not in the schema
   */
  public static Dataset<Row> encode(Table table, TargetSchema schema) {
    if (table.target().encoded().filter(known -> hasCodesOf(known, schema)).isPresent()) {
      return table.rows();
    }
    if (table.target().names().size() != schema.columns().size()) {
      int wanted = schema.columns().size();
      List<String> found = table.target().names();
      throw BadInputException.at(
          table.target().place(),
          wanted + (wanted == 1 ? " target column" : " target columns"),
          found.isEmpty() ? "none" : Integer.toString(found.size()));
    }
    boolean isText = isText(table);
    if (!schema.task().isOfClasses()) {
      if (isText) {
        throw notANumber(table);
      }
      if (schema.task() == Task.MULTI_LABEL) {
        checkLabels(table);
      }
      return table.rows();
    }
    Map<String, Double> codes = codes(schema);
    String expected = "one of the classes " + Categories.shorten(schema.classes());
    if (table.seen().targets().filter(profile -> profile.isWithin(codes.keySet())).isEmpty()) {
      failOnFirst(
          table,
          targets(table)
              .mapPartitions(rows -> TargetProfile.findUnknown(rows, codes.keySet(), expected))
              .collect());
    }
    return coded(table, codes);
  }

  /**
   * Whether rows have the same numbers under both schemas, even if two classes have one output in
   * one and two in the other.
   */
  private static boolean hasCodesOf(TargetSchema known, TargetSchema schema) {
    return known.columns().equals(schema.columns())
        && known.classes().equals(schema.classes())
        && (known.task() == Task.REGRESSION) == (schema.task() == Task.REGRESSION);
  }

  /**
   * Checks that none of a regression's targets is negative.
   *
   * @throws BadInputException naming the place of the first row with a negative target
   */
  public static void checkCounts(Table table) {
    List<String> columns = table.target().names();
    failOnFirst(
        table,
        targets(table).mapPartitions(rows -> TargetProfile.findNegative(rows, columns)).collect());
  }

  /** Checks that each of several targets is 0 or 1. */
  private static void checkLabels(Table table) {
    List<String> columns = table.target().names();
    failOnFirst(
        table,
        targets(table).mapPartitions(rows -> TargetProfile.findNoLabel(rows, columns)).collect());
  }

  /** As {@link #encode}, for the table that the schema was fitted to: it has no unknown classes. */
  public static Dataset<Row> encodeFitted(Table table, TargetSchema schema) {
    if (schema.task() == Task.MULTI_LABEL) {
      return table.rows();
    }
    return schema.task() == Task.REGRESSION || table.target().encoded().isPresent()
        ? encode(table, schema)
        : coded(table, codes(schema));
  }

  private static Map<String, Double> codes(TargetSchema schema) {
    Map<String, Double> codes = new HashMap<>();
    IntStream.range(0, schema.classes().size())
        .forEach(i -> codes.put(schema.classes().get(i), (double) i));
    return codes;
  }

  private static Dataset<Row> coded(Table table, Map<String, Double> codes) {
    UDF1<Object, Double> code = target -> codes.get(TargetProfile.label(target));
    return table
        .rows()
        .withColumn(
            Table.TARGET,
            functions.udf(code, DataTypes.DoubleType).apply(functions.col(Table.TARGET)));
  }

  private static TargetProfile profile(Table table, boolean isText) {
    if (table.seen().targets().isPresent()) {
      return table.seen().targets().get();
    }
    TargetProfile whole = new TargetProfile(isText);
    targets(table)
        .mapPartitions(rows -> List.of(TargetProfile.of(rows, isText)).iterator())
        .collect()
        .forEach(part -> whole.append(part, 0));
    return whole;
  }

  private static TargetSchema classes(
      TargetProfile profile, Optional<Task> requested, List<String> columns, String place) {
    List<String> classes = profile.classes();
    if (profile.hasTooMany()) {
      throw BadInputException.at(place, "at most " + Categories.MOST + " different labels", "more");
    }
    if (classes.size() < 2) {
      throw BadInputException.at(
          place, "at least two classes", "only " + BadInputException.quote(classes.get(0)));
    }
    boolean binary = requested.map(task -> task == Task.BINARY).orElse(classes.size() == 2);
    if (binary && classes.size() > 2) {
      throw BadInputException.at(
          place,
          "two classes for a binary task",
          classes.size() + ": " + Categories.shorten(classes));
    }
    return new TargetSchema(binary ? Task.BINARY : Task.CLASSIFICATION, columns, classes);
  }

  private static TargetSchema regression(List<String> columns) {
    return new TargetSchema(Task.REGRESSION, columns, List.of());
  }

  private static boolean isText(Table table) {
    return table.rows().schema().apply(Table.TARGET).dataType() instanceof StringType;
  }

  private static JavaRDD<Row> targets(Table table) {
    return table.rows().select(functions.col(Table.ROW), functions.col(Table.TARGET)).javaRDD();
  }

  private static void failOnFirst(Table table, List<Finding> findings) {
    findings.stream()
        .reduce(Finding::first)
        .ifPresent(
            first -> {
              throw first.at(table.places().placeOf(first.position));
            });
  }

  private static BadInputException notANumber(Table table) {
    Row first =
        table.rows().filter(functions.col(Table.ROW).equalTo(0L)).select(Table.TARGET).first();
    return BadInputException.at(
        table.places().placeOf(0),
        "a number in target column " + BadInputException.quote(table.target().names().get(0)),
        BadInputException.quote(first.getString(0)));
  }
}
