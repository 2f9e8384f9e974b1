package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.score.ClassificationMetrics;
import org.lockstep.model.score.ClassificationMetrics.PerClass;
import org.lockstep.model.score.LabelSums;
import org.lockstep.model.score.RegressionMetrics;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.text.Text;

/** Formats a score as tables for the screen. */
final class ScoreText {
  private static final int MOST_CLASSES_IN_MATRIX = 20;

  private ScoreText() {}

  static List<String> lines(
      Score score, TargetSchema target, long rows, MetricsText.Questions questions) {
    List<String> lines = new ArrayList<>();
    lines.add(Text.format("rows      %,d", rows));
    lines.add(Text.format("loss      %.6f", score.meanLoss()));
    if (target.task() == Task.REGRESSION) {
      addRegression(lines, score, target);
    } else if (target.task() == Task.MULTI_LABEL) {
      addLabels(lines, score, target);
    } else {
      addClassification(lines, score, target, questions);
    }
    return lines;
  }

  private static void addRegression(List<String> lines, Score score, TargetSchema target) {
    List<String> columns = target.columns().stream().map(Text::brief).toList();
    int width = columns.stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(width, "target".length());
    ScoreDetails details = score.details().orElseThrow();
    String name = "%-" + width + "s  ";
    lines.add(
        Text.format(
            name + "%12s %12s %12s %8s %9s  %s",
            "target",
            "MSE",
            "RMSE",
            "MAE",
            "R²",
            "MAPE",
            "95 % of R²"));
    for (int j = 0; j < columns.size(); j++) {
      RegressionMetrics m = score.regression().get(j);
      OptionalDouble mape = details.mape(j);
      lines.add(
          Text.format(
                  name + "%12.6g %12.6g %12.6g %8.4f %9s  %s",
                  columns.get(j),
                  m.mse(),
                  m.rmse(),
                  m.mae(),
                  m.r2(),
                  mape.isPresent() ? Text.format("%.2f %%", 100 * mape.getAsDouble()) : "-",
                  details.r2Interval(j).map(MetricsText::text).orElse(""))
              .stripTrailing());
    }
    for (int j = 0; j < columns.size(); j++) {
      if (details.zeroTargets(j) > 0) {
        lines.add(
            Text.format(
                "(MAPE of %s leaves out %,d rows whose target is 0)",
                columns.get(j), details.zeroTargets(j)));
      }
    }
  }

  private static void addLabels(List<String> lines, Score score, TargetSchema target) {
    LabelSums labels = score.details().flatMap(ScoreDetails::labels).orElseThrow();
    lines.add(Text.format("accuracy  %.4f of all labels", score.accuracy()));
    lines.add(
        Text.format("subset    %.4f of rows have every label right", labels.subsetAccuracy()));
    lines.add(Text.format("mean F1   %.4f", labels.meanF1()));
    List<String> columns = target.columns().stream().map(Text::brief).toList();
    int width = columns.stream().mapToInt(String::length).max().orElse(0);
    String name = "%-" + Math.max(width, "label".length()) + "s  %9s %9s %9s %9s %9s %9s";
    lines.add("");
    lines.add(
        Text.format(name, "label", "accuracy", "precision", "recall", "F1", "ROC AUC", "rows"));
    for (int j = 0; j < columns.size(); j++) {
      OptionalDouble area = labels.rocArea(j);
      lines.add(
          Text.format(
              name,
              columns.get(j),
              Text.format("%.4f", labels.accuracy(j)),
              Text.format("%.4f", labels.precision(j)),
              Text.format("%.4f", labels.recall(j)),
              Text.format("%.4f", labels.f1(j)),
              area.isPresent() ? Text.format("%.4f", area.getAsDouble()) : "-",
              Text.format("%,d", labels.support(j))));
    }
  }

  private static void addClassification(
      List<String> lines, Score score, TargetSchema target, MetricsText.Questions questions) {
    lines.add(Text.format("accuracy  %.4f", score.accuracy()));
    target
        .threshold()
        .ifPresent(
            t ->
                lines.add(
                    Text.format(
                        "threshold %.4f for class %s", t, Text.brief(target.classes().get(1)))));
    lines.addAll(MetricsText.lines(score, target.classes().size(), questions));
    if (!score.hasConfusion()) {
      return;
    }
    long[][] confusion = score.confusion();
    ClassificationMetrics metrics = ClassificationMetrics.of(confusion);
    List<String> classes = target.classes().stream().map(Text::brief).toList();
    int width = classes.stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(width, "class".length());
    lines.add("");
    String row = "%-" + width + "s  %9s %9s %9s %9s";
    lines.add(Text.format(row, "class", "precision", "recall", "F1", "rows"));
    for (int c = 0; c < classes.size(); c++) {
      lines.add(row(row, classes.get(c), metrics.classes().get(c)));
    }
    lines.add(row(row, "mean", metrics.macro()));
    int without = classes.size() - metrics.classesWithRows();
    if (without > 0) {
      lines.add(
          Text.format("(%,d %s without rows, left out of the mean)", without, classes(without)));
    }
    if (classes.size() <= MOST_CLASSES_IN_MATRIX) {
      lines.add("");
      lines.add("confusion matrix (row: true class, column: predicted)");
      addMatrix(lines, confusion, classes, width);
    }
  }

  private static String classes(int number) {
    return number == 1 ? "class" : "classes";
  }

  private static void addMatrix(
      List<String> lines, long[][] confusion, List<String> classes, int width) {
    int cell = width;
    for (long[] row : confusion) {
      for (long count : row) {
        cell = Math.max(cell, Long.toString(count).length());
      }
    }
    StringBuilder head = new StringBuilder(" ".repeat(width));
    for (String name : classes) {
      head.append(Text.format(" %" + cell + "s", name));
    }
    lines.add(head.toString());
    for (int c = 0; c < confusion.length; c++) {
      StringBuilder line = new StringBuilder(Text.format("%-" + width + "s", classes.get(c)));
      for (long count : confusion[c]) {
        line.append(Text.format(" %" + cell + "d", count));
      }
      lines.add(line.toString());
    }
  }

  private static String row(String row, String name, PerClass metrics) {
    return Text.format(
        row,
        name,
        Text.format("%.4f", metrics.precision()),
        Text.format("%.4f", metrics.recall()),
        Text.format("%.4f", metrics.f1()),
        metrics.rows());
  }
}
