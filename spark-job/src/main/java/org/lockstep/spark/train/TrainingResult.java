package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;

/**
 * What a run gives.
 *
 * @param parameters θ: the last, the best under early stopping, or the last good one
 * @param epoch whose end θ belongs to; for a run that diverged, the epoch it was in
 * @param reports one per finished epoch
 * @param end how it ended
 * @param detail one line for people: why it ended there
 * @param loggingSeconds spent on telling of epochs: log and progress display
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

  /** The report of the epoch whose parameters these are; of the last one where it has none. */
  public Optional<EpochReport> reportOfParameters() {
    return reportOf(epoch, reports);
  }

  /** The report of an epoch; of the last one where it has none. */
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
    /** All epochs done. */
    COMPLETED,
    /** As many steps as were allowed. */
    MAX_STEPS,
    /** The training loss stopped decreasing. */
    CONVERGED,
    /** The validation loss stopped improving. */
    EARLY_STOPPED,
    /** The loss or the gradient is no longer finite. */
    DIVERGED,
    /** Asked to end before its time; a checkpoint tells how to go on. */
    STOPPED
  }
}
