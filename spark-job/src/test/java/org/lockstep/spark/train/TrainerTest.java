package org.lockstep.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.train.TrainingResult.End;

class TrainerTest {
  private static final Regularization PLAIN = new Regularization(0, Double.POSITIVE_INFINITY);
  private static final Batches TWO_TWO_ONE = new Batches(5, 1, 2, false, 0);
  private static final Batches ONE_STEP = new Batches(5, 1, 5, false, 0);

  /** ½(θ - step)². */
  private static final FormulaEngine.Loss PARABOLAS =
      (theta, epoch, step) ->
          new double[] {(theta - step) * (theta - step) / 2, theta - (double) step};

  /** Lowers θ by the learning rate in every step. */
  private static final FormulaEngine.Loss SLOPE = (theta, epoch, step) -> new double[] {theta, 1};

  private final List<String> heard = new ArrayList<>();

  @Test
  void followsTheHandWrittenLoop() {
    double lambda = 0.1;
    Schedule schedule = new Schedule.Step(0.5, 0.5, 1, 3);
    FormulaEngine engine = new FormulaEngine(TWO_TWO_ONE, PARABOLAS, theta -> 10 + theta);
    TrainingResult result =
        run(
            engine,
            plan(
                TWO_TWO_ONE, 3, schedule, new Regularization(lambda, 1.0 / 0), OptionalInt.empty()),
            4);

    double theta = 4;
    double rate = 0.5;
    for (int epoch = 1; epoch <= 3; epoch++) {
      double sum = 0;
      for (int step = 0; step < 3; step++) {
        int rows = step < 2 ? 2 : 1; // the last, short batch counts by its rows
        double loss = (theta - step) * (theta - step) / 2 + lambda * theta * theta / 2;
        sum += rows * loss; // before the update
        theta -= rate * (theta - step + lambda * theta);
      }
      EpochReport report = result.reports().get(epoch - 1);
      assertThat(report.epoch()).isEqualTo(epoch);
      assertThat(report.step()).isEqualTo(3L * epoch);
      assertThat(report.rows()).isEqualTo(5);
      assertThat(report.learningRate()).isEqualTo(rate);
      assertThat(report.trainLoss()).isCloseTo(sum / 5, within(1e-12));
      assertThat(report.validation().loss().orElseThrow()).isCloseTo(10 + theta, within(1e-12));
      assertThat(report.test().loss().orElseThrow()).isCloseTo((10 + theta) / 2, within(1e-12));
      rate /= 2;
    }
    assertThat(result.parameters().get(0)).isCloseTo(theta, within(1e-12));
    assertThat(result.end()).isEqualTo(End.COMPLETED);
    assertThat(result.epoch()).isEqualTo(3);
    assertThat(result.detail()).isEqualTo("all 3 epochs done");
    assertThat(engine.calls)
        .containsExactly("1.0", "1.1", "1.2", "2.0+", "2.1", "2.2", "3.0+", "3.1", "3.2", "+");
  }

  @Test
  void listenersHearEachStepAndEachEpochOnce() {
    run(
        new FormulaEngine(TWO_TWO_ONE, PARABOLAS, null),
        plan(TWO_TWO_ONE, 2, constant(0.1), PLAIN, OptionalInt.empty()),
        1);
    // An epoch is over when it has been evaluated, together with the next one's first step.
    assertThat(heard)
        .containsExactly(
            "step 1", "step 2", "step 3", "epoch 1", "step 4", "step 5", "step 6", "epoch 2");
  }

