package org.lockstep.model.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
  private final transient ParameterViews views; // where gradients are computed
  private transient List<Addition> later; // in their order; null for none ever

  /** {@code to += from}. */
  private record Addition(FlatVector to, FlatVector from) {
    void run(int first, int end) {
      to.add(from, first, end);
    }
  }

  /** A sum over no rows, with memory of its own for the gradient. */
  public GradientSum(Network network, Arithmetic arithmetic, Score score) {
    this.gradient = arithmetic.vector(network.layout().length());
    this.score = score;
    this.views = new ParameterViews(network, arithmetic, gradient);
  }

  /** Σ over rows of the derivative by θ; laid out as θ. */
  public FlatVector gradient() {
    slice(0, gradient.length());
    sliced();
    return gradient;
  }

  /** {@code this += other}, but for the gradient, which waits for {@link #slice}. */
  public GradientSum mergeLater(GradientSum other) {
    if (later == null) {
      later = new ArrayList<>();
    }
    if (other.later != null) {
      later.addAll(other.later);
    }
    later.add(new Addition(gradient, other.gradient));
    touchedAs(other);
    score.merge(other.score);
    return this;
  }

  /**
   * The gradient, of which the elements [from, to) are added up now. Threads may each do a slice;
   * each element must be in one slice, before {@link #sliced}.
   */
  public FlatVector slice(int from, int to) {
    if (later != null) {
      for (int i = 0; i < later.size(); i++) {
        later.get(i).run(from, to);
      }
    }
    return gradient;
  }

  /** Every element has been in a slice. */
  public void sliced() {
    if (later != null) {
      later.clear();
    }
  }

  /** Forgets all rows; the gradient is to be overwritten. */
  public void clear() {
    sliced();
    score.clear();
  }

  /** The rows' score: loss, weight, accuracy. */
  public Score score() {
    return score;
  }

  /** {@code this += other}. */
  public GradientSum merge(GradientSum other) {
    gradient().add(other.gradient());
    touchedAs(other);
    score.merge(other.score);
    return this;
  }

  private void touchedAs(GradientSum other) {
    if (views != null) { // computed here
      views.touchedAs(other.views);
    }
  }

  ParameterViews views() {
    return views;
  }
}
