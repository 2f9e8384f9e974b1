package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;

/**
 * The result of a run.
 *
 * @param parameters θ: the last, the best under early stopping, or the last good one
 * @param epoch the epoch at whose end θ was reached; for a run that diverged, the epoch it was in
 * @param reports one per finished epoch
 * @param end how it ended
 * @param detail why it ended there, in one line for people
 * @param loggingSeconds spent on reporting epochs: log and progress display
 */
public record TrainingResult(
    FlatVector parameters,
    int epoch,
    List<EpochReport> reports,
    End end,
    String detail,
    double loggingSeconds) {
  public TrainingResult {
    reports = List.copyOf(reports);
  }

  /** The report of the epoch whose parameters these are; the last report if that epoch has none. */
  public Optional<EpochReport> reportOfParameters() {
    return reportOf(epoch, reports);
  }

  /** The report of an epoch; the last report if the epoch has none. */
  public static Optional<EpochReport> reportOf(int epoch, List<EpochReport> reports) {
    return reports.stream()
        .filter(report -> report.epoch() == epoch)
        .findFirst()
        .or(
            () ->
                reports.isEmpty()
                    ? Optional.empty()
                    : Optional.of(reports.get(reports.size() - 1)));
  }

  /** How a run ended. */
  public enum End {
    /** All epochs are done. */
    COMPLETED,
    /** The run has done as many steps as allowed. */
    MAX_STEPS,
    /** The training loss stopped decreasing. */
    CONVERGED,
    /** The validation loss stopped improving. */
    EARLY_STOPPED,
    /** The loss or the gradient is no longer finite. */
    DIVERGED,
    /** Stopped on request, before the plan was done; a checkpoint allows it to resume. */
    STOPPED
  }
}
