package org.lockstep.spark.checkpoint;

import java.util.function.Consumer;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.RunLock;

/**
 * A training that leaves checkpoints, as these know it again.
 *
 * @param name of its directory, for messages
 * @param catalogue of the settings in the fingerprint
 * @param lock held while it runs
 * @param notices told what a user should know
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
