package org.lockstep.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Step;
import org.lockstep.model.optim.Updater;
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
  private final Checkpoints checkpoints;
  private final List<EpochListener> listeners;
  private final TrainerState start;
  private FlatVector theta;
  private FlatVector lastGood; // θ before the latest update: its loss was finite
  private final Updater updater;
  private final List<EpochReport> reports;
  private final EarlyStopping stopping;
  private long stepsDone;
  private long epochStart; // of the epoch's time, which the next three add up within
  private long computeNanos;
  private long exchangeNanos;
  private long updateNanos;
  private long listenerNanos; // of the whole run

  /**
   * A trainer of a run, at its start or where it goes on.
   *
   * @param start the run goes back and forth between its θ and a vector of its own
   * @throws IllegalArgumentException where it is not a place in the plan
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
    this.theta = start.theta();
    this.lastGood = theta.copy();
    this.updater = start.updater(plan.optimizer(), layout);
    this.reports = new ArrayList<>(start.reports());
    this.stopping = new EarlyStopping(plan.keep(), plan.patience(), plan.tol(), theta);
    this.stepsDone = start.position().stepsDone();
    checkInPlan(start.position());
  }

  private void checkInPlan(TrainingPosition position) {
    long steps = plan.batches().stepsPerEpoch();
    if (position.epoch() > plan.epochs() || position.step() >= steps) {
      throw new IllegalArgumentException(
          Text.format(
              "expected a place within %d epochs of %d steps but found epoch %d, step %d",
              plan.epochs(), steps, position.epoch(), position.step()));
    }
  }

  /**
   * Trains to the end of the plan, or to where it makes no sense to go on.
   *
   * @throws CancellationException where this thread is interrupted
   */
  public TrainingResult run() {
    boolean stopped = stopping.restore(start.reports(), start.best());
    TrainingPosition from = start.position();
    if (from.ended()) {
      // Patience that runs out with the plan does not end it early.
      boolean early = stopped && from.epoch() < plan.epochs() && stepsLeft() > 0;
      return early ? earlyStopped(from.epoch()) : planDone(from.epoch());
    }
    EpochSoFar soFar = from.soFar();
    epochStart = System.nanoTime() - soFar.wallNanos();
    computeNanos = soFar.computeNanos();
    exchangeNanos = soFar.exchangeNanos();
    updateNanos = soFar.updateNanos();
    EpochSums finished = null; // the epoch before, which waits for its evaluation
    long first = from.step();
    for (int epoch = from.epoch(); epoch <= plan.epochs() && stepsLeft() > 0; epoch++) {
      EpochSums sums = new EpochSums(epoch, rate(epoch), soFar);
      long steps = Math.min(plan.batches().stepsPerEpoch(), first + stepsLeft());
      for (long step = first; step < steps; step++) {
        // θ before an epoch's first step is θ after the epoch before: it is evaluated on the way.
        boolean evaluates = step == 0 && finished != null;
        StepSum result = compute(epoch, step, evaluates);
        if (evaluates && !theta.isFinite()) {
          return divergedAfter(finished);
        }
        if (evaluates && stopsAfter(finished, result.evaluation())) {
          return ended(earlyStopped(finished.epoch()));
        }
        if (isSaved(step, sums, result.sum()) && checkpoints.isStopRequested()) {
          return stopped(epoch);
        }
        if (!update(result.sum(), sums)) {
          return diverged(epoch, "the loss or its gradient is no longer finite at", stepsDone + 1);
        }
      }
      sums.finish(stepsDone, engine.tasks(), lap());
      finished = sums;
      first = 0;
      soFar = EpochSoFar.NOTHING;
    }
    if (!theta.isFinite()) {
      return divergedAfter(finished);
    }
    stopsAfter(finished, lastEvaluation(finished));
    return ended(planDone(finished.epoch()));
  }

  /** η of an epoch: half as large for each time that the run has gone back. */
  private double rate(int epoch) {
    return Math.scalb(plan.schedule().rate(epoch), -start.position().rollbacks());
  }

  // --- Checkpoints ------------------------------------------------------------------------------

  /** Saves the state before a step, if it is time and the loss there is finite. */
  private boolean isSaved(long step, EpochSums sums, GradientSum sum) {
    if (!checkpoints.isDue(sums.epoch(), step)
        || !Double.isFinite(sum.score().loss())
        || !theta.isFinite()) {
      return false;
    }
    save(sums.epoch(), step, false, sums.soFar(spent()));
    return true;
  }

  private TrainingResult ended(TrainingResult result) {
    save(reports.size(), 0, true, EpochSoFar.NOTHING);
    return result;
  }

  private void save(int epoch, long step, boolean ended, EpochSoFar soFar) {
    TrainingPosition position =
        new TrainingPosition(epoch, step, stepsDone, start.position().rollbacks(), ended, soFar);
    checkpoints.save(position, theta, updater.state(), stopping.best(), stopping.bestEpoch());
  }

  // --- Ends -------------------------------------------------------------------------------------

  private TrainingResult earlyStopped(int epoch) {
    return kept(epoch, End.EARLY_STOPPED, stopping.text());
  }

  private TrainingResult planDone(int epoch) {
    boolean all = allSteps();
    return kept(
        epoch,
        all ? End.COMPLETED : End.MAX_STEPS,
        (all ? done(plan.epochs(), "epoch") : done(stepsDone, "step")) + stopping.keptText());
  }

  private TrainingResult kept(int epoch, End end, String detail) {
    return result(stopping.kept(theta), stopping.keptEpoch(epoch), end, detail);
  }

  private TrainingResult stopped(int epoch) {
    return result(
        theta, epoch, End.STOPPED, Text.format("before step %d (epoch %d)", stepsDone + 1, epoch));
  }

  private TrainingResult divergedAfter(EpochSums finished) {
    report(finished, Evaluation.none());
    return diverged(
        finished.epoch(), "the weights are no longer finite after", finished.stepsDone());
  }

  private TrainingResult diverged(int epoch, String what, long step) {
    return result(
        lastGood, epoch, End.DIVERGED, Text.format("%s step %d (epoch %d)", what, step, epoch));
  }

  private TrainingResult result(FlatVector parameters, int epoch, End end, String detail) {
    return new TrainingResult(parameters, epoch, reports, end, detail, listenerNanos / 1e9);
  }

  // --- A step -----------------------------------------------------------------------------------

  private StepSum compute(int epoch, long step, boolean evaluates) {
    if (Thread.currentThread().isInterrupted()) { // all that Spark Connect does to end an operation
      throw new CancellationException(
          Text.format("interrupted before step %d (epoch %d)", stepsDone + 1, epoch));
    }
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
    if (!Double.isFinite(sum.score().loss() + penalty) || !updateFinitely(sum, sums.rate())) {
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
    TouchedRows due = updater.due(step, sum.touched());
    AtomicBoolean finite = new AtomicBoolean(true);
    engine.inSlices(
        theta.length(),
        (from, to) -> {
          for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            FlatVector gradient = sum.slice(block, end);
            int a = due.runFrom(block, end);
            while (a < end) {
              int b = due.runEnd(a, end);
              if (!gradient.isFinite(a, b)) {
                finite.set(false);
              }
              updater.update(theta, gradient, step, next, a, b);
              a = due.runFrom(b, end);
            }
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
    finished.spend(lap());
    return evaluation;
  }

  /**
   * The time since the last lap. An epoch is evaluated by the next one's first step, so that an
   * evaluation is in the time of the epoch behind; only the last epoch has its own.
   */
  private TimeLedger lap() {
    TimeLedger time = spent();
    epochStart += time.wallNanos();
    computeNanos = 0;
    exchangeNanos = 0;
    updateNanos = 0;
    return time;
  }

  /** The time since the last lap. */
  private TimeLedger spent() {
    return new TimeLedger(System.nanoTime() - epochStart, computeNanos, exchangeNanos, updateNanos);
  }

  /** Reports an epoch whose evaluation is there, and asks whether it was the last. */
  private boolean stopsAfter(EpochSums sums, Evaluation evaluation) {
    return stopping.stopsAfter(report(sums, evaluation), theta);
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
    return plan.maxSteps().orElse(Long.MAX_VALUE) - stepsDone;
  }

  private static String done(long count, String unit) {
    return count == 1 ? "1 " + unit + " done" : "all " + count + " " + unit + "s done";
  }

  private boolean allSteps() {
    return stepsDone == plan.batches().stepsPerEpoch() * plan.epochs();
  }
}
