package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

/** Each rule against its formula, written out over NumPy in doubles for five steps. */
class OptimizerTest {
  private static final double RATE = 0.1;

  /** Three parameters. */
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          NetworkSpec.perceptron(2, List.of(), new Relu(), 1, new LinearSquaredError(), true));

  static List<ElementRule> rules() {
    return ElementRule.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void fiveStepsEqualTheRecordedRun(ElementRule rule) {
    double[] first =
        switch (rule.word()) {
          case "sgd", "momentum" -> new double[] {0.46, -0.93, 1.63};
          case "nesterov" -> new double[] {0.424, -0.867, 1.297};
          case "adam" -> new double[] {0.4000000024999999, -0.9000000014285714, 1.9000000002702704};
          default -> throw new AssertionError(rule);
        };
    double[] fifth =
        switch (rule.word()) {
          case "sgd" -> new double[] {0.336196, -0.6832933125, 0.7562079999999999};
          case "momentum" ->
              new double[] {0.08833599999999996, -0.18401831249999992, -0.9237770000000003};
          case "nesterov" ->
              new double[] {0.058167326439999986, -0.04231922709187491, -0.6190775244800002};
          case "adam" ->
              new double[] {0.044610804821418173, -0.5048044896388697, 1.5032750054898565};
          default -> throw new AssertionError(rule);
        };
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      double tolerance = arithmetic.precision() == Precision.DOUBLE ? 1e-14 : 1e-6;
      FlatVector theta = arithmetic.vector(0.5, -1, 2);
      Updater updater = Updater.atStart(rule, LAYOUT, theta);
      for (int step = 1; step <= 5; step++) {
        theta = next(arithmetic, updater, theta, step);
        if (step == 1) {
          assertClose(theta, first, tolerance);
        }
      }
      assertClose(theta, fifth, tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void goingOnFromTheStateGivesTheSameBits(ElementRule rule) {
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      FlatVector theta = arithmetic.vector(0.5, -1, 2);
      Updater whole = Updater.atStart(rule, LAYOUT, theta);
      theta = next(arithmetic, whole, theta, 1);
      FlatVector resumed = theta.copy();
      List<FlatVector> state = whole.state().stream().map(FlatVector::copy).toList();
      Updater second = new Updater(rule, LAYOUT, resumed, state);
      theta = next(arithmetic, whole, theta, 2);
      resumed = next(arithmetic, second, resumed, 2);
      for (int i = 0; i < 3; i++) {
        assertThat(resumed.get(i)).isEqualTo(theta.get(i));
      }
    }
  }

  /** Two vectors take turns, as in a training: what an update does not write is there already. */
  @ParameterizedTest
  @MethodSource("rules")
  void writingWhatIsDueAloneGivesTheBitsOfWritingAll(ElementRule rule) {
    ParameterLayout layout =
        ParameterLayout.of(
            NetworkSpec.perceptron(40, List.of(), new Relu(), 3, new LinearSquaredError(), true));
    ParameterLayout.Array w1 = layout.arrays().get(0);
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      for (double decay : new double[] {0, 0.0625}) {
        Random random = new Random(2);
        FlatVector theta = arithmetic.vector(random.doubles(layout.length(), -1, 1).toArray());
        Updater whole = Updater.atStart(rule, layout, theta);
        Updater sparing = Updater.atStart(rule, layout, theta);
        FlatVector all = theta.copy();
        FlatVector lastAll = theta.copy();
        FlatVector last = theta.copy();
        int least = layout.length();
        for (int t = 1; t <= 6; t++) {
          TouchedRows touched = new TouchedRows(w1.offset(), w1.rows(), w1.columns());
          FlatVector sum = arithmetic.vector(layout.length());
          for (int k = 0; k < 5; k++) {
            touched.add(random.nextInt(w1.rows()));
          }
          int a = touched.runFrom(0, sum.length());
          while (a < sum.length()) {
            int b = touched.runEnd(a, sum.length());
            for (int i = a; i < b; i++) {
              sum.set(i, random.nextDouble() - 0.5);
            }
            a = touched.runFrom(b, sum.length());
          }
          Step step = new Step(0.125, t == 4 ? 0.0625 : decay, RATE, t);
          whole.update(all, sum, step, lastAll);
          TouchedRows due = sparing.due(step, touched);
          int written = 0;
          a = due.runFrom(0, sum.length());
          while (a < sum.length()) {
            int b = due.runEnd(a, sum.length());
            sparing.update(theta, sum, step, last, a, b);
            written += b - a;
            a = due.runFrom(b, sum.length());
          }
          least = Math.min(least, written);
          FlatVector swap = all;
          all = lastAll;
          lastAll = swap;
          swap = theta;
          theta = last;
          last = swap;
          for (int i = 0; i < theta.length(); i++) {
            assertThat(theta.get(i)).isEqualTo(all.get(i));
          }
        }
        boolean spares = rule instanceof Sgd && decay == 0;
        assertThat(least < layout.length()).isEqualTo(spares);
      }
    }
  }

  /** Lengths at the edges of what a vector instruction and an unrolled loop take at once. */
  @ParameterizedTest
  @MethodSource("rules")
  void anyLengthInAnySlicesEqualsThePlainFormula(ElementRule rule) {
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      for (int units : new int[] {1, 7, 8, 63, 64, 65, 1000}) {
        // W1 (units weights) and b1 (1).
        ParameterLayout layout =
            ParameterLayout.of(
                NetworkSpec.perceptron(
                    units, List.of(), new Relu(), 1, new LinearSquaredError(), true));
        int n = layout.length();
        Random random = new Random(units);
        FlatVector theta = arithmetic.vector(random.doubles(n, -1, 1).toArray());
        Updater whole = Updater.atStart(rule, layout, theta);
        Updater sliced = Updater.atStart(rule, layout, theta);
        PlainRule plain = new PlainRule(n);
        double[] expected = IntStream.range(0, n).mapToDouble(theta::get).toArray();
        for (int t = 1; t <= 4; t++) {
          FlatVector sum = arithmetic.vector(random.doubles(n, -9, 9).toArray());
          Step step = new Step(0.125, t == 3 ? 0 : 0.0625, RATE, t);
          FlatVector next = arithmetic.vector(n);
          FlatVector inSlices = arithmetic.vector(n);
          whole.update(theta, sum, step, next);
          int cut = random.nextInt(n + 1);
          sliced.update(theta, sum, step, inSlices, cut, n);
          sliced.update(theta, sum, step, inSlices, 0, cut);
          assertThat(values(inSlices)).isEqualTo(values(next));
          for (int i = 0; i < n; i++) {
            double decay = i < units ? step.decay() : 0;
            double g = step.scale() * sum.get(i) + decay * expected[i];
            expected[i] -= RATE * plain.direction(rule, i, g, t);
          }
          assertClose(next, expected, arithmetic.precision() == Precision.DOUBLE ? 1e-14 : 1e-6);
          theta = next;
        }
      }
    }
  }

  /** The rules as their papers state them, one element at a time. */
  private static final class PlainRule {
    private final double[] m;
    private final double[] v;

    PlainRule(int n) {
      m = new double[n];
      v = new double[n];
    }

    double direction(ElementRule rule, int i, double g, int t) {
      switch (rule.word()) {
        case "sgd" -> {
          return g;
        }
        case "momentum", "nesterov" -> {
          v[i] = 0.9 * v[i] + g;
          return rule instanceof Momentum ? v[i] : g + 0.9 * v[i];
        }
        case "adam" -> {
          m[i] = 0.9 * m[i] + 0.1 * g;
          v[i] = 0.999 * v[i] + 0.001 * g * g;
          double mean = m[i] / (1 - Math.pow(0.9, t));
          double square = v[i] / (1 - Math.pow(0.999, t));
          return mean / (Math.sqrt(square) + 1e-8);
        }
        default -> throw new AssertionError(rule);
      }
    }
  }

  @Test
  void stateOfAnotherRuleIsRefused() {
    FlatVector theta = Arithmetics.FLOAT.vector(3);
    assertThatThrownBy(() -> new Updater(new Adam(), LAYOUT, theta, List.of(theta.copy())))
        .hasMessage("expected 2 vectors of state for adam but found 1");
  }

  private static FlatVector next(
      Arithmetic arithmetic, Updater updater, FlatVector theta, long step) {
    FlatVector next = arithmetic.vector(theta.length());
    FlatVector before = theta.copy();
    updater.update(theta, gradient(arithmetic, theta), new Step(1, 0, RATE, step), next);
    assertThat(values(theta)).isEqualTo(values(before));
    return next;
  }

  private static List<Double> values(FlatVector vector) {
    return IntStream.range(0, vector.length()).mapToObj(vector::get).toList();
  }

  /** A bowl: g = c·θ - d. */
  private static FlatVector gradient(Arithmetic arithmetic, FlatVector theta) {
    return arithmetic.vector(theta.get(0) - 0.1, 0.5 * theta.get(1) - 0.2, 2 * theta.get(2) - 0.3);
  }

  private static void assertClose(FlatVector actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.get(i)).isCloseTo(expected[i], within(tolerance));
    }
  }
}
