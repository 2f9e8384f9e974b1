package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

/** Updates by every rule, in any slices, with and without penalties, decay and rate factors. */
class UpdaterTest {
  private static final double RATE = 0.1;
  private static final double SCALE = 0.125;
  private static final List<Arithmetic> BOTH = List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT);
  private static final RateFactors FACTORS = RateFactors.parse("here", "b 0.5");

  static List<ElementRule> optimizers() {
    return EveryOptimizerTest.optimizers();
  }

  /** The layout of W1 and b1. */
  private static ParameterLayout layout(int inputs, int outputs) {
    return ParameterLayout.of(
        NetworkSpec.perceptron(
            inputs, List.of(), new Relu(), outputs, new LinearSquaredError(), true));
  }

  /** A plain step, one with l2, and one with everything. */
  private static List<Step> steps(int t) {
    return List.of(
        new Step(SCALE, 0, RATE, t),
        new Step(SCALE, 0.0625, RATE, t),
        new Step(SCALE, 0.0625, 0.25, 0.125, RATE, t));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resumingFromTheStateGivesTheSameBits(ElementRule rule) {
    ParameterLayout layout = layout(2, 1);
    for (Arithmetic arithmetic : BOTH) {
      FlatVector theta = arithmetic.vector(0.5, -1, 2);
      FlatVector sum = arithmetic.vector(3, -0.25, 1);
      Updater whole = Updater.atStart(rule, layout, theta);
      FlatVector next = arithmetic.vector(3);
      whole.update(theta, sum, new Step(1, 0, RATE, 1), next);
      List<FlatVector> state = whole.state().stream().map(FlatVector::copy).toList();
      Updater second = new Updater(rule, layout, next, state);
      FlatVector expected = arithmetic.vector(3);
      whole.update(next, sum, new Step(1, 0, RATE, 2), expected);
      FlatVector resumed = arithmetic.vector(3);
      second.update(next, sum, new Step(1, 0, RATE, 2), resumed);
      assertThat(values(resumed)).isEqualTo(values(expected)).isNotEqualTo(values(next));
    }
  }

  /** Lengths around those that vector instructions and unrolled loops take at once. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void anyLengthInAnySlicesGivesTheSameBitsAndFloatsFollowDoubles(ElementRule rule) {
    for (int units : new int[] {1, 7, 8, 63, 64, 65, 1000}) {
      for (int kind = 0; kind < 3; kind++) {
        Random random = new Random(units);
        double[] start = random.doubles(units + 1, -1, 1).map(v -> (float) v).toArray();
        Slices doubles = new Slices(rule, Arithmetics.DOUBLE, start);
        Slices floats = new Slices(rule, Arithmetics.FLOAT, start);
        for (int t = 1; t <= 4; t++) {
          double[] sum = random.doubles(units + 1, -9, 9).map(v -> (float) v).toArray();
          int cut = random.nextInt(units + 2);
          doubles.take(steps(t).get(kind), sum, cut);
          floats.take(steps(t).get(kind), sum, cut);
          for (int i = 0; i <= units; i++) {
            double expected = doubles.theta.get(i);
            assertThat(floats.theta.get(i))
                .as("%s, %d of %d, step %d", rule.text(), i, units, t)
                .isCloseTo(expected, within(5e-6 * Math.max(1, Math.abs(expected))));
          }
          floats.follow(doubles);
        }
      }
    }
  }

  /** Takes each step whole and in two slices, with rate factors. */
  private static final class Slices {
    private final Arithmetic arithmetic;
    private final Updater whole;
    private final Updater sliced;
    private FlatVector theta;

    Slices(ElementRule rule, Arithmetic arithmetic, double... start) {
      ParameterLayout layout = layout(start.length - 1, 1);
      this.arithmetic = arithmetic;
      this.theta = arithmetic.vector(start);
      List<FlatVector> state = Updater.stateAtStart(rule, theta);
      this.whole = new Updater(rule, layout, FACTORS, theta, state);
      this.sliced = new Updater(rule, layout, FACTORS, theta, Updater.stateAtStart(rule, theta));
    }

    void take(Step step, double[] g, int cut) {
      FlatVector sum = arithmetic.vector(g);
      FlatVector next = theta.copy();
      FlatVector inSlices = theta.copy();
      List<Double> before = values(theta);
      whole.update(theta, sum, step, next);
      sliced.update(theta, sum, step, inSlices, cut, theta.length());
      sliced.update(theta, sum, step, inSlices, 0, cut);
      assertThat(values(inSlices)).as("%s, cut at %d", step, cut).isEqualTo(values(next));
      assertThat(values(theta)).isEqualTo(before);
      theta = next;
    }

    /** Copies the weights of the doubles: l1 follows the sign of a weight near 0. */
    void follow(Slices doubles) {
      for (int i = 0; i < theta.length(); i++) {
        theta.set(i, doubles.theta.get(i));
      }
    }
  }

  /** Two vectors take turns, as in training: what an update does not write is already there. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void writingOnlyWhatIsDueGivesTheBitsOfWritingEverything(ElementRule rule) {
    ParameterLayout layout = layout(40, 3);
    ParameterLayout.Array w1 = layout.arrays().get(0);
    for (Arithmetic arithmetic : BOTH) {
      for (int kind = 0; kind < 3; kind++) {
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
          Step step = steps(t).get(t == 4 ? 1 : kind);
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
          assertThat(values(theta)).as("%s", step).isEqualTo(values(all));
        }
        boolean rests = rule instanceof Sgd || rule instanceof Adagrad;
        assertThat(least < layout.length()).isEqualTo(rests && kind == 0);
      }
    }
  }

  /** An update allocates only small records. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void anUpdateAllocatesNoArray(ElementRule rule) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Arithmetic arithmetic : BOTH) {
      FlatVector theta = arithmetic.vector(layout(1000, 1).length());
      FlatVector next = theta.copy();
      Updater updater =
          new Updater(rule, layout(1000, 1), FACTORS, theta, Updater.stateAtStart(rule, theta));
      Step step = steps(1).get(2);
      updater.update(theta, theta, step, next);
      long start = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        updater.update(theta, theta, step, next);
      }
      long each = (threads.getCurrentThreadAllocatedBytes() - start) / 100;
      assertThat(each).as("bytes").isLessThan(1000);
    }
  }

  @Test
  void weightsDecayIndependentlyOfTheGradientAndBiasesDoNot() {
    for (Arithmetic arithmetic : BOTH) {
      FlatVector theta = arithmetic.vector(2.0, -4.0, 8.0);
      FlatVector next = theta.copy();
      Step step = new Step(1, 0, 0, 0.5, 0.25, 1);
      Updater updater = Updater.atStart(new Sgd(), layout(2, 1), theta);
      updater.update(theta, arithmetic.vector(0.0, 1.0, 1.0), step, next);
      assertThat(values(next)).containsExactly(1.75, -3.75, 7.75);
    }
  }

  @Test
  void l1FollowsTheSignOfEvenTheSmallestWeight() {
    Step step = new Step(1, 0, 0.5, 0, 1, 1);
    double[] g = new double[4];
    double[] theta = {Double.MIN_VALUE, -Double.MIN_VALUE, 0, Double.MAX_VALUE};
    Terms.gradient(step, theta, new double[4], g, 0, 4);
    assertThat(g).containsExactly(0.5, -0.5, 0, 0.5);
    float[] floatG = new float[4];
    float[] floatTheta = {Float.MIN_VALUE, -Float.MIN_VALUE, 0, Float.MAX_VALUE};
    Terms.gradient(step, floatTheta, new float[4], floatG, 0, 4);
    assertThat(floatG).containsExactly(0.5f, -0.5f, 0, 0.5f);
  }

  @Test
  void aFactorOfZeroFreezesAnArray() {
    for (ElementRule rule : optimizers()) {
      FlatVector theta = Arithmetics.FLOAT.vector(2.0, -4.0, 8.0);
      FlatVector next = theta.copy();
      new Updater(
              rule,
              layout(2, 1),
              RateFactors.parse("here", "W1 0"),
              theta,
              Updater.stateAtStart(rule, theta))
          .update(theta, Arithmetics.FLOAT.vector(1.0, 1.0, 1.0), steps(1).get(2), next);
      assertThat(values(next)).startsWith(2.0, -4.0).doesNotContain(8.0);
    }
  }

  @Test
  void stateOfAnotherRuleIsRefused() {
    FlatVector theta = Arithmetics.FLOAT.vector(3);
    assertThatThrownBy(() -> new Updater(new Adam(), layout(2, 1), theta, List.of(theta.copy())))
        .hasMessage("expected 2 vectors of state for adam but found 1");
  }

  private static List<Double> values(FlatVector vector) {
    return IntStream.range(0, vector.length()).mapToObj(vector::get).toList();
  }
}
