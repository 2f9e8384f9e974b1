package org.lockstep.spark.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.text.Words;
import org.lockstep.spark.run.RunEnd;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainingResult;

/**
 * The outcome of training a cell.
 *
 * @param how the words for the end: "completed", "diverged", "failed", ...
 * @param detail why it ended there
 * @param wasTrained whether its model can be used
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

  /** The outcome of a run that ended by itself, now or earlier. */
  public static Outcome of(Cell cell, RunEnd end, List<EpochReport> reports) {
    return new Outcome(
        cell,
        Words.of(end.end()),
        end.detail(),
        end.end() != TrainingResult.End.DIVERGED && !reports.isEmpty(),
        TrainingResult.reportOf(end.epoch(), reports),
        reports);
  }

  /** The outcome of a run that failed. */
  public static Outcome failed(Cell cell, String why) {
    return new Outcome(cell, "failed", why, false, Optional.empty(), List.of());
  }

  /** The same outcome for another description of the cell. */
  public Outcome of(Cell other) {
    return new Outcome(other, how, detail, wasTrained, kept, reports);
  }

  /** The training time of all epochs. */
  public double seconds() {
    return reports.stream().mapToDouble(report -> report.time().seconds()).sum();
  }

  /** The value of a metric for the kept weights. */
  public OptionalDouble value(Metric metric) {
    return kept.map(metric::of).orElse(OptionalDouble.empty());
  }
}
