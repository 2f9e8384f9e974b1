package org.lockstep.model.file;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lockstep.model.blas.BlasIdentity;
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
 * @param computedWith every BLAS that had a part in it; {@link BlasIdentity#UNKNOWN} among them
 *     where a file of version 1 does
 */
public record Checkpoint(
    String runId,
    TrainingPosition position,
    boolean scheduled,
    Model model,
    List<FlatVector> optimizerState,
    Optional<FlatVector> best,
    RunFingerprint fingerprint,
    SortedSet<BlasIdentity> computedWith) {
  public Checkpoint {
    optimizerState = List.copyOf(optimizerState);
    computedWith = Collections.unmodifiableSortedSet(new TreeSet<>(computedWith));
  }
}
