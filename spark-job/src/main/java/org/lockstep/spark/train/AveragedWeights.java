package org.lockstep.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.spark.engine.StepEngine;

/**
 * The weights that a run evaluates and ends with: the average of θ if it keeps one, otherwise θ
 * itself.
 */
final class AveragedWeights {
  private final Iterate x;
  private final MovingAverage rule; // null if there is no average
  private final Iterate average; // null if there is no average
  private final ParameterLayout layout;
  private final StepEngine engine;

  AveragedWeights(
      Optional<MovingAverage> rule,
      Iterate x,
      TrainerState start,
      ParameterLayout layout,
      StepEngine engine) {
    this.x = x;
    this.rule = rule.orElse(null);
    this.average = rule.isPresent() ? new Iterate(start.average()) : null;
    this.layout = layout;
    this.engine = engine;
  }

  /** Whether these weights differ from θ. */
  boolean isOther() {
    return average != null;
  }

  /** Updates the average after θ has moved in step t, counted from 1. */
  void follow(long number) {
    if (average == null) {
      return;
    }
    FlatVector theta = x.theta();
    FlatVector now = average.theta();
    FlatVector next = average.last();
    engine.inSlices(
        theta.length(), (from, to) -> rule.update(layout, theta, now, next, number, from, to));
    average.advance();
  }

  /** The current weights. */
  FlatVector weights() {
    return average == null ? x.theta() : average.theta();
  }

  /** The weights that belong to {@link Iterate#last}. */
  FlatVector last() {
    if (average == null) {
      return x.last();
    }
    return x.last() == x.theta() ? average.theta() : average.last();
  }

  /** The vectors to save: the optimizer's, and the average if there is one. */
  List<FlatVector> state(List<FlatVector> optimizerState) {
    if (average == null) {
      return optimizerState;
    }
    List<FlatVector> all = new ArrayList<>(optimizerState);
    all.add(average.theta());
    return all;
  }
}
