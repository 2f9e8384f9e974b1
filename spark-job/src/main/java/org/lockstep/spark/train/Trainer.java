package org.lockstep.spark.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Step;
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
  /** Elements that are added up, checked and updated while they are in the first cache. */
  private static final int BLOCK = 1 << 12;

  private final TrainingPlan plan;
  private final ParameterLayout layout;
  private final StepEngine engine;
  private final List<EpochListener> listeners;
  private FlatVector theta;
  private FlatVector lastGood; // θ before the latest update: its loss was finite
  private final Optimizer optimizer;
  private final List<EpochReport> reports = new ArrayList<>();
  private final EarlyStopping stopping;
  private long stepsDone;
  private long epochStart; // of the epoch's time, which the next three add up within
  private long computeNanos;
  private long exchangeNanos;
  private long updateNanos;
  private long listenerNanos; // of the whole run

  /**
   * A trainer at the start of a run.
   *
   * @param theta the initial parameters; overwritten by the run, which goes back and forth between
   *     this vector and one of its own
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
    this.stopping = new EarlyStopping(plan.keep(), plan.patience(), theta);
    this.listeners = List.copyOf(listeners);
  }

  /** Trains to the end of the plan, or to where it makes no sense to go on. */
  public TrainingResult run() {
    epochStart = System.nanoTime();
    EpochSums finished = null; // the epoch before, which waits for its evaluation
    for (int epoch = 1; epoch <= plan.epochs() && stepsLeft() > 0; epoch++) {
      EpochSums sums = new EpochSums(epoch, plan.schedule().rate(epoch));
      long steps = Math.min(plan.batches().stepsPerEpoch(), stepsLeft());
      for (long step = 0; step < steps; step++) {
        // θ before an epoch's first step is θ after the epoch before: it is evaluated on the way.
        boolean evaluates = step == 0 && finished != null;
        StepSum result = compute(epoch, step, evaluates);
        if (evaluates && !theta.isFinite()) {
          return divergedAfter(finished);
        }
        if (evaluates && stopsAfter(finished, result.evaluation())) {
          return kept(finished, End.EARLY_STOPPED, stopping.text());
        }
        if (!update(result.sum(), sums)) {
          return diverged(epoch, "the loss or its gradient is no longer finite at", stepsDone + 1);
        }
      }
      sums.time = lap();
      sums.stepsDone = stepsDone;
      finished = sums;
    }
    if (!theta.isFinite()) {
      return divergedAfter(finished);
    }
    stopsAfter(finished, lastEvaluation(finished));
    boolean all = allSteps();
    return kept(
        finished,
        all ? End.COMPLETED : End.MAX_STEPS,
        (all ? done(plan.epochs(), "epoch") : done(stepsDone, "step")) + stopping.keptText());
  }

  private TrainingResult kept(EpochSums finished, End end, String detail) {
    return result(stopping.kept(theta), stopping.keptEpoch(finished.epoch), end, detail);
  }

  private StepSum compute(int epoch, long step, boolean evaluates) {
    long start = System.nanoTime();
    StepSum result = engine.step(theta, epoch, step, evaluates);
    long nanos = System.nanoTime() - start;
    // The slowest task's clock may be another machine's: never count more than the step took.
    long compute = Math.min(result.computeNanos(), nanos);
    computeNanos += compute;
    exchangeNanos += nanos - compute;
    return result;
  }

  /** One update; false, and θ not changed, where it would not be finite. */
  private boolean update(GradientSum sum, EpochSums sums) {
    long start = System.nanoTime();
    double penalty = plan.regularization().penalty(layout, theta);
    if (!Double.isFinite(sum.score().loss() + penalty) || !updateFinitely(sum, sums.rate)) {
      return false;
    }
    stepsDone++;
    FlatVector updated = lastGood;
    lastGood = theta;
    theta = updated;
    sums.add(sum.score(), penalty);
    updateNanos += System.nanoTime() - start;
    listeners.forEach(listener -> listener.onStep(stepsDone));
    return true;
  }

  /** Writes the next θ over the last good one; false where the gradient is not finite. */
  private boolean updateFinitely(GradientSum sum, double rate) {
    // A limit on the gradient's norm needs the whole of it; else it is added up on the way.
    boolean clips = plan.regularization().clips();
    FlatVector whole = clips ? sum.gradient() : sum.slice(0, 0);
    if (clips && !whole.isFinite()) {
      return false;
    }
    Step step =
        plan.regularization().step(layout, theta, whole, sum.score().weight(), rate, stepsDone + 1);
    FlatVector next = lastGood;
    AtomicBoolean finite = new AtomicBoolean(true);
    engine.inSlices(
        theta.length(),
        (from, to) -> {
          for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            FlatVector gradient = sum.slice(block, end);
            if (!gradient.isFinite(block, end)) {
              finite.set(false);
            }
            optimizer.update(layout, theta, gradient, step, next, block, end);
          }
        });
    sum.sliced();
    if (!finite.get()) {
      lastGood = theta; // the other memory is spoilt, and the loss at θ was finite
    }
    return finite.get();
  }

  private Evaluation lastEvaluation(EpochSums finished) {
    long start = System.nanoTime();
    Evaluation evaluation = engine.evaluate(theta);
    exchangeNanos += System.nanoTime() - start;
    finished.time = finished.time.plus(lap());
    return evaluation;
  }

  /**
   * The time since the last lap. An epoch is evaluated by the next one's first step, so that an
   * evaluation is in the time of the epoch behind; only the last epoch has its own.
   */
  private TimeLedger lap() {
    long now = System.nanoTime();
    TimeLedger time = new TimeLedger(now - epochStart, computeNanos, exchangeNanos, updateNanos);
    epochStart = now;
    computeNanos = 0;
    exchangeNanos = 0;
    updateNanos = 0;
    return time;
  }

  /** Reports an epoch whose evaluation is there, and asks whether it was the last. */
  private boolean stopsAfter(EpochSums sums, Evaluation evaluation) {
    return stopping.stopsAfter(report(sums, evaluation), theta);
  }

  private EpochReport report(EpochSums sums, Evaluation evaluation) {
    long start = System.nanoTime();
    EpochReport report = sums.report(evaluation, engine.tasks());
    reports.add(report);
    listeners.forEach(listener -> listener.onEpoch(report));
    listenerNanos += System.nanoTime() - start;
    return report;
  }

  private TrainingResult divergedAfter(EpochSums finished) {
    report(finished, Evaluation.none());
    return diverged(finished.epoch, "the weights are no longer finite after", finished.stepsDone);
  }

  private TrainingResult diverged(int epoch, String what, long step) {
    return result(
        lastGood, epoch, End.DIVERGED, "%s step %d (epoch %d)".formatted(what, step, epoch));
  }

  private TrainingResult result(FlatVector parameters, int epoch, End end, String detail) {
    return new TrainingResult(parameters, epoch, reports, end, detail, listenerNanos / 1e9);
  }

  private long stepsLeft() {
    return plan.maxSteps().orElse(Long.MAX_VALUE) - stepsDone;
  }

  private static FlatVector zerosLike(FlatVector vector) {
    FlatVector zeros = vector.copy();
    zeros.fill(0);
    return zeros;
  }

  private static String done(long count, String unit) {
    return count == 1 ? "1 " + unit + " done" : "all " + count + " " + unit + "s done";
  }

  private boolean allSteps() {
    return stepsDone == plan.batches().stepsPerEpoch() * plan.epochs();
  }

  /** What accumulates over an epoch's steps, in step order. */
  private static final class EpochSums {
    private final int epoch;
    private final double rate;
    private Score score;
    private long stepsDone;
    private TimeLedger time;
    private double penalties; // Σ over steps of penalty · weight

    EpochSums(int epoch, double rate) {
      this.epoch = epoch;
      this.rate = rate;
    }

    void add(Score step, double penalty) {
      score = score == null ? step.copy() : score.merge(step);
      penalties += penalty * step.weight();
    }

    EpochReport report(Evaluation evaluation, int tasks) {
      return new EpochReport(
          epoch,
          stepsDone,
          (score.loss() + penalties) / score.weight(),
          score.accuracy(),
          evaluation.validation().map(EpochReport.HeldOut::of).orElse(EpochReport.HeldOut.NONE),
          evaluation.test().map(EpochReport.HeldOut::of).orElse(EpochReport.HeldOut.NONE),
          rate,
          score.rows(),
          tasks,
          time,
          Instant.now());
    }
  }
}
