package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.LineSearch;
import org.lockstep.model.optim.LineSearch.Point;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.StepEngine;

/**
 * Moves θ by L-BFGS: along {@code d = -H·g}, as far as a line search decides, which computes loss
 * and gradient at each trial. The last trial is the next θ, so its gradient is already known.
 *
 * <p>If the search finds no smaller loss, it starts again along {@code -g}, once. If that fails
 * too, the loss is as small as rounding can resolve: the run has converged.
 */
final class LbfgsDescent implements Descent {
  private static final int FLOAT_BITS = 24;
  private static final int DOUBLE_BITS = 53;

  private final Regularization regularization;
  private final ParameterLayout layout;
  private final double tol;
  private final double rounding;
  private final Blocks blocks;
  private final LbfgsPairs pairs;
  private final LineSearch search;
  private final FlatVector d;
  private FlatVector gradient; // g at θ
  private FlatVector nextGradient; // g at the latest trial
  private double loss; // at θ, with the penalty
  private Score score; // at θ; null if it is not known yet
  private Score nextScore;
  private boolean converged;

  /**
   * A descent at any point of a run.
   *
   * @param state as {@link org.lockstep.model.optim.Lbfgs} lays it out; overwritten
   * @param tol the relative decrease of the loss at or below which it has converged
   */
  LbfgsDescent(
      Regularization regularization,
      ParameterLayout layout,
      List<FlatVector> state,
      double tol,
      StepEngine engine) {
    FlatVector like = state.get(0);
    boolean isFloat = like.precision() == Precision.FLOAT;
    this.regularization = regularization;
    this.layout = layout;
    this.tol = tol;
    this.rounding = Math.scalb(1.0, 1 - (isFloat ? FLOAT_BITS : DOUBLE_BITS));
    this.blocks = new Blocks(engine, like.length());
    this.pairs = new LbfgsPairs(blocks, state, rounding);
    this.search = new LineSearch(rounding);
    this.d = FlatVector.zeros(like.precision(), like.length());
    this.gradient = FlatVector.zeros(like.precision(), like.length());
    this.nextGradient = FlatVector.zeros(like.precision(), like.length());
  }

  @Override
  public List<FlatVector> state() {
    return pairs.state();
  }

  @Override
  public Optional<Score> known() {
    return Optional.ofNullable(score);
  }

  @Override
  public boolean hasConverged() {
    return converged;
  }

  @Override
  public boolean move(Iterate x, GradientSum sum, Objective objective, double rate, long number) {
    if (score == null) {
      loss = evaluate(x.theta(), sum, gradient);
      if (!gradient.isFinite()) {
        return false;
      }
      score = sum.score().copy();
    }
    double squares = dot(gradient, gradient);
    if (Math.sqrt(squares) <= rounding * Math.abs(loss)) {
      converged = true;
      return true;
    }
    if (!descends(x, objective, rate)) {
      boolean restarts = !pairs.isEmpty();
      pairs.clear();
      if (!restarts || !descends(x, objective, rate)) {
        converged = true;
        x.spoil(); // trials have overwritten the previous θ
      }
    }
    return true;
  }

  /** Moves θ to a smaller loss along d; false, with θ unchanged, if there is none. */
  private boolean descends(Iterate x, Objective objective, double rate) {
    pairs.direction(gradient, d);
    Point start = new Point(0, loss, dot(gradient, d));
    if (!(start.slope() < 0 && start.slope() > Double.NEGATIVE_INFINITY)) {
      return false;
    }
    double first = pairs.isEmpty() ? Math.min(1, 1 / sumOfMagnitudes(gradient)) * rate : rate;
    Point[] latest = {start};
    LineSearch.Line line =
        step -> {
          latest[0] = at(x, objective, step);
          return latest[0];
        };
    Point found = search.search(line, start, first);
    boolean isStart = found.step() == 0;
    if (!isStart && found.step() != latest[0].step()) {
      found = line.at(found.step());
    }
    if (isStart || !(found.value() <= loss)) {
      return false;
    }
    accept(x, found);
    return true;
  }

  private void accept(Iterate x, Point found) {
    double decrease = loss - found.value();
    converged = decrease <= tol * Math.max(Math.abs(loss), Math.abs(found.value()));
    pairs.add(x.theta(), x.last(), gradient, nextGradient);
    x.advance();
    FlatVector free = gradient;
    gradient = nextGradient;
    nextGradient = free;
    loss = found.value();
    score = nextScore;
  }

  /** φ and φ' at θ + step·d, which overwrites the previous θ. */
  private Point at(Iterate x, Objective objective, double step) {
    FlatVector trial = x.last();
    blocks.each((from, to) -> trial.combine(1, x.theta(), step, d, from, to));
    if (!trial.isFinite()) {
      return new Point(step, Double.POSITIVE_INFINITY, Double.NaN);
    }
    GradientSum sum = objective.at(trial);
    double value = evaluate(trial, sum, nextGradient);
    nextScore = sum.score().copy();
    return new Point(step, value, dot(nextGradient, d));
  }

  /** Loss and gradient of the mean over rows, with the penalty. */
  private double evaluate(FlatVector theta, GradientSum sum, FlatVector to) {
    double weight = sum.score().weight();
    double scale = weight > 0 ? 1 / weight : 1;
    blocks.each((from, end) -> mean(theta, sum.slice(from, end), scale, to, from, end));
    sum.sliced();
    return scale * sum.score().loss() + regularization.penalty(layout, theta);
  }

  /** {@code g = scale·G + λ·W}; 0 for parameters that are not trained. */
  private void mean(
      FlatVector theta, FlatVector sum, double scale, FlatVector to, int from, int end) {
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      Role role = arrays.get(i).role();
      int first = Math.max(from, arrays.get(i).offset());
      int last = Math.min(end, arrays.get(i).end());
      if (first < last) {
        double decay = role.decays() ? regularization.l2() : 0;
        to.combine(role.isTrained() ? scale : 0, sum, decay, theta, first, last);
      }
    }
  }

  private double dot(FlatVector a, FlatVector b) {
    return blocks.sum((from, to) -> a.dot(b, from, to));
  }

  private double sumOfMagnitudes(FlatVector vector) {
    return blocks.sum(
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += Math.abs(vector.get(i));
          }
          return sum;
        });
  }
}
