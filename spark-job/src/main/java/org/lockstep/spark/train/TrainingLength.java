package org.lockstep.spark.train;

import java.util.OptionalLong;
import org.lockstep.model.shard.Batches;

/**
 * How long a run is, unless something ends it early.
 *
 * @param batches the steps of an epoch
 * @param epochs the maximum number of epochs
 * @param maxSteps ends the run within an epoch, if given
 */
public record TrainingLength(Batches batches, int epochs, OptionalLong maxSteps) {

  /** Steps of an epoch. */
  public long stepsPerEpoch() {
    return batches.stepsPerEpoch();
  }

  /** Steps of the whole run. */
  public long totalSteps() {
    long each = stepsPerEpoch();
    long all = each > Long.MAX_VALUE / epochs ? Long.MAX_VALUE : each * epochs;
    return Math.min(all, maxSteps.orElse(Long.MAX_VALUE));
  }
}
