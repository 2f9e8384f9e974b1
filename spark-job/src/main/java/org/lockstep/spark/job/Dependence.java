package org.lockstep.spark.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.importance.DependenceMeans;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Text;
import org.lockstep.spark.picture.DependencePlot.Axis;
import org.lockstep.spark.picture.DependencePlot.Kind;
import org.lockstep.spark.picture.DependencePlot.Line;

/**
 * Mean predictions by the values of one or two columns, with the names that users know.
 *
 * @param axes one or two
 * @param lines one for each class, label or target; for two classes, only the second
 * @param rows the number of rows averaged over
 */
record Dependence(List<Axis> axes, List<Line> lines, int rows) {

  /** Names and labels the means of a model. */
  static Dependence of(Model model, List<String> columns, DependenceMeans means) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      InputColumn column =
          model.input().columns().stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow();
      axes.add(axis(column, means.grid(i), model.parameters().precision()));
    }
    List<Line> lines = new ArrayList<>();
    TargetSchema target = model.target();
    List<String> names = names(target);
    int first = target.task() == Task.CLASSIFICATION && names.size() == 1 ? 1 : 0;
    for (int j = 0; j < names.size(); j++) {
      int output = first + j;
      lines.add(
          new Line(
              names.get(j),
              IntStream.range(0, means.points())
                  .mapToObj(point -> means.mean(point, output))
                  .toList()));
    }
    return new Dependence(axes, lines, means.rows());
  }

  private static List<String> names(TargetSchema target) {
    return switch (target.task()) {
      case BINARY -> List.of(target.classes().get(1));
      case CLASSIFICATION ->
          target.classes().size() == 2 ? List.of(target.classes().get(1)) : target.classes();
      case MULTI_LABEL, REGRESSION -> target.columns();
    };
  }

  private static Axis axis(InputColumn column, double[] grid, Precision precision) {
    List<String> labels = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    Kind kind = Kind.NUMBERS;
    for (double value : grid) {
      if (column instanceof CategoryColumn category) {
        kind = Kind.CATEGORIES;
        labels.add(category.categories().get((int) value));
        values.add(value);
      } else if (column instanceof DateColumn date) {
        kind = Kind.DATES;
        double seconds = value * date.unit().seconds();
        labels.add(date(seconds, date.unit()));
        values.add(seconds);
      } else {
        labels.add(number(value, precision));
        values.add(value);
      }
    }
    return new Axis(column.name(), kind, labels, values);
  }

  private static String date(double seconds, DateUnit unit) {
    LocalDateTime time =
        LocalDateTime.ofInstant(Instant.ofEpochSecond((long) seconds), ZoneOffset.UTC);
    return unit == DateUnit.DAY ? time.toLocalDate().toString() : time.toString();
  }

  /** A number without digits beyond the precision: shards of floats hold no more. */
  private static String number(double value, Precision precision) {
    boolean isWhole = value == Math.rint(value);
    boolean isFloat = precision == Precision.FLOAT && (float) value == value;
    return isFloat && !isWhole ? Float.toString((float) value) : Text.number(value);
  }

  /** The label of the axis of predictions. */
  static String prediction(TargetSchema target) {
    return switch (target.task()) {
      case BINARY -> "mean probability of " + Text.brief(target.classes().get(1));
      case CLASSIFICATION ->
          "mean probability"
              + (target.classes().size() == 2 ? " of " + Text.brief(target.classes().get(1)) : "");
      case MULTI_LABEL -> "mean probability";
      case REGRESSION ->
          "mean prediction"
              + (target.columns().size() == 1 ? " of " + Text.brief(target.columns().get(0)) : "");
    };
  }

  /** The means as a table: a header, then a row for each value or pair of values. */
  List<List<String>> table(TargetSchema target) {
    List<String> head = new ArrayList<>();
    axes.forEach(axis -> head.add(axis.column()));
    String what = target.task() == Task.REGRESSION ? "prediction" : "probability";
    boolean isOne = target.task() == Task.REGRESSION && lines.size() == 1;
    lines.forEach(line -> head.add(isOne ? what : what + "_" + line.name()));
    List<List<String>> table = new ArrayList<>(List.of(head));
    int across = axes.get(axes.size() - 1).labels().size();
    int points = axes.stream().mapToInt(axis -> axis.labels().size()).reduce(1, (a, b) -> a * b);
    for (int p = 0; p < points; p++) {
      List<String> row = new ArrayList<>();
      if (axes.size() == 2) {
        row.add(axes.get(0).labels().get(p / across));
      }
      row.add(axes.get(axes.size() - 1).labels().get(p % across));
      int point = p;
      lines.forEach(line -> row.add(Double.toString(line.means().get(point))));
      table.add(row);
    }
    return table;
  }
}
