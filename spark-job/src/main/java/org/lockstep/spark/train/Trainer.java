package org.lockstep.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Plateau;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.StepSum;
import org.lockstep.spark.train.TrainingResult.End;

/**
 * Synchronous mini-batch gradient descent. A step is
 *
 * <pre>
 *   G = Σ over the batch's rows of ∂loss/∂θ     the engine
 *   g = G / Σ weights + λ₂·W + λ₁·sign(W)       Regularization: divided once
 *   θ = optimizer(θ, g, η)                      the descent
 * </pre>
 *
 * One trainer runs once, on one thread.
 */
public final class Trainer {
  private final TrainingPlan plan;
  private final ParameterLayout layout;
  private final StepEngine engine;
  private final Checkpoints checkpoints;
  private final List<EpochListener> listeners;
  private final TrainerState start;
  private final Iterate x;
  private final Descent descent;
  private final List<EpochReport> reports;
  private final EarlyStopping stopping;
  private final AveragedWeights averaged;
  private final Plateau.Watch plateau; // null if there is none
  private StepClock clock;
  private long stepsDone;
  private long listenerNanos; // of the whole run

  /**
   * A trainer for a run, from its start or from where it resumes.
   *
   * @param start the run alternates between its θ and a second vector
   * @throws IllegalArgumentException if the start is not a position within the plan
   */
  public Trainer(
      TrainingPlan plan,
      ParameterLayout layout,
      StepEngine engine,
      TrainerState start,
      Checkpoints checkpoints,
      List<? extends EpochListener> listeners) {
    this.plan = plan;
    this.layout = layout;
    this.engine = engine;
    this.start = start;
    this.checkpoints = checkpoints;
    this.listeners = List.copyOf(listeners);
    this.x = new Iterate(start.theta());
    this.descent = Descents.of(plan, layout, start, engine);
    this.reports = new ArrayList<>(start.reports());
    this.stopping = new EarlyStopping(plan.stopping(), x.theta());
    this.averaged = new AveragedWeights(plan.updates().average(), x, start, layout, engine);
    this.plateau = plan.updates().schedule().watch().orElse(null);
    this.stepsDone = start.position().stepsDone();
    checkInPlan(start.position());
  }

  private void checkInPlan(TrainingPosition position) {
    long steps = plan.length().stepsPerEpoch();
    if (position.epoch() > plan.length().epochs() || position.step() >= steps) {
      throw new IllegalArgumentException(
          Text.format(
              "expected a place within %d epochs of %d steps but found epoch %d, step %d",
              plan.length().epochs(), steps, position.epoch(), position.step()));
    }
  }

  /**
   * Trains to the end of the plan, or until continuing makes no sense.
   *
   * @throws CancellationException if this thread is interrupted
   */
  public TrainingResult run() {
    boolean stopped = stopping.restore(start.reports(), start.best());
    start.reports().forEach(this::watch);
    TrainingPosition from = start.position();
    if (from.ended()) {
      return endedAfter(from.epoch(), stopped);
    }
    EpochSoFar soFar = from.soFar();
    clock = new StepClock(soFar);
    EpochSums finished = null; // the previous epoch, which has yet to be evaluated
    long first = from.step();
    int epoch = from.epoch();
    for (; epoch <= plan.length().epochs() && stepsLeft() > 0 && !descent.hasConverged(); epoch++) {
      EpochSums sums = new EpochSums(epoch, soFar);
      long steps = Math.min(plan.length().stepsPerEpoch(), first + stepsLeft());
      for (long step = first; step < steps; step++) {
        // θ before an epoch's first step is θ after the previous epoch: this step evaluates it too.
        boolean evaluates = step == 0 && finished != null;
        if (evaluates && averaged.isOther()) {
          evaluates = false;
          if (!x.theta().isFinite()) {
            return divergedAfter(finished);
          }
          if (stopsAfter(finished, lastEvaluation(finished))) {
            return ended(earlyStopped(finished.epoch()));
          }
        }
        Here here = compute(epoch, step, evaluates);
        if (evaluates && !x.theta().isFinite()) {
          return divergedAfter(finished);
        }
        if (evaluates && stopsAfter(finished, here.evaluation())) {
          return ended(earlyStopped(finished.epoch()));
        }
        if (isSaved(step, sums, here.score()) && checkpoints.isStopRequested()) {
          return stopped(epoch);
        }
        if (!update(here, sums, step)) {
          return diverged(epoch, "the loss or its gradient is no longer finite at", stepsDone + 1);
        }
      }
      sums.finish(stepsDone, engine.tasks(), clock.lap());
      finished = sums;
      first = 0;
      soFar = EpochSoFar.NOTHING;
    }
    if (!x.theta().isFinite()) {
      return divergedAfter(finished);
    }
    boolean stops = stopsAfter(finished, lastEvaluation(finished));
    return ended(endedAfter(finished.epoch(), stops));
  }

  /** η of the next step, halved each time the run has gone back. */
  private double rate() {
    double rate = plan.updates().schedule().rate(stepsDone);
    double lowered = plateau == null ? rate : rate * plateau.factor();
    return Math.scalb(lowered, -start.position().rollbacks());
  }

  private void watch(EpochReport report) {
    if (plateau != null) {
      plateau.add(
          EpochMerit.measure(report, plan.stopping().keep()),
          plan.stopping().keep().isMoreBetter());
    }
  }

  // --- Checkpoints -----------------------------------------------------------------------------

  /** Saves the state before a step, if a checkpoint is due and the loss there is finite. */
  private boolean isSaved(long step, EpochSums sums, Score score) {
    if (!checkpoints.isDue(sums.epoch(), step)
        || !Double.isFinite(score.loss())
        || !x.theta().isFinite()) {
      return false;
    }
    save(sums.epoch(), step, false, sums.soFar(clock.spent()));
    return true;
  }

