package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.function.BinaryOperator;
import org.lockstep.model.network.GradientSum;

/** What some shards contribute to a step: gradient and, where it was asked for, scores. */
public final class StepPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private GradientSum gradient; // null where the step takes no row from these shards
  private final PartScores scores;

  /** Of some shards; the gradient is null where the step takes no row from them. */
  public StepPart(GradientSum gradient, PartScores scores) {
    this.gradient = gradient;
    this.scores = scores;
  }

  /** Null where the step takes no row from these shards. */
  public GradientSum gradient() {
    return gradient;
  }

  /** Of the parts that were evaluated. */
  public PartScores scores() {
    return scores;
  }

  /** {@code this + other}; {@code add} adds gradients. */
  public StepPart merge(StepPart other, BinaryOperator<GradientSum> add) {
    if (gradient == null) {
      gradient = other.gradient;
    } else if (other.gradient != null) {
      gradient = add.apply(gradient, other.gradient);
    }
    scores.merge(other.scores);
    return this;
  }
}
