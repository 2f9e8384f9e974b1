package org.lockstep.model.file;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;

/**
 * A run at some step: all it takes to go on as if nothing had happened.
 *
 * @param runId of the run
 * @param position the step that comes next
 * @param scheduled whether it was due by the run's configuration, and not asked for by a signal
 * @param model with θ before that step
 * @param optimizerState as {@link org.lockstep.model.optim.Optimizer#state}, each like θ
 * @param best θ of the best epoch so far, where the run ends with it
 * @param fingerprint of the run's configuration and data
 */
public record Checkpoint(
    String runId,
    TrainingPosition position,
    boolean scheduled,
    Model model,
    List<FlatVector> optimizerState,
    Optional<FlatVector> best,
    RunFingerprint fingerprint) {
  public Checkpoint {
    optimizerState = List.copyOf(optimizerState);
  }
}
