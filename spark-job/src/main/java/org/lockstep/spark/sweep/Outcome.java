package org.lockstep.spark.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainingResult;

/**
 * What training a cell came to.
 *
 * @param how the words for the end: "completed", "diverged", "failed", ...
 * @param detail why it ended there
 * @param wasTrained whether its model is one to use
 * @param kept the report of the epoch whose weights were kept, if there is one
 * @param reports of all epochs
 */
public record Outcome(
    Cell cell,
    String how,
    String detail,
    boolean wasTrained,
    Optional<EpochReport> kept,
    List<EpochReport> reports) {

  public Outcome {
    reports = List.copyOf(reports);
  }

  /** Of a run that ended by itself; {@code how} is its end in words. */
  public static Outcome of(Cell cell, String how, TrainingResult result) {
    return new Outcome(
        cell,
        how,
        result.detail(),
        result.end() != TrainingResult.End.DIVERGED && !result.reports().isEmpty(),
        result.reportOfParameters(),
        result.reports());
  }

  /** Of a run that could not go on. */
  public static Outcome failed(Cell cell, String why) {
    return new Outcome(cell, "failed", why, false, Optional.empty(), List.of());
  }

  /** The training time of all its epochs. */
  public double seconds() {
    return reports.stream().mapToDouble(report -> report.time().seconds()).sum();
  }

  /** A number of the kept weights. */
  public OptionalDouble value(Metric metric) {
    return kept.map(metric::of).orElse(OptionalDouble.empty());
  }
}
