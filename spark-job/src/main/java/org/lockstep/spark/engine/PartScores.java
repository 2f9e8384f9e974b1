package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.lockstep.model.score.Score;
import org.lockstep.spark.shard.Part;

/** Scores of several parts, summed together in one job; a part without rows has none. */
final class PartScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EnumMap<Part, Score> scores = new EnumMap<>(Part.class);

  void put(Part part, Score score) {
    if (score != null) {
      scores.put(part, score);
    }
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
