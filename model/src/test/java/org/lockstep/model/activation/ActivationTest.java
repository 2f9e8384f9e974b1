package org.lockstep.model.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Text;

/** Every activation against its formula, over sizes at the edges of vectorised loops. */
class ActivationTest {
  private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65};

  /** Enough for the JIT compiler: the loops differ before and after compilation. */
  private static final int REPETITIONS = 300;

  @ParameterizedTest
  @EnumSource
  void reluAndItsDerivative(Precision precision) {
    for (double slope : new double[] {0, 0.25}) {
      check(precision, z -> z.apply(relu(slope)), z -> z > 0 ? z : slope * z, 0);
      check(
          precision,
          (d, a) -> d.applyDerivative(relu(slope), a),
          (d, a) -> a > 0 ? d : slope * d,
          0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reluIsAsSteepAtTheSmallestNumberAsAtTheLargest(Precision precision) {
    double least = precision == Precision.FLOAT ? Float.MIN_VALUE : Double.MIN_VALUE;
    double most = precision == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] outputs = {least, 2 * least, 1e-30, 1, most, 1.0 / 0, 0, -least, -most, -1.0 / 0};
    for (double slope : new double[] {0, 0.5}) {
      Matrix a = row(precision, outputs);
      Matrix d = row(precision, outputs);
      d.fill(8);
      d.applyDerivative(relu(slope), a);
      for (int j = 0; j < outputs.length; j++) {
        assertThat(d.get(0, j)).as("%s", outputs[j]).isEqualTo(outputs[j] > 0 ? 8 : 8 * slope);
      }
    }
    Matrix z = row(precision, -1.0 / 0, 1.0 / 0, Double.NaN);
    z.apply(new Relu());
    assertThat(values(z)).containsExactly(0.0, 1.0 / 0, Double.NaN);
  }

  @ParameterizedTest
  @EnumSource
  void tanhAndItsDerivative(Precision precision) {
    check(
        precision,
        z -> z.apply(new Tanh()),
        Math::tanh,
        precision == Precision.FLOAT ? 5e-7 : 3e-16);
    check(precision, (d, a) -> d.applyDerivative(new Tanh(), a), (d, a) -> d * (1 - a * a), 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void sigmoidAndItsDerivative(Precision precision) {
    check(
        precision,
        z -> z.apply(new Sigmoid()),
        z -> 1 / (1 + Math.exp(-z)),
        precision == Precision.FLOAT ? 3e-7 : 3e-16);
    check(
        precision, (d, a) -> d.applyDerivative(new Sigmoid(), a), (d, a) -> d * a * (1 - a), 1e-6);
  }

  @Test
  void tanhAndSigmoidAreAccurateOverTheirWholeRange() {
    int n = 100_000;
    double worstTanh = 0;
    double worstRelative = 0;
    double worstSigmoid = 0;
    double worstDouble = 0;
    for (double range : new double[] {1e-6, 0.01, 1, 10, 40, 1e4}) {
      double[] z = new double[n];
      for (int i = 0; i < n; i++) {
        z[i] = (float) (range * (2.0 * i / (n - 1) - 1));
      }
      Matrix tanh = row(Precision.FLOAT, z);
      tanh.apply(new Tanh());
      Matrix sigmoid = row(Precision.FLOAT, z);
      sigmoid.apply(new Sigmoid());
      Matrix exact = row(Precision.DOUBLE, z);
      exact.apply(new Tanh());
      for (int i = 0; i < n; i++) {
        double expected = Math.tanh(z[i]);
        double error = Math.abs(tanh.get(0, i) - expected);
        worstTanh = Math.max(worstTanh, error);
        worstRelative = Math.max(worstRelative, expected == 0 ? 0 : error / Math.abs(expected));
        double logistic = 1 / (1 + Math.exp(-z[i]));
        worstSigmoid = Math.max(worstSigmoid, Math.abs(sigmoid.get(0, i) - logistic));
        worstDouble =
            Math.max(
                worstDouble,
                expected == 0 ? 0 : Math.abs(exact.get(0, i) - expected) / Math.abs(expected));
        assertThat(Math.abs(tanh.get(0, i)) <= 1).as("tanh of %s", z[i]).isTrue();
        assertThat(sigmoid.get(0, i) >= 0 && sigmoid.get(0, i) <= 1)
            .as("sigmoid of %s", z[i])
            .isTrue();
      }
    }
    System.out.println(
        Text.format(
            "worst errors of tanh, its relative, sigmoid (float), tanh (double): %s, %s, %s, %s",
            worstTanh, worstRelative, worstSigmoid, worstDouble));
    assertThat(worstTanh).isLessThan(4e-7);
    assertThat(worstRelative).isLessThan(4e-7);
    assertThat(worstSigmoid).isLessThan(2e-7);
    assertThat(worstDouble).isLessThan(5e-16);
  }

  @ParameterizedTest
  @EnumSource
  void tanhAndSigmoidDoNotOverflow(Precision precision) {
    double[] z = {1.0 / 0, -1.0 / 0, 1e30, -1e30, Double.NaN, 0};
    Matrix tanh = row(precision, z);
    tanh.apply(new Tanh());
    assertThat(values(tanh))
        .usingElementComparator(ActivationTest::compare)
        .containsExactly(1.0, -1.0, 1.0, -1.0, Double.NaN, 0.0);
    Matrix sigmoid = row(precision, z);
    sigmoid.apply(new Sigmoid());
    assertThat(values(sigmoid))
        .usingElementComparator(ActivationTest::compare)
        .containsExactly(1.0, 0.0, 1.0, 0.0, Double.NaN, 0.5);
  }

  private static Activation relu(double slope) {
    return slope == 0 ? new Relu() : new LeakyRelu(slope);
  }

  private static void check(
      Precision precision, Consumer<Matrix> kernel, DoubleUnaryOperator formula, double error) {
    check(precision, (x, y) -> kernel.accept(x), (x, y) -> formula.applyAsDouble(x), error);
  }

  /** Compares the kernel of x and y, which overwrites x, with the formula. */
  private static void check(
      Precision precision,
      BiConsumer<Matrix, Matrix> kernel,
      DoubleBinaryOperator formula,
      double error) {
    Arithmetic arithmetic = arithmetic(precision);
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      Random random = new Random(repetition);
      for (int columns : SIZES) {
        Matrix x = arithmetic.matrix(2, columns);
        Matrix y = arithmetic.matrix(2, columns);
        for (int i = 0; i < 2; i++) {
          x.storeRow(i, random.doubles(columns, -3, 3).toArray());
          y.storeRow(i, random.doubles(columns, -1, 1).toArray());
        }
        double[][] expected = new double[2][columns];
        for (int i = 0; i < 2; i++) {
          for (int j = 0; j < columns; j++) {
            expected[i][j] = formula.applyAsDouble(x.get(i, j), y.get(i, j));
          }
        }
        kernel.accept(x, y);
        for (int i = 0; i < 2; i++) {
          for (int j = 0; j < columns; j++) {
            double difference = Math.abs(x.get(i, j) - expected[i][j]);
            if (!(difference <= error)) {
              assertThat(x.get(i, j))
                  .as("row %d, column %d of %d, repetition %d", i, j, columns, repetition)
                  .isEqualTo(expected[i][j]);
            }
          }
        }
      }
    }
  }

  private static int compare(Double a, Double b) {
    return Math.abs(a - b) <= 1e-7 ? 0 : Double.compare(a, b);
  }

  private static Double[] values(Matrix row) {
    Double[] values = new Double[row.columns()];
    for (int j = 0; j < values.length; j++) {
      values[j] = row.get(0, j);
    }
    return values;
  }

  private static Matrix row(Precision precision, double... values) {
    Matrix row = arithmetic(precision).matrix(1, values.length);
    row.storeRow(0, values);
    return row;
  }

  private static Arithmetic arithmetic(Precision precision) {
    return precision == Precision.FLOAT ? Arithmetics.FLOAT : Arithmetics.DOUBLE;
  }
}