  @Test
  void anInterruptedThreadEndsBeforeItsNextStep() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  run(
                      new FormulaEngine(ONE_STEP, PARABOLAS, null),
                      plan(ONE_STEP, 1, constant(0.1), PLAIN, OptionalInt.empty()),
                      1))
          .isInstanceOf(CancellationException.class)
          .hasMessage("interrupted before step 1 (epoch 1)");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void partsWithoutRowsHaveNoLoss() {
    TrainingResult result =
        run(
            new FormulaEngine(ONE_STEP, PARABOLAS, null),
            plan(ONE_STEP, 1, constant(0.1), PLAIN, OptionalInt.empty()),
            1);
    EpochReport report = result.reports().get(0);
    assertThat(report.validation().loss()).isEqualTo(OptionalDouble.empty());
    assertThat(report.test().accuracy()).isEqualTo(OptionalDouble.empty());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2, 1", "3, 1, 5, 3", "4, 2, 2, 4", "6, 2, 5, 6"})
  void stopsAfterExactlyMaxSteps(long steps, int epochs, long rowsOfLastEpoch, int theta) {
    FormulaEngine engine = new FormulaEngine(TWO_TWO_ONE, SLOPE, t -> t);
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingLength(TWO_TWO_ONE, 9, OptionalLong.of(steps)),
            new UpdatePlan(new Sgd(), constant(1), PLAIN),
            new StoppingRule(Keep.LAST, OptionalInt.empty(), 0));
    TrainingResult result = run(engine, plan, 0);
    assertThat(result.end()).isEqualTo(End.MAX_STEPS);
    assertThat(result.detail())
        .isEqualTo(steps == 1 ? "1 step done" : "all " + steps + " steps done");
    assertThat(result.parameters().get(0)).isEqualTo(-theta);
    assertThat(result.epoch()).isEqualTo(epochs);
    assertThat(result.reports()).hasSize(epochs);
    EpochReport last = result.reports().get(epochs - 1);
    assertThat(last.rows()).isEqualTo(rowsOfLastEpoch);
    assertThat(last.step()).isEqualTo(steps);
    assertThat(last.validation().loss()).hasValue(-theta);
    assertThat(plan.length().totalSteps()).isEqualTo(steps);
  }

  @Test
  void theTotalOfStepsIsCappedAtTheLargestLong() {
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingLength(
                new Batches(10_000_000_000L, 8, 1, false, 0),
                Integer.MAX_VALUE,
                OptionalLong.empty()),
            new UpdatePlan(new Sgd(), constant(1), PLAIN),
            new StoppingRule(Keep.LAST, OptionalInt.empty(), 0));
    assertThat(plan.length().totalSteps()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void earlyStoppingKeepsTheBestWeightsAndStopsWhenPatienceEnds() {
    double[] losses = {9, 5, 4, 6, 4, 5, 1, 1, 1}; // after 0, 1, 2, ... epochs
    FormulaEngine engine = new FormulaEngine(ONE_STEP, SLOPE, t -> losses[(int) -t]);
    TrainingResult result =
        run(engine, plan(ONE_STEP, 8, constant(1), PLAIN, OptionalInt.of(3)), 0);
    assertThat(result.end()).isEqualTo(End.EARLY_STOPPED);
    assertThat(result.epoch()).isEqualTo(2);
    assertThat(result.parameters().get(0)).isEqualTo(-2);
    assertThat(result.reports()).hasSize(5);
    assertThat(result.detail())
        .isEqualTo(
            "the validation loss has not improved for 3 epochs: kept epoch 2 with validation loss"
                + " 4.00000");
    assertThat(heard).endsWith("step 5", "epoch 5");
  }

  @Test
  void earlyStoppingKeepsTheBestWeightsOfARunThatEndsFirst() {
    double[] losses = {9, 5, 4, 6, 7};
    FormulaEngine engine = new FormulaEngine(ONE_STEP, SLOPE, t -> losses[(int) -t]);
    TrainingResult result =
        run(engine, plan(ONE_STEP, 4, constant(1), PLAIN, OptionalInt.of(3)), 0);
    assertThat(result.end()).isEqualTo(End.COMPLETED);
    assertThat(result.epoch()).isEqualTo(2);
    assertThat(result.parameters().get(0)).isEqualTo(-2);
    assertThat(result.reports()).hasSize(4);
  }

  @Test
  void aRunThatDivergesKeepsTheLastWeightsWithAFiniteLoss() {
    FormulaEngine.Loss steep = (theta, epoch, step) -> new double[] {theta * theta, 2 * theta};
    FormulaEngine engine = new FormulaEngine(TWO_TWO_ONE, steep, t -> t * t);
    TrainingResult result =
        run(engine, plan(TWO_TWO_ONE, 50, constant(1e60), PLAIN, OptionalInt.of(5)), 1);
    // θ is 1, -2e60, 4e120, -8e180: the square of the last is beyond the largest double.
    assertThat(result.end()).isEqualTo(End.DIVERGED);
    assertThat(result.parameters().get(0)).isCloseTo(4e120, within(1e107));
    assertThat(result.epoch()).isEqualTo(2);
    assertThat(result.reports()).hasSize(1);
    assertThat(result.detail())
        .isEqualTo("the loss or its gradient is no longer finite at step 4 (epoch 2)");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void weightsThatAreNotFiniteAfterAnEpochAreNeitherEvaluatedNorKept(int epochs) {
    FormulaEngine.Loss cliff =
        (theta, epoch, step) -> new double[] {1, theta < 2 ? -1 : Double.MAX_VALUE};
    FormulaEngine engine = new FormulaEngine(TWO_TWO_ONE, cliff, t -> t);
    TrainingResult result =
        run(engine, plan(TWO_TWO_ONE, epochs, constant(10), PLAIN, OptionalInt.of(1)), -15);
    // θ is -15, -5, 5, -∞.
    assertThat(result.end()).isEqualTo(End.DIVERGED);
    assertThat(result.parameters().get(0)).isEqualTo(5);
    assertThat(result.reports())
        .singleElement()
        .satisfies(report -> assertThat(report.validation().loss()).isEmpty());
    assertThat(result.detail())
        .isEqualTo("the weights are no longer finite after step 3 (epoch 1)");
  }

  @Test
  void rowsOfWeightZeroChangeNothing() {
    FormulaEngine engine = new FormulaEngine(ONE_STEP, SLOPE, t -> t).withRowWeight(0);
    TrainingResult result =
        run(engine, plan(ONE_STEP, 2, constant(1), PLAIN, OptionalInt.empty()), 7);
    assertThat(result.end()).isEqualTo(End.COMPLETED);
    assertThat(result.parameters().get(0)).isEqualTo(7);
  }

  @Test
  void thePartsOfAnEpochsTimeAddUp() {
    FormulaEngine engine = new FormulaEngine(TWO_TWO_ONE, PARABOLAS, t -> t);
    long start = System.nanoTime();
    TrainingResult result =
        run(engine, plan(TWO_TWO_ONE, 20, constant(0.1), PLAIN, OptionalInt.empty()), 1);
    long elapsed = System.nanoTime() - start;
    long sum = 0;
    for (EpochReport report : result.reports()) {
      TimeLedger time = report.time();
      double parts =
          time.computeMillis() + time.exchangeMillis() + time.updateMillis() + time.otherMillis();
      assertThat(parts).isCloseTo(time.seconds() * 1000, within(1e-9));
      assertThat(time.computeNanos()).isPositive();
      assertThat(time.exchangeNanos()).isNotNegative();
      assertThat(time.updateNanos()).isPositive();
      assertThat(time.otherMillis()).isNotNegative();
      assertThat(report.rowsPerSecond()).isCloseTo(5 / time.seconds(), within(1e-3));
      sum += time.wallNanos();
    }
    assertThat(sum).isLessThanOrEqualTo(elapsed);
    // A step counts for one epoch: a step that evaluates, for the epoch that it evaluates.
    assertThat(result.reports().get(0).time().computeNanos()).isLessThanOrEqualTo(4 * 1000);
  }

  private TrainingResult run(FormulaEngine engine, TrainingPlan plan, double start) {
    FlatVector theta = FormulaEngine.theta(start);
    EpochListener listener =
        new EpochListener() {
          @Override
          public void onStep(long step) {
            heard.add("step " + step);
          }

          @Override
          public void onEpoch(EpochReport report) {
            heard.add("epoch " + report.epoch());
          }
        };
    return new Trainer(
            plan,
            FormulaEngine.NETWORK.layout(),
            engine,
            TrainerState.initial(theta, plan.updates().optimizer()),
            Checkpoints.NONE,
            List.of(listener))
        .run();
  }

  private static Schedule constant(double rate) {
    return new Schedule.Constant(rate);
  }

  private static TrainingPlan plan(
      Batches batches,
      int epochs,
      Schedule schedule,
      Regularization regularization,
      OptionalInt patience) {
    return new TrainingPlan(
        new TrainingLength(batches, epochs, OptionalLong.empty()),
        new UpdatePlan(new Sgd(), schedule, regularization),
        new StoppingRule(patience.isPresent() ? Keep.BEST_LOSS : Keep.LAST, patience, 0));
  }
}
