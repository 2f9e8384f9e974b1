package org.lockstep.spark.run;

import org.lockstep.spark.train.TrainingResult;

/**
 * How a training job ended.
 *
 * @param detail one line for people: why it ended there
 * @param epoch the epoch whose weights the model has
 */
public record RunEnd(TrainingResult.End end, String detail, int epoch) {
  /** The end of this result. */
  public static RunEnd of(TrainingResult result) {
    return new RunEnd(result.end(), result.detail(), result.epoch());
  }
}
