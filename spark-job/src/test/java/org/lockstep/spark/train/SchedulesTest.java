package org.lockstep.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.optim.Adam;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.Plateau;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.KeepTies;
import org.lockstep.spark.settings.ScheduleKind;
import org.lockstep.spark.settings.ScheduleSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.testing.KeptStates;
import org.lockstep.spark.train.TrainingResult.End;

/** Schedules and averages in a run, whole and resumed. */
class SchedulesTest {
  private static final int EPOCHS = 6;
  private static final Batches THREE_STEPS = new Batches(5, 1, 2, false, 0);
  private static final Regularization PLAIN = new Regularization(0, Double.POSITIVE_INFINITY);

  /** Differs in every step, so that a repeated or skipped step shows. */
  private static final FormulaEngine.Loss UNEVEN =
      (theta, epoch, step) -> {
        double aim = Math.sin(10.0 * epoch + (double) step);
        return new double[] {(theta - aim) * (theta - aim) / 2, theta - aim};
      };

  /** Lowers θ by the learning rate in every step. */
  private static final FormulaEngine.Loss SLOPE = (theta, epoch, step) -> new double[] {theta, 1};

  private static Schedule schedule(ScheduleKind kind) {
    SettingValues values =
        SettingValues.none()
            .with(ScheduleSettings.SCHEDULE, kind)
            .with(ScheduleSettings.LEARNING_RATE, 0.3)
            .with(ScheduleSettings.WARM_UP, 0.7);
    return ScheduleSettings.of(
            kind == ScheduleKind.PLATEAU
                ? values.with(ScheduleSettings.PLATEAU_PATIENCE, 1)
                : values)
        .over(EPOCHS, 3, 3 * EPOCHS);
  }

  private static TrainingPlan plan(Schedule schedule, boolean averages) {
    return new TrainingPlan(
        new TrainingLength(THREE_STEPS, EPOCHS, OptionalLong.empty()),
        new UpdatePlan(
            averages ? new Adam() : new Sgd(),
            schedule,
            new Schedule.Constant(1),
            PLAIN,
            RateFactors.NONE,
            averages ? Optional.of(new MovingAverage(0.6)) : Optional.empty()),
        new StoppingRule(
            Keep.BEST_LOSS, averages ? KeepTies.LAST : KeepTies.FIRST, OptionalInt.of(4), 0));
  }

  @ParameterizedTest
  @EnumSource(ScheduleKind.class)
  void resumedAtAnyStepARunEndsWithTheSameBits(ScheduleKind kind) {
    for (boolean averages : new boolean[] {false, true}) {
      TrainingPlan plan = plan(schedule(kind), averages);
      KeptStates kept = new KeptStates();
      TrainingResult whole = run(plan, start(plan), kept);
      List<TrainerState> states = kept.of(whole.reports());
      assertThat(states).hasSizeGreaterThan(9);
      for (TrainerState state : states) {
        assertThat(state.optimizerState()).hasSize(plan.updates().stateVectors());
        TrainingResult resumed = run(plan, state, Checkpoints.NONE);
        assertThat(numbers(resumed))
            .as("%s, resumed at %s", kind, state.position())
            .isEqualTo(numbers(whole));
      }
    }
  }

  private static TrainerState start(TrainingPlan plan) {
    return TrainerState.initial(FormulaEngine.theta(4), plan.updates().optimizer());
  }

  private static TrainingResult run(TrainingPlan plan, TrainerState start, Checkpoints keeper) {
    FormulaEngine engine =
        new FormulaEngine(THREE_STEPS, UNEVEN, theta -> 2 + Math.cos(30 * theta));
    return run(engine, plan, start, keeper);
  }

  private static TrainingResult run(
      FormulaEngine engine, TrainingPlan plan, TrainerState start, Checkpoints keeper) {
    return new Trainer(plan, FormulaEngine.NETWORK.layout(), engine, start, keeper, List.of())
        .run();
  }

