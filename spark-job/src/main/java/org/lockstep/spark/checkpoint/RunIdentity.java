package org.lockstep.spark.checkpoint;

import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.spark.settings.Catalogue;

/**
 * What tells the checkpoints of one run from those of others.
 *
 * @param name of its directory, for messages
 * @param catalogue of the settings in the fingerprint
 */
public record RunIdentity(
    String name, String runId, RunFingerprint fingerprint, Catalogue catalogue) {

  /**
   * Whether a checkpoint is of this run and its settings. Another version may have recorded the
   * same settings differently.
   */
  boolean isOf(Checkpoint checkpoint) {
    return checkpoint.runId().equals(runId)
        && catalogue
            .differences(checkpoint.fingerprint().configuration(), fingerprint.configuration())
            .isEmpty();
  }
}
