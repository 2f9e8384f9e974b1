package org.lockstep.spark.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.train.TrainingPlan;

/**
 * Forecasts how long a run will take by timing steps and an evaluation on its engine. This does not
 * affect the run, because a step is a function of θ and its position. Short runs, and runs of few
 * long steps, get no forecast.
 */
final class TimeForecast {
  /** A task's rough speed in floating-point operations per second: decides what is worth timing. */
  private static final double SPEED = 1e10;

  private static final double SHORTEST_RUN = 5; // s
  private static final double LONGEST_STEP = 1; // s
  private static final long FEWEST_STEPS = 100;

  /** The length of a window of timed steps. */
  private static final double WINDOW = 0.2; // s

  /**
   * Steps reach full speed only after the JIT compilers have worked for some seconds. The forecast
   * waits this long for them, or for this share of the forecast if that is less. The run needs the
   * compiled code anyway.
   */
  private static final double LONGEST_WAIT = 6; // s

  private static final double SHARE = 0.1;

  /** The time of the driver's update, for each parameter. */
  private static final double UPDATE = 1e-9; // s

  private final StepEngine engine;
  private final TrainingPlan plan;
  private final FlatVector theta;
  private final boolean evaluates;

  private TimeForecast(StepEngine engine, FitPlan plan, boolean evaluates) {
    this.engine = engine;
    this.plan = plan.training();
    this.theta =
        FlatVector.zeros(
            plan.program().precision(), ParameterLayout.of(plan.program().network()).length());
    this.evaluates = evaluates;
  }

  /**
   * Returns a line for the screen; empty if a forecast is not worth it.
   *
   * @param stepsDone steps already done
   * @param evaluates whether the run evaluates each epoch
   */
  static Optional<String> line(StepEngine engine, FitPlan plan, long stepsDone, boolean evaluates) {
    TimeForecast forecast = new TimeForecast(engine, plan, evaluates);
    return forecast.isWorthIt(plan.training().length().totalSteps() - stepsDone)
        ? Optional.of(forecast.line(stepsDone))
        : Optional.empty();
  }

  /** Forward and backward passes take three products of all weights with each row. */
  private boolean isWorthIt(long steps) {
    double operations = 6.0 * theta.length() * plan.length().batches().batchSize();
    double step = operations / (SPEED * engine.tasks());
    return plan.updates().optimizer() instanceof ElementRule
        && steps >= FEWEST_STEPS
        && step <= LONGEST_STEP
        && step * steps >= SHORTEST_RUN;
  }

  private String line(long stepsDone) {
    long perEpoch = plan.length().stepsPerEpoch();
    long steps = plan.length().totalSteps() - stepsDone;
    long epochs = (steps - 1) / perEpoch + 1;
    double seconds = steps(steps, perEpoch) + UPDATE * theta.length() * steps;
    if (evaluates) {
      time(() -> engine.evaluate(theta));
      seconds += epochs * time(() -> engine.evaluate(theta));
    }
    return Text.format(
            "Takes     about %s: %,d %s of %,d %s",
            inWords(seconds),
            epochs,
            epochs == 1 ? "epoch" : "epochs",
            perEpoch,
            perEpoch == 1 ? "step" : "steps")
        + (plan.stopping().patience().isPresent() ? ", or less if it stops early" : "");
  }

  /** The seconds for this many steps, judging by the fastest window. */
  private double steps(long steps, long perEpoch) {
    long[] step = new long[1];
    Runnable next = () -> engine.step(theta, 1, step[0]++ % perEpoch, false);
    double all = Double.POSITIVE_INFINITY;
    for (long start = System.nanoTime();
        Double.isInfinite(all) || since(start) < Math.min(LONGEST_WAIT, SHARE * all); ) {
      all = Math.min(all, steps * time(next));
    }
    return all;
  }

  /**
   * Repeats some work for one window and returns the 10th percentile of its times: other load and
   * the compilers only ever slow it down.
   */
  private static double time(Runnable work) {
    List<Double> times = new ArrayList<>();
    for (long start = System.nanoTime(); times.isEmpty() || since(start) < WINDOW; ) {
      long begin = System.nanoTime();
      work.run();
      times.add(since(begin));
    }
    Collections.sort(times);
    return times.get(times.size() / 10);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** A duration with one or two significant digits: a forecast is no more exact. */
  static String inWords(double seconds) {
    if (seconds < 100) {
      return Text.format("%.0f s", seconds < 20 ? seconds : 5 * Math.rint(seconds / 5));
    }
    double minutes = seconds / 60;
    if (minutes < 100) {
      return Text.format("%.0f min", minutes < 20 ? minutes : 5 * Math.rint(minutes / 5));
    }
    double hours = minutes / 60;
    return hours < 48 ? Text.format("%.0f hours", hours) : Text.format("%.0f days", hours / 24);
  }
}
