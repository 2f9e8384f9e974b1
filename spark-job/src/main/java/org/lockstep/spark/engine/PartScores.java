package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/** Scores of several parts, summed together; a part without rows has none. */
final class PartScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EnumMap<Part, Score> scores = new EnumMap<>(Part.class);

  /** The scores of one group of shards. */
  static PartScores of(
      ShardWorker worker, ShardGroup group, List<Part> parts, boolean withConfusion) {
    PartScores scores = new PartScores();
    for (Part part : parts) {
      Score score = worker.score(group.shard(part), withConfusion);
      if (score != null) {
        scores.scores.put(part, score);
      }
    }
    return scores;
  }

  PartScores merge(PartScores other) {
    for (Map.Entry<Part, Score> entry : other.scores.entrySet()) {
      scores.merge(entry.getKey(), entry.getValue(), Score::merge);
    }
    return this;
  }

  Score get(Part part) {
    return scores.get(part);
  }
}
