package org.lockstep.model.file;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.math.FlatVector;

/**
 * A run at some step: everything it needs to continue as if nothing had happened.
 *
 * @param runId the id of the run
 * @param position the next step
 * @param scheduled whether the run's configuration scheduled it, rather than a signal
 * @param model the model with θ before that step
 * @param optimizerState as {@link org.lockstep.model.optim.Updater} has it, each vector laid out as
 *     θ
 * @param best θ of the best epoch so far, if the run ends with it
 * @param fingerprint the fingerprint of the run's configuration and data
 * @param computedWith every BLAS that contributed to the run; {@link BlasIdentity#UNKNOWN} for the
 *     part from a file of version 1
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
