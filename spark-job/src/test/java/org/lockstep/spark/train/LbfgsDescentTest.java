package org.lockstep.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.optim.Lbfgs;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.engine.RandomTraining;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.testing.KeptStates;
import org.lockstep.spark.train.TrainingResult.End;

/** L-BFGS compared with PyTorch's, and as part of a run. */
class LbfgsDescentTest {
  private static final Batches ALL = new Batches(60, 1, 60, false, 0);
  private static final List<Integer> HIDDEN = List.of(6);
  private static final double NETWORK_L2 = 5e-4;

  @Test
  void fiftyIterationsMatchPyTorch() throws IOException {
    RowsEngine engine = new RowsEngine(Arithmetics.DOUBLE, HIDDEN);
    TrainingResult result = train(engine, plan(50, NETWORK_L2, 0));
    List<Double> losses = recorded("network", "loss");
    assertThat(result.reports()).hasSize(50).hasSameSizeAs(losses);
    for (int i = 0; i < losses.size(); i++) {
      assertThat(result.reports().get(i).trainLoss())
          .as("iteration %d", i + 1)
          .isCloseTo(losses.get(i), within(1e-9));
    }
    assertClose(result.parameters(), recorded("network", "theta"), 1e-9);
  }

  @Test
  void aConvexLossConvergesToItsMinimum() throws IOException {
    RowsEngine engine = new RowsEngine(Arithmetics.DOUBLE, List.of());
    TrainingResult result = train(engine, plan(1000, 0.01, 0));
    assertThat(result.end()).isEqualTo(End.CONVERGED);
    int steps = result.reports().size();
    assertThat(steps).isBetween(10, 100);
    assertThat(result.detail())
        .isEqualTo("after step " + steps + " the training loss no longer decreases");
    assertClose(result.parameters(), recorded("convex", "theta"), 1e-7);
    List<Double> losses = recorded("convex", "loss");
    assertThat(result.reports().get(steps - 1).trainLoss())
        .isCloseTo(losses.get(losses.size() - 1), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-6})
  void endsWhenTheLossDecreasesByLessThanTheTolerance(double tol) {
    RowsEngine engine = new RowsEngine(Arithmetics.DOUBLE, List.of());
    TrainingResult result = train(engine, plan(1000, 0.01, tol));
    List<EpochReport> reports = result.reports();
    assertThat(result.end()).isEqualTo(End.CONVERGED);
    for (int i = 1; i < reports.size() - 1; i++) {
      double before = reports.get(i - 1).trainLoss();
      assertThat(before - reports.get(i).trainLoss()).isGreaterThan(tol * before);
    }
    double last = reports.get(reports.size() - 1).trainLoss();
    double end =
        engine.evaluate(result.parameters()).validation().orElseThrow().meanLoss()
            + new Regularization(0.01, 1.0 / 0)
                .penalty(engine.network.layout(), result.parameters());
    assertThat(last - end).isBetween(0.0, tol * last);
  }

  @Test
  void inFloatEndsWhenRoundingHidesTheDecrease() {
    RowsEngine engine = new RowsEngine(Arithmetics.FLOAT, List.of());
    TrainingResult result = train(engine, plan(1000, 0.01, 0));
    assertThat(result.end()).isEqualTo(End.CONVERGED);
    double loss = result.reports().get(result.reports().size() - 1).trainLoss();
    assertThat(loss).isCloseTo(0.7063370003267303, within(1e-6));
  }

  @Test
  void noGradientIsComputedTwice() {
    RowsEngine engine = new RowsEngine(Arithmetics.DOUBLE, HIDDEN);
    train(engine, plan(10, NETWORK_L2, 0));
    // One evaluation per epoch; every gradient but the first is of a trial point.
    assertThat(Collections.frequency(engine.calls, "evaluation")).isEqualTo(10);
    assertThat(Collections.frequency(engine.calls, "gradient")).isBetween(11, 16);
    assertThat(engine.calls.get(0)).isEqualTo("gradient");
  }

