package org.lockstep.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.testing.KeptStates;
import org.lockstep.spark.train.TrainingResult.End;

/** A run that is resumed at any step ends as if nothing had happened. */
class ResumedTrainerTest {
  private static final Batches THREE_STEPS = new Batches(5, 1, 2, false, 0);

  /** Differs in every step, so that a repeated or skipped step shows. */
  private static final FormulaEngine.Loss UNEVEN =
      (theta, epoch, step) -> {
        double aim = Math.sin(10.0 * epoch + (double) step);
        return new double[] {(theta - aim) * (theta - aim) / 2, theta - aim};
      };

  private static Stream<TrainingPlan> plans() {
    List<TrainingPlan> plans = new ArrayList<>();
    for (Optimizer rule : ElementRule.all()) {
      plans.add(plan(rule, OptionalLong.empty(), Keep.LAST, OptionalInt.empty()));
      plans.add(plan(rule, OptionalLong.of(7), Keep.BEST_LOSS, OptionalInt.empty()));
      plans.add(plan(rule, OptionalLong.empty(), Keep.BEST_LOSS, OptionalInt.of(2)));
      plans.add(plan(rule, OptionalLong.empty(), Keep.BEST_ACCURACY, OptionalInt.of(1)));
      for (int patience = 3; patience <= 5; patience++) { // may run out with the plan
        plans.add(plan(rule, OptionalLong.empty(), Keep.BEST_LOSS, OptionalInt.of(patience)));
      }
    }
    return plans.stream();
  }