  private TrainingResult ended(TrainingResult result) {
    save(reports.size(), 0, true, EpochSoFar.NOTHING);
    return result;
  }

  private void save(int epoch, long step, boolean ended, EpochSoFar soFar) {
    TrainingPosition position =
        new TrainingPosition(epoch, step, stepsDone, start.position().rollbacks(), ended, soFar);
    List<FlatVector> state = averaged.state(descent.state());
    checkpoints.save(position, x.theta(), state, stopping.best(), stopping.bestEpoch());
  }

  // --- Ends ------------------------------------------------------------------------------------

  /**
   * The result of a run that ends after an epoch.
   *
   * @param stops whether patience has run out; if the plan ends here as well, the run does not
   *     count as stopped early
   */
  private TrainingResult endedAfter(int epoch, boolean stops) {
    if (epoch == plan.length().epochs() || stepsLeft() == 0) {
      return planDone(epoch);
    }
    return stops ? earlyStopped(epoch) : converged(epoch);
  }

  private TrainingResult converged(int epoch) {
    return kept(
        epoch,
        End.CONVERGED,
        Text.format("after step %d the training loss no longer decreases", stepsDone)
            + stopping.keptText());
  }

  private TrainingResult earlyStopped(int epoch) {
    return kept(epoch, End.EARLY_STOPPED, stopping.text());
  }

  private TrainingResult planDone(int epoch) {
    boolean all = allSteps();
    return kept(
        epoch,
        all ? End.COMPLETED : End.MAX_STEPS,
        (all ? done(plan.length().epochs(), "epoch") : done(stepsDone, "step"))
            + stopping.keptText());
  }

  private TrainingResult kept(int epoch, End end, String detail) {
    return result(stopping.kept(averaged.weights()), stopping.keptEpoch(epoch), end, detail);
  }

  private TrainingResult stopped(int epoch) {
    return result(
        averaged.weights(),
        epoch,
        End.STOPPED,
        Text.format("before step %d (epoch %d)", stepsDone + 1, epoch));
  }

  private TrainingResult divergedAfter(EpochSums finished) {
    report(finished, Evaluation.none());
    return diverged(
        finished.epoch(), "the weights are no longer finite after", finished.stepsDone());
  }

  private TrainingResult diverged(int epoch, String what, long step) {
    return result(
        averaged.last(),
        epoch,
        End.DIVERGED,
        Text.format("%s step %d (epoch %d)", what, step, epoch));
  }

  private TrainingResult result(FlatVector parameters, int epoch, End end, String detail) {
    return new TrainingResult(parameters, epoch, reports, end, detail, listenerNanos / 1e9);
  }

  // --- A step ----------------------------------------------------------------------------------

  /**
   * What is known about θ before a step.
   *
   * @param sum null if the descent already has it
   */
  private record Here(Score score, GradientSum sum, Evaluation evaluation) {}

  private Here compute(int epoch, long step, boolean evaluates) {
    if (Thread.currentThread().isInterrupted()) { // Spark Connect interrupts to end an operation
      throw new CancellationException(
          Text.format("interrupted before step %d (epoch %d)", stepsDone + 1, epoch));
    }
    Optional<Score> known = descent.known();
    if (known.isPresent()) {
      Evaluation evaluation =
          evaluates ? clock.evaluation(() -> engine.evaluate(x.theta())) : Evaluation.none();
      return new Here(known.get(), null, evaluation);
    }
    StepSum sum = clock.step(() -> engine.step(x.theta(), epoch, step, evaluates));
    return new Here(sum.sum().score(), sum.sum(), sum.evaluation());
  }

  /** Makes one update; false, with θ unchanged, if the next θ would not be finite. */
  private boolean update(Here here, EpochSums sums, long step) {
    Objective objective =
        theta -> clock.step(() -> engine.step(theta, sums.epoch(), step, false)).sum();
    boolean moved =
        clock.update(
            () -> {
              double rate = rate();
              double penalty = plan.updates().regularization().penalty(layout, x.theta());
              if (!Double.isFinite(here.score().loss() + penalty)) {
                return false;
              }
              sums.add(here.score(), penalty, rate); // a move can request sums of its own
              if (!descent.move(x, here.sum(), objective, rate, stepsDone + 1)) {
                return false;
              }
              averaged.follow(stepsDone + 1);
              return true;
            });
    if (moved) {
      stepsDone++;
      listeners.forEach(listener -> listener.onStep(stepsDone));
    }
    return moved;
  }

  private Evaluation lastEvaluation(EpochSums finished) {
    Evaluation evaluation = clock.evaluation(() -> engine.evaluate(averaged.weights()));
    finished.spend(clock.lap());
    return evaluation;
  }

  /** Reports an epoch after its evaluation, and returns whether the run stops there. */
  private boolean stopsAfter(EpochSums sums, Evaluation evaluation) {
    EpochReport report = report(sums, evaluation);
    watch(report);
    return stopping.stopsAfter(report, averaged.weights());
  }

  private EpochReport report(EpochSums sums, Evaluation evaluation) {
    long start = System.nanoTime();
    EpochReport report = sums.report(evaluation);
    reports.add(report);
    listeners.forEach(listener -> listener.onEpoch(report));
    listenerNanos += System.nanoTime() - start;
    return report;
  }

  private long stepsLeft() {
    return plan.length().maxSteps().orElse(Long.MAX_VALUE) - stepsDone;
  }

  private static String done(long count, String unit) {
    return count == 1 ? "1 " + unit + " done" : "all " + count + " " + unit + "s done";
  }

  private boolean allSteps() {
    return stepsDone == plan.length().stepsPerEpoch() * plan.length().epochs();
  }
}
