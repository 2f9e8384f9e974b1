package org.lockstep.spark.train;

import java.util.List;
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

  /** How a run ended. */
  public enum End {
    /** All epochs done. */
    COMPLETED,
    /** As many steps as were allowed. */
    MAX_STEPS,
    /** The validation loss stopped improving. */
    EARLY_STOPPED,
    /** The loss or the gradient is no longer finite. */
    DIVERGED
  }
}
