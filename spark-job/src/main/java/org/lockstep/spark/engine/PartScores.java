package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/** Scores of several parts, summed together; a part without rows has none. */
public final class PartScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Score[] scores = new Score[Part.values().length]; // by the part's number

  /** The scores of one group of shards. */
  public static PartScores of(
      ShardWorker worker, ShardGroup group, List<Part> parts, boolean inDetail) {
    PartScores scores = new PartScores();
    for (Part part : parts) {
      scores.scores[part.number()] = worker.score(group.shard(part), inDetail);
    }
    return scores;
  }

  /** These scores; null if there is none. */
  public static PartScores of(Score validation, Score test) {
    PartScores scores = new PartScores();
    scores.scores[Part.VALIDATION.number()] = validation;
    scores.scores[Part.TEST.number()] = test;
    return scores;
  }

  /** {@code this + other}. */
  public PartScores merge(PartScores other) {
    for (int part = 0; part < scores.length; part++) {
      if (scores[part] == null) {
        scores[part] = other.scores[part];
      } else if (other.scores[part] != null) {
        scores[part].merge(other.scores[part]);
      }
    }
    return this;
  }

  /** A part's score; null if it has no rows, or was not evaluated. */
  public Score get(Part part) {
    return scores[part.number()];
  }
}
