package org.lockstep.spark.engine;

import java.util.Optional;
import org.lockstep.model.score.Score;
import org.lockstep.spark.shard.Part;

/**
 * The network's scores on rows that it is not fitted to.
 *
 * @param validation empty if there are no validation rows
 * @param test empty if there are no test rows
 */
public record Evaluation(Optional<Score> validation, Optional<Score> test) {
  /** Nothing to evaluate on. */
  public static Evaluation none() {
    return new Evaluation(Optional.empty(), Optional.empty());
  }

  /** The scores of validation and test rows. */
  public static Evaluation of(PartScores scores) {
    return new Evaluation(
        Optional.ofNullable(scores.get(Part.VALIDATION)),
        Optional.ofNullable(scores.get(Part.TEST)));
  }
}
