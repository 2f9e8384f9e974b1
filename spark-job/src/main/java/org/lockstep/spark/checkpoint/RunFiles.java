package org.lockstep.spark.checkpoint;

import java.util.function.Consumer;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.RunLock;

/**
 * A training run with checkpoints.
 *
 * @param identity what identifies it in them
 * @param lock held while the run lasts
 * @param notices receives what the user should know
 */
public record RunFiles(
    RunIdentity identity,
    FitData data,
    FitPlan plan,
    CheckpointStore store,
    RunLock lock,
    Consumer<String> notices) {}