  @Test
  void resumedAtAnyIterationARunEndsWithTheSameBits() {
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      RowsEngine engine = new RowsEngine(arithmetic, HIDDEN);
      KeptStates kept = new KeptStates();
      TrainingPlan plan = plan(400, NETWORK_L2, 1e-3);
      TrainingResult whole =
          run(engine, plan, TrainerState.initial(engine.theta(), plan.updates().optimizer()), kept);
      assertThat(whole.end()).isEqualTo(End.CONVERGED);
      assertThat(whole.reports()).hasSizeGreaterThan(7); // more than the history
      List<TrainerState> states = kept.of(whole.reports());
      assertThat(states).hasSize(whole.reports().size() + 1);
      for (TrainerState state : states) {
        TrainingResult resumed = run(engine, plan, state, Checkpoints.NONE);
        assertThat(RandomTraining.bits(resumed.parameters()))
            .as("resumed at %s", state.position())
            .isEqualTo(RandomTraining.bits(whole.parameters()));
        assertThat(RandomTraining.reportedBits(resumed))
            .isEqualTo(RandomTraining.reportedBits(whole));
        assertThat(resumed.end()).isEqualTo(whole.end());
        assertThat(resumed.detail()).isEqualTo(whole.detail());
      }
    }
  }

  @Test
  void theAverageIsOverIterationsAndNotOverTrialPoints() {
    double decay = 0.6;
    RowsEngine engine = new RowsEngine(Arithmetics.DOUBLE, HIDDEN);
    TrainingPlan plan = plan(12, NETWORK_L2, 0);
    KeptStates kept = new KeptStates();
    TrainingResult plain =
        run(engine, plan, TrainerState.initial(engine.theta(), plan.updates().optimizer()), kept);
    List<TrainerState> states = kept.of(plain.reports());
    TrainingResult averaged = train(engine, plan.withAverage(new MovingAverage(decay)));
    assertThat(averaged.reports())
        .extracting(EpochReport::trainLoss)
        .isEqualTo(plain.reports().stream().map(EpochReport::trainLoss).toList());
    double[] expected = new double[plain.parameters().length()];
    for (int t = 1; t <= 12; t++) { // states are saved before each iteration and at the end
      FlatVector theta = states.get(t).theta();
      double share = t == 1 ? 1 : 1 - decay;
      for (int i = 0; i < expected.length; i++) {
        expected[i] += share * (theta.get(i) - expected[i]);
      }
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(averaged.parameters().get(i)).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(averaged.reports().get(11).validation().loss().orElseThrow())
        .isNotEqualTo(plain.reports().get(11).validation().loss().orElseThrow());
  }

  @Test
  void resumedAtAnyIterationARunWithAnAverageEndsWithTheSameBits() {
    RowsEngine engine = new RowsEngine(Arithmetics.FLOAT, HIDDEN);
    TrainingPlan plan = plan(400, NETWORK_L2, 1e-3).withAverage(new MovingAverage(0.7));
    KeptStates kept = new KeptStates();
    TrainingResult whole =
        run(engine, plan, TrainerState.initial(engine.theta(), plan.updates().optimizer()), kept);
    assertThat(whole.end()).isEqualTo(End.CONVERGED);
    List<TrainerState> states = kept.of(whole.reports());
    assertThat(states).hasSize(whole.reports().size() + 1).hasSizeGreaterThan(7);
    for (TrainerState state : states) {
      assertThat(state.optimizerState()).hasSize(plan.updates().stateVectors());
      TrainingResult resumed = run(engine, plan, state, Checkpoints.NONE);
      assertThat(RandomTraining.bits(resumed.parameters()))
          .as("resumed at %s", state.position())
          .isEqualTo(RandomTraining.bits(whole.parameters()));
      assertThat(RandomTraining.reportedBits(resumed))
          .isEqualTo(RandomTraining.reportedBits(whole));
      assertThat(resumed.detail()).isEqualTo(whole.detail());
    }
  }

  @Test
  void aTrialPointWithoutAFiniteLossIsAStepTooFar() {
    FormulaEngine.Loss wall =
        (theta, epoch, step) ->
            theta < 0.9
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {(theta - 1) * (theta - 1) / 200, (theta - 1) / 100};
    FormulaEngine engine = new FormulaEngine(new Batches(5, 1, 5, false, 0), wall, null);
    TrainingResult result =
        new Trainer(
                plan(100, 0, 1e-9),
                FormulaEngine.NETWORK.layout(),
                engine,
                TrainerState.initial(FormulaEngine.theta(1.05), new Lbfgs(5)),
                Checkpoints.NONE,
                List.of())
            .run();
    assertThat(result.end()).isEqualTo(End.CONVERGED);
    assertThat(result.parameters().get(0)).isCloseTo(1, within(1e-6));
  }

  @Test
  void aRunThatStartsAtTheMinimumEndsAtOnce() {
    FormulaEngine engine =
        new FormulaEngine(
            new Batches(5, 1, 5, false, 0), (t, e, s) -> new double[] {t * t / 2, t}, null);
    TrainingResult result =
        new Trainer(
                plan(100, 0, 1e-6),
                FormulaEngine.NETWORK.layout(),
                engine,
                TrainerState.initial(FormulaEngine.theta(0), new Lbfgs(5)),
                Checkpoints.NONE,
                List.of())
            .run();
    assertThat(result.end()).isEqualTo(End.CONVERGED);
    assertThat(result.detail()).isEqualTo("after step 1 the training loss no longer decreases");
    assertThat(engine.calls).containsExactly("1.0", "+");
  }

  private static TrainingResult train(RowsEngine engine, TrainingPlan plan) {
    return run(
        engine,
        plan,
        TrainerState.initial(engine.theta(), plan.updates().optimizer()),
        Checkpoints.NONE);
  }

  private static TrainingResult run(
      RowsEngine engine, TrainingPlan plan, TrainerState start, Checkpoints keeper) {
    return new Trainer(plan, engine.network.layout(), engine, start, keeper, List.of()).run();
  }

  private static TrainingPlan plan(int epochs, double l2, double tol) {
    return new TrainingPlan(
        new TrainingLength(ALL, epochs, OptionalLong.empty()),
        new UpdatePlan(
            new Lbfgs(5),
            new Schedule.Constant(1),
            new Regularization(l2, Double.POSITIVE_INFINITY)),
        new StoppingRule(Keep.LAST, OptionalInt.empty(), tol));
  }

  /** Asserts an absolute tolerance for numbers up to 1, and a relative one for larger numbers. */
  private static void assertClose(FlatVector found, List<Double> expected, double tolerance) {
    assertThat(found.length()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i))
          .as("θ[%d]", i)
          .isCloseTo(expected.get(i), within(tolerance * Math.max(1, Math.abs(expected.get(i)))));
    }
  }

  private static List<Double> recorded(String run, String kind) throws IOException {
    try (InputStream in = LbfgsDescentTest.class.getResourceAsStream("lbfgs.csv")) {
      String prefix = run + "," + kind + ",";
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(prefix))
          .map(line -> Double.valueOf(line.substring(prefix.length())))
          .toList();
    }
  }
}
