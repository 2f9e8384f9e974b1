package org.lockstep.spark.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.StepSum;
import org.lockstep.spark.train.TrainingResult.End;

/**
 * Synchronous mini-batch gradient descent. A step is
 *
 * <pre>
 *   G = Σ over the batch's rows of ∂loss/∂θ     the engine
 *   g = G / Σ weights + λ·W                     here: divided once
 *   θ = optimizer(θ, g, η)                      here
 * </pre>
 *
 * One trainer runs once, on one thread.
 */
public final class Trainer {
  private final TrainingPlan plan;
  private final ParameterLayout layout;
  private final StepEngine engine;
  private final List<EpochListener> listeners;
  private final FlatVector theta;
  private final FlatVector lastGood; // θ before the latest update: its loss was finite
  private final Optimizer optimizer;
  private final List<EpochReport> reports = new ArrayList<>();
  private long stepsDone;

  /**
   * A trainer at the start of a run.
   *
   * @param theta the initial parameters; overwritten by the run
   */
  public Trainer(
      TrainingPlan plan,
      ParameterLayout layout,
      StepEngine engine,
      FlatVector theta,
      List<? extends EpochListener> listeners) {
    this.plan = plan;
    this.layout = layout;
    this.engine = engine;
    this.theta = theta;
    this.lastGood = theta.copy();
    this.optimizer = plan.optimizer().create(() -> zerosLike(theta));
    this.listeners = List.copyOf(listeners);
  }

  /** Trains to the end of the plan, or to where it makes no sense to go on. */
  public TrainingResult run() {
    EarlyStopping stopping = new EarlyStopping(plan.patience(), theta);
    long epochStart = System.nanoTime();
    for (int epoch = 1; epoch <= plan.epochs() && stepsLeft() > 0; epoch++) {
      EpochSums sums = new EpochSums();
      long steps = Math.min(plan.batches().stepsPerEpoch(), stepsLeft());
      double rate = plan.schedule().rate(epoch);
      for (long step = 0; step < steps; step++) {
        Optional<String> failure = step(epoch, step, rate, sums);
        if (failure.isPresent()) {
          return new TrainingResult(lastGood, epoch, reports, End.DIVERGED, failure.get());
        }
      }
      Evaluation evaluation = engine.evaluate(theta);
      long now = System.nanoTime();
      EpochReport report = report(epoch, rate, sums, evaluation, now - epochStart);
      epochStart = now;
      reports.add(report);
      listeners.forEach(listener -> listener.onEpoch(report));
      if (!theta.isFinite()) {
        return new TrainingResult(
            lastGood,
            epoch,
            reports,
            End.DIVERGED,
            "the weights are no longer finite after step " + stepsDone + " (epoch " + epoch + ")");
      }
      if (stopping.stopsAfter(report, theta)) {
        return new TrainingResult(
            stopping.best(), stopping.bestEpoch(), reports, End.EARLY_STOPPED, stopping.text());
      }
    }
    boolean all = reports.size() == plan.epochs();
    FlatVector result = plan.patience().isPresent() ? stopping.best() : theta;
    int epoch = plan.patience().isPresent() ? stopping.bestEpoch() : reports.size();
    return new TrainingResult(
        result,
        epoch,
        reports,
        all ? End.COMPLETED : End.MAX_STEPS,
        all ? "all " + plan.epochs() + " epochs done" : "all " + stepsDone + " steps done");
  }

  /** One step; gives the reason where the run cannot go on. */
  private Optional<String> step(int epoch, long step, double rate, EpochSums sums) {
    long start = System.nanoTime();
    StepSum result = engine.step(theta, epoch, step);
    long computed = System.nanoTime();
    GradientSum sum = result.sum();
    FlatVector g = sum.gradient();
    double penalty = plan.regularization().penalty(layout, theta);
    if (!Double.isFinite(sum.score().loss() + penalty) || !g.isFinite()) {
      return Optional.of(
          "the loss or its gradient is no longer finite at step %d (epoch %d): loss %s"
              .formatted(stepsDone + 1, epoch, sum.score().meanLoss() + penalty));
    }
    lastGood.copyFrom(theta);
    g.scale(1 / sum.score().weight());
    plan.regularization().apply(layout, theta, g);
    stepsDone++;
    optimizer.update(theta, g, rate, stepsDone);
    long updated = System.nanoTime();
    sums.add(sum.score(), penalty, result.computeNanos(), computed - start, updated - computed);
    listeners.forEach(listener -> listener.onStep(stepsDone));
    return Optional.empty();
  }

  private EpochReport report(
      int epoch, double rate, EpochSums sums, Evaluation evaluation, long wallNanos) {
    return new EpochReport(
        epoch,
        stepsDone,
        sums.meanLoss(),
        sums.score.accuracy(),
        evaluation.validation().map(EpochReport.HeldOut::of).orElse(EpochReport.HeldOut.NONE),
        evaluation.test().map(EpochReport.HeldOut::of).orElse(EpochReport.HeldOut.NONE),
        rate,
        sums.score.rows(),
        new TimeLedger(wallNanos, sums.computeNanos, sums.exchangeNanos, sums.updateNanos),
        Instant.now());
  }

  private long stepsLeft() {
    return plan.maxSteps().orElse(Long.MAX_VALUE) - stepsDone;
  }

  private static FlatVector zerosLike(FlatVector vector) {
    FlatVector zeros = vector.copy();
    zeros.fill(0);
    return zeros;
  }

  /** What accumulates over an epoch's steps, in step order. */
  private static final class EpochSums {
    private Score score;
    private double penalties; // Σ over steps of penalty · weight
    private long computeNanos;
    private long exchangeNanos;
    private long updateNanos;

    void add(Score step, double penalty, long compute, long stepNanos, long update) {
      score = score == null ? step : score.merge(step);
      penalties += penalty * step.weight();
      // The slowest task's clock runs on another machine: never count more than the step took.
      computeNanos += Math.min(compute, stepNanos);
      exchangeNanos += Math.max(0, stepNanos - compute);
      updateNanos += update;
    }

    double meanLoss() {
      return (score.loss() + penalties) / score.weight();
    }
  }
}
