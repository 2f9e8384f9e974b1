package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.function.BinaryOperator;
import org.lockstep.model.network.GradientSum;

/** What some shards contribute to a step: the gradient and, if requested, scores. */
public final class StepPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private GradientSum gradient; // null if the step takes no row from these shards
  private final PartScores scores;

  /** Creates the part of some shards; the gradient is null if the step takes no row from them. */
  public StepPart(GradientSum gradient, PartScores scores) {
    this.gradient = gradient;
    this.scores = scores;
  }

  /** The gradient; null if the step takes no row from these shards. */
  public GradientSum gradient() {
    return gradient;
  }

  /** The scores of the evaluated parts. */
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