  /** The results that do not depend on time. */
  private static List<Object> numbers(TrainingResult result) {
    List<Object> numbers = new ArrayList<>();
    numbers.add(result.parameters().get(0));
    numbers.add(result.epoch());
    numbers.add(result.end());
    numbers.add(result.detail());
    for (EpochReport report : result.reports()) {
      numbers.add(report.step());
      numbers.add(report.trainLoss());
      numbers.add(report.validation());
      numbers.add(report.learningRate());
    }
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(ScheduleKind.class)
  void anEpochReportsTheRateOfItsLastStep(ScheduleKind kind) {
    if (kind == ScheduleKind.PLATEAU) {
      return; // its rate depends on the losses: see below
    }
    Schedule schedule = schedule(kind);
    TrainingPlan plan = plan(schedule, true);
    TrainingResult result = run(plan, start(plan), Checkpoints.NONE);
    assertThat(result.reports()).isNotEmpty();
    for (EpochReport report : result.reports()) {
      assertThat(report.learningRate()).isEqualTo(schedule.rate(report.step() - 1));
    }
  }

  @Test
  void aPlateauLowersTheRateFromTheNextEpochOn() {
    double[] losses = {5, 6, 6, 4, 4, 4}; // after 1, 2, ... epochs
    List<Double> seen = new ArrayList<>();
    Batches oneStep = new Batches(5, 1, 5, false, 0);
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingLength(oneStep, 6, OptionalLong.empty()),
            new UpdatePlan(new Sgd(), new Schedule.OnPlateau(1, new Plateau(0.5, 1)), PLAIN),
            new StoppingRule(Keep.LAST, OptionalInt.empty(), 0));
    int[] calls = {0}; // two per epoch, for the validation and the test rows
    FormulaEngine engine = new FormulaEngine(oneStep, SLOPE, theta -> losses[calls[0]++ / 2]);
    TrainingResult result = run(engine, plan, start(plan), Checkpoints.NONE);
    result.reports().forEach(report -> seen.add(report.learningRate()));
    assertThat(seen).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5);
  }

  @Test
  void theAverageIsEvaluatedAndReturned() {
    FormulaEngine engine = new FormulaEngine(THREE_STEPS, SLOPE, theta -> 10 + theta);
    TrainingPlan plan =
        new TrainingPlan(
                new TrainingLength(THREE_STEPS, 2, OptionalLong.empty()),
                new UpdatePlan(new Sgd(), new Schedule.Constant(1), PLAIN),
                new StoppingRule(Keep.LAST, OptionalInt.empty(), 0))
            .withAverage(new MovingAverage(0.5));
    TrainingResult result =
        run(
            engine,
            plan,
            TrainerState.initial(FormulaEngine.theta(0), new Sgd()),
            Checkpoints.NONE);
    double average = -1;
    List<Double> byEpoch = new ArrayList<>();
    for (int step = 2; step <= 6; step++) {
      average = 0.5 * average + 0.5 * -step;
      if (step % 3 == 0) {
        byEpoch.add(10 + average);
      }
    }
    assertThat(result.reports())
        .extracting(report -> report.validation().loss().orElseThrow())
        .isEqualTo(byEpoch);
    assertThat(result.parameters().get(0)).isCloseTo(average, within(1e-15));
    assertThat(result.reports().get(1).trainLoss())
        .isEqualTo((2 * -3 + 2 * -4 - 5) / 5.0); // at θ, not at the average
    assertThat(engine.calls).containsExactly("1.0", "1.1", "1.2", "+", "2.0", "2.1", "2.2", "+");
  }

  @Test
  void aRunThatDivergesReturnsTheLastGoodAverage() {
    FormulaEngine engine =
        new FormulaEngine(
            THREE_STEPS,
            (theta, epoch, step) -> new double[] {epoch == 2 && step == 1 ? Double.NaN : theta, 1},
            null);
    TrainingPlan plan =
        new TrainingPlan(
                new TrainingLength(THREE_STEPS, 2, OptionalLong.empty()),
                new UpdatePlan(new Sgd(), new Schedule.Constant(1), PLAIN),
                new StoppingRule(Keep.LAST, OptionalInt.empty(), 0))
            .withAverage(new MovingAverage(0.5));
    TrainingResult result =
        run(
            engine,
            plan,
            TrainerState.initial(FormulaEngine.theta(0), new Sgd()),
            Checkpoints.NONE);
    assertThat(result.end()).isEqualTo(End.DIVERGED);
    // Step 5 finds a NaN loss at the θ of step 4, so the weights before that are the last good
    // ones.
    assertThat(result.parameters().get(0)).isEqualTo(((-1 - 2) / 2.0 - 3) / 2);
  }
}