  private static TrainingPlan plan(
      Optimizer rule, OptionalLong maxSteps, Keep keep, OptionalInt patience) {
    return new TrainingPlan(
        new TrainingLength(THREE_STEPS, 6, maxSteps),
        new UpdatePlan(rule, new Schedule.Exponential(0.3, 0.9, 3), new Regularization(0.01, 0.7)),
        new StoppingRule(keep, patience, 0));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void resumedAtAnyStepARunEndsWithTheSameBits(TrainingPlan plan) {
    KeptStates kept = new KeptStates();
    TrainingResult whole =
        run(plan, TrainerState.initial(FormulaEngine.theta(4), plan.updates().optimizer()), kept);
    List<TrainerState> states = kept.of(whole.reports());
    long steps = whole.reports().get(whole.reports().size() - 1).step();
    assertThat(states)
        .hasSizeBetween((int) steps + 1, (int) steps + 2); // one more after an early end
    assertThat(states.get(states.size() - 1).position().ended()).isTrue();
    for (TrainerState state : states) {
      TrainingResult resumed = run(plan, state, Checkpoints.NONE);
      assertThat(numbers(resumed)).as("resumed at %s", state.position()).isEqualTo(numbers(whole));
    }
  }

  private static TrainingResult run(TrainingPlan plan, TrainerState start, Checkpoints keeper) {
    FormulaEngine engine =
        new FormulaEngine(THREE_STEPS, UNEVEN, theta -> 2 + Math.cos(30 * theta));
    return new Trainer(plan, FormulaEngine.NETWORK.layout(), engine, start, keeper, List.of())
        .run();
  }

  /** Everything in the result but the times. */
  private static List<Object> numbers(TrainingResult result) {
    List<Object> numbers = new ArrayList<>();
    numbers.add(result.parameters().get(0));
    numbers.add(result.epoch());
    numbers.add(result.end());
    numbers.add(result.detail());
    for (EpochReport report : result.reports()) {
      numbers.add(report.epoch());
      numbers.add(report.step());
      numbers.add(report.trainLoss());
      numbers.add(report.trainAccuracy());
      numbers.add(report.validation());
      numbers.add(report.test());
      numbers.add(report.learningRate());
      numbers.add(report.rows());
    }
    return numbers;
  }

  @Test
  void theTimeBeforeTheCheckpointCounts() {
    TrainingPlan plan = plan(new Sgd(), OptionalLong.empty(), Keep.LAST, OptionalInt.empty());
    EpochSoFar soFar = new EpochSoFar(Optional.empty(), 0, 100_000_000_000L, 7, 8, 9);
    TrainerState state =
        new TrainerState(
            new TrainingPosition(1, 0, 0, 0, false, soFar),
            FormulaEngine.theta(4),
            List.of(),
            Optional.empty(),
            List.of());
    TrainingResult result = run(plan, state, Checkpoints.NONE);
    assertThat(result.reports().get(0).time().seconds()).isBetween(100.0, 160.0);
    assertThat(result.reports().get(1).time().seconds()).isLessThan(60);
  }

  @Test
  void eachRollbackHalvesTheLearningRate() {
    TrainingPlan plan = plan(new Sgd(), OptionalLong.empty(), Keep.LAST, OptionalInt.empty());
    TrainerState start =
        TrainerState.initial(FormulaEngine.theta(4), plan.updates().optimizer()).withRollbacks(2);
    TrainingResult result = run(plan, start, Checkpoints.NONE);
    assertThat(result.reports().get(1).learningRate()).isEqualTo(0.3 * 0.9 / 4);
  }

  @Test
  void aRunThatIsAskedToStopSavesACheckpointFirst() {
    TrainingPlan plan = plan(new Sgd(), OptionalLong.empty(), Keep.LAST, OptionalInt.empty());
    List<TrainingPosition> saved = new ArrayList<>();
    Checkpoints stopping =
        new Checkpoints() {
          @Override
          public boolean isDue(int epoch, long step) {
            return epoch == 2 && step == 1;
          }

          @Override
          public void save(
              TrainingPosition position,
              FlatVector theta,
              List<FlatVector> optimizerState,
              Optional<FlatVector> best,
              int bestEpoch) {
            saved.add(position);
          }

          @Override
          public boolean isStopRequested() {
            return true;
          }
        };
    TrainingResult result =
        run(
            plan,
            TrainerState.initial(FormulaEngine.theta(4), plan.updates().optimizer()),
            stopping);
    assertThat(result.end()).isEqualTo(End.STOPPED);
    assertThat(result.detail()).isEqualTo("before step 5 (epoch 2)");
    assertThat(result.reports()).hasSize(1);
    assertThat(saved).singleElement().satisfies(at -> assertThat(at.stepsDone()).isEqualTo(4));
  }

  @Test
  void aStateWhoseLossIsNotFiniteIsNotSaved() {
    TrainingPlan plan = plan(new Sgd(), OptionalLong.empty(), Keep.LAST, OptionalInt.empty());
    FormulaEngine engine =
        new FormulaEngine(
            THREE_STEPS, (t, epoch, step) -> new double[] {step == 1 ? 0.0 / 0 : 1, 1}, t -> t);
    KeptStates kept = new KeptStates();
    TrainingResult result =
        new Trainer(
                plan,
                FormulaEngine.NETWORK.layout(),
                engine,
                TrainerState.initial(FormulaEngine.theta(4), plan.updates().optimizer()),
                kept,
                List.of())
            .run();
    assertThat(result.end()).isEqualTo(End.DIVERGED);
    assertThat(kept.of(List.of())).hasSize(1);
  }

  @Test
  void aPositionOutsideThePlanIsRefused() {
    TrainingPlan plan = plan(new Sgd(), OptionalLong.empty(), Keep.LAST, OptionalInt.empty());
    TrainerState beyond =
        new TrainerState(
            new TrainingPosition(1, 3, 3, 0, false, EpochSoFar.NOTHING),
            FormulaEngine.theta(4),
            List.of(),
            Optional.empty(),
            List.of());
    assertThatThrownBy(() -> run(plan, beyond, Checkpoints.NONE))
        .hasMessage("expected a place within 6 epochs of 3 steps but found epoch 1, step 3");
  }
}
