package org.lockstep.model.network;

import java.io.Serializable;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.score.Score;

/**
 * A sum over rows: the gradient of their loss by θ, and their score. Merging adds; an empty sum is
 * represented by null and costs nothing. The caller divides, once.
 */
public final class GradientSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FlatVector gradient;
  private final Score score;
  private final transient LayerViews views; // where gradients are computed

  /** A sum over no rows, with memory of its own for the gradient. */
  public GradientSum(Network network, Arithmetic arithmetic, Score score) {
    this.gradient = arithmetic.vector(network.layout().length());
    this.score = score;
    this.views = new LayerViews(network.layout(), arithmetic, gradient);
  }

  /** Σ over rows of the derivative by θ; laid out as θ. */
  public FlatVector gradient() {
    return gradient;
  }

  /** The rows' score: loss, weight, accuracy. */
  public Score score() {
    return score;
  }

  /** {@code this += other}. */
  public GradientSum merge(GradientSum other) {
    gradient.add(other.gradient);
    score.merge(other.score);
    return this;
  }

  LayerViews views() {
    return views;
  }
}
