package org.lockstep.spark.checkpoint;

import java.util.function.Consumer;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.RunLock;

/**
 * A training run with checkpoints, and what identifies it in them.
 *
 * @param name its directory, for messages
 * @param catalogue of the settings in the fingerprint
 * @param lock held while the run lasts
 * @param notices receives what the user should know
 */
public record RunFiles(
    String name,
    String runId,
    RunFingerprint fingerprint,
    Catalogue catalogue,
    FitData data,
    FitPlan plan,
    CheckpointStore store,
    RunLock lock,
    Consumer<String> notices) {}
