package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.choice.SealedFamily;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.score.Score;

/**
 * The contract of every optimizer, in addition to {@link UpdaterTest}. A new one joins through
 * {@link ElementRule#all} and its line in {@code record.py}, which records PyTorch's steps.
 */
class EveryOptimizerTest {
  private static final double RATE = 0.05;
  private static final int STEPS = 50;
  private static final int ROWS = 6;
  private static final NetworkSpec SPEC =
      NetworkSpec.perceptron(3, List.of(4), new Tanh(), 2, new LinearSquaredError(), true);

  static List<ElementRule> optimizers() {
    List<ElementRule> all = new ArrayList<>(ElementRule.all());
    all.add(new RmsProp().with(Constant.MOMENTUM, 0.9));
    all.add(new Adam(0.8, 0.95, 1e-3));
    return all;
  }

  /** The regularization and the rate factors of a recorded run. */
  private record Extras(String name, Regularization regularization, RateFactors factors) {
    static final Extras NOTHING = of("nothing", 0, 0, 0, 1.0 / 0, "");
    static final Extras PENALTIES = of("penalties", 0.01, 0.02, 0.1, 1.0 / 0, "");
    static final Extras LIMIT = of("limit", 0.01, 0.02, 0, 0.2, "");
    static final Extras FACTORS = of("factors", 0, 0, 0.1, 1.0 / 0, "b2 0, b 0.1, W1 0.5");
    static final List<Extras> ALL = List.of(NOTHING, PENALTIES, LIMIT, FACTORS);

    private static Extras of(
        String name, double l2, double l1, double decay, double clipNorm, String factors) {
      return new Extras(
          name, new Regularization(l2, l1, decay, clipNorm), RateFactors.parse("here", factors));
    }
  }

  @Test
  void everyOptimizerIsHere() {
    assertThat(SealedFamily.classesOf(Optimizer.all())).isEqualTo(SealedFamily.of(Optimizer.class));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void lossesAndWeightsOfFiftyStepsEqualThoseOfPyTorch(ElementRule rule) throws IOException {
    for (Extras extras : Extras.ALL) {
      double[] expected = recorded(extras, rule);
      double[] actual = train(rule, extras, Arithmetics.DOUBLE);
      assertThat(actual).hasSameSizeAs(expected);
      assertThat(worst(actual, expected)).as("%s, %s", rule.text(), extras).isLessThan(1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void floatsFollowDoubles(ElementRule rule) {
    // With l1, which follows signs, a step across 0 in floats alone would lead elsewhere.
    for (Extras extras : List.of(Extras.NOTHING, Extras.FACTORS)) {
      double[] expected = train(rule, extras, Arithmetics.DOUBLE);
      double[] actual = train(rule, extras, Arithmetics.FLOAT);
      assertThat(worst(actual, expected)).as("%s, %s", rule.text(), extras).isLessThan(2e-4);
    }
  }

  /** The loss before each step, and the parameters after the last. */
  private static double[] train(ElementRule rule, Extras extras, Arithmetic arithmetic) {
    Network network = new Network(SPEC);
    FlatVector theta = arithmetic.vector(network.layout().length());
    for (int i = 0; i < theta.length(); i++) {
      theta.set(i, (7 * i % 13 - 6) / 16.0);
    }
    Workspace batch = batch(network, arithmetic);
    GradientSum sum = new GradientSum(network, arithmetic, new Score(Task.REGRESSION, 2, false));
    List<FlatVector> state = Updater.stateAtStart(rule, theta);
    Updater updater = new Updater(rule, network.layout(), extras.factors, theta, state);
    double[] numbers = new double[STEPS + theta.length()];
    FlatVector next = theta.copy();
    for (int t = 1; t <= STEPS; t++) {
      batch.setParameters(theta);
      sum.clear();
      network.gradient(batch, sum, false);
      numbers[t - 1] =
          sum.score().loss() / ROWS + extras.regularization.penalty(network.layout(), theta);
      Step step =
          extras.regularization.step(network.layout(), theta, sum.gradient(), ROWS, RATE, t);
      updater.update(theta, sum.gradient(), step, next);
      FlatVector last = theta;
      theta = next;
      next = last;
    }
    for (int i = 0; i < theta.length(); i++) {
      numbers[STEPS + i] = theta.get(i);
    }
    return numbers;
  }

  private static Workspace batch(Network network, Arithmetic arithmetic) {
    Workspace batch = new Workspace(network, arithmetic, ROWS);
    batch.setRows(ROWS);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 3; j++) {
        batch.input().set(i, j, ((5 * i + 3 * j) % 11 - 5) / 4.0);
      }
      double[] y = {(3 * i % 7 - 3) / 4.0, ((3 * i + 1) % 7 - 3) / 4.0};
      batch.targets().setValues(i, y, 0, 1);
    }
    return batch;
  }

  private static double[] recorded(Extras extras, ElementRule rule) throws IOException {
    String key = extras.name + "," + rule.text().replace(",", "") + ",";
    try (InputStream in = EveryOptimizerTest.class.getResourceAsStream("pytorch.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).split(","))
          .map(f -> Arrays.stream(f).mapToDouble(Double::parseDouble).toArray())
          .findAny()
          .orElseThrow(() -> new AssertionError("no line of " + key + " in pytorch.csv"));
    }
  }

  private static double worst(double[] actual, double[] expected) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void onlyTheConstantsOfARuleCanBeChosenAndItsTextShowsThem(ElementRule rule) {
    for (Constant constant : Constant.values()) {
      if (rule.constants().containsKey(constant)) {
        ElementRule other = rule.with(constant, 0.625);
        assertThat(other.constants()).containsEntry(constant, 0.625);
        assertThat(other.text()).startsWith(rule.word() + ", ").contains(" 0.625");
        assertThat(other.with(constant, rule.constants().get(constant))).isEqualTo(rule);
        for (double none : new double[] {-1, Double.NaN, 1.0 / 0}) {
          assertThatThrownBy(() -> rule.with(constant, none))
              .isInstanceOf(IllegalArgumentException.class);
        }
      } else {
        assertThatThrownBy(() -> rule.with(constant, 0.625))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
