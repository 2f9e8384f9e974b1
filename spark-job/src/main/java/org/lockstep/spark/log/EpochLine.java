package org.lockstep.spark.log;

import java.util.OptionalDouble;
import org.lockstep.model.text.Text;
import org.lockstep.spark.train.EpochReport;

/** Formats an epoch as one line. */
final class EpochLine {
  private EpochLine() {}

  /** Formats a report; {@code accuracyName} is the name of the accuracy for this task. */
  static String of(EpochReport report, int epochs, String accuracyName) {
    StringBuilder line = new StringBuilder();
    int digits = Integer.toString(epochs).length();
    line.append(Text.format("epoch %" + digits + "d/%d", report.epoch(), epochs));
    line.append(Text.format("  loss %.4f", report.trainLoss()));
    if (report.validation().loss().isEmpty() && report.test().loss().isEmpty()) {
      add(line, report.trainErrors());
    }
    add(line, "validation", report.validation(), accuracyName);
    add(line, "test", report.test(), accuracyName);
    line.append(Text.format("  %,.0f rows/s", report.rowsPerSecond()));
    return line.toString();
  }

  private static void add(
      StringBuilder line, String name, EpochReport.HeldOut part, String accuracyName) {
    add(line, name + " loss", part.loss());
    part.accuracy()
        .ifPresent(value -> line.append("  " + accuracyName + " " + Text.accuracy(value)));
    add(line, part.errors());
  }

  private static void add(StringBuilder line, EpochReport.Errors errors) {
    errors.rmse().ifPresent(value -> line.append(Text.format("  RMSE %.6g", value)));
  }

  private static void add(StringBuilder line, String name, OptionalDouble value) {
    value.ifPresent(v -> line.append(Text.format("  %s %.4f", name, v)));
  }
}
