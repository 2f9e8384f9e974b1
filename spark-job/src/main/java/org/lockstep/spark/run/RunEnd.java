package org.lockstep.spark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import org.lockstep.spark.train.TrainingResult;

/**
 * How a training job ended.
 *
 * @param detail one line for people: why it ended there
 * @param epoch the epoch whose weights the model has
 */
public record RunEnd(TrainingResult.End end, String detail, int epoch) {
  static final String EPOCH_OF_MODEL = "epoch_of_model";

  /** The end of this result. */
  public static RunEnd of(TrainingResult result) {
    return new RunEnd(result.end(), result.detail(), result.epoch());
  }

  /** The epoch whose weights the model has, from the record of a run; empty before the run ends. */
  public static OptionalInt epochOfModel(JsonNode record) {
    JsonNode epoch = record.path("ended").path(EPOCH_OF_MODEL);
    return epoch.isInt() ? OptionalInt.of(epoch.asInt()) : OptionalInt.empty();
  }
}
