package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.text.Text;

/** Every element-wise kernel against its formula, over sizes at the edges of vectorised loops. */
class ElementwiseTest {
  private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65};

  /** The JIT compiler must have had its chance: the loops differ before and after. */
  private static final int REPETITIONS = 300;

  @ParameterizedTest
  @EnumSource
  void reluAndItsDerivative(Precision precision) {
    for (double slope : new double[] {0, 0.25}) {
      check(precision, z -> z.relu(slope), z -> z > 0 ? z : slope * z, 0);
      check(precision, (d, a) -> d.reluBackward(slope, a), (d, a) -> a > 0 ? d : slope * d, 0);
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
      d.reluBackward(slope, a);
      for (int j = 0; j < outputs.length; j++) {
        assertThat(d.get(0, j)).as("%s", outputs[j]).isEqualTo(outputs[j] > 0 ? 8 : 8 * slope);
      }
    }
    Matrix z = row(precision, -1.0 / 0, 1.0 / 0, Double.NaN);
    z.relu(0);
    assertThat(values(z)).containsExactly(0.0, 1.0 / 0, Double.NaN);
  }

  @ParameterizedTest
  @EnumSource
  void tanhAndItsDerivative(Precision precision) {
    check(precision, Matrix::tanh, Math::tanh, precision == Precision.FLOAT ? 5e-7 : 3e-16);
    check(precision, Matrix::tanhBackward, (d, a) -> d * (1 - a * a), 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void sigmoidAndItsDerivative(Precision precision) {
    check(
        precision,
        Matrix::sigmoid,
        z -> 1 / (1 + Math.exp(-z)),
        precision == Precision.FLOAT ? 3e-7 : 3e-16);
    check(precision, Matrix::sigmoidBackward, (d, a) -> d * a * (1 - a), 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void products(Precision precision) {
    check(precision, Matrix::multiplyElements, (x, y) -> x * y, 2e-7);
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
      tanh.tanh();
      Matrix sigmoid = row(Precision.FLOAT, z);
      sigmoid.sigmoid();
      Matrix exact = row(Precision.DOUBLE, z);
      exact.tanh();
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
        assertThat(Math.abs(tanh.get(0, i)) <= 1).isTrue();
        assertThat(sigmoid.get(0, i) >= 0 && sigmoid.get(0, i) <= 1).isTrue();
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
  void nothingOverflows(Precision precision) {
    double[] z = {1.0 / 0, -1.0 / 0, 1e30, -1e30, Double.NaN, 0};
    Matrix tanh = row(precision, z);
    tanh.tanh();
    assertThat(values(tanh))
        .usingElementComparator(ElementwiseTest::compare)
        .containsExactly(1.0, -1.0, 1.0, -1.0, Double.NaN, 0.0);
    Matrix sigmoid = row(precision, z);
    sigmoid.sigmoid();
    assertThat(values(sigmoid))
        .usingElementComparator(ElementwiseTest::compare)
        .containsExactly(1.0, 0.0, 1.0, 0.0, Double.NaN, 0.5);
  }

  @ParameterizedTest
  @EnumSource
  void sumsOfRows(Precision precision) {
    Arithmetic arithmetic = arithmetic(precision);
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        for (boolean accumulate : new boolean[] {false, true}) {
          Random random = new Random(rows);
          Matrix x = arithmetic.matrix(rows, columns);
          Matrix sum = arithmetic.view(arithmetic.vector(columns + 3), 3, 1, columns);
          double[] expected = new double[columns];
          if (accumulate) {
            sum.fill(2);
            java.util.Arrays.fill(expected, 2);
          } else {
            sum.fill(Double.NaN);
          }
          for (int i = 0; i < rows; i++) {
            x.storeRow(i, random.doubles(columns, -1, 1).toArray());
            for (int j = 0; j < columns; j++) {
              expected[j] += x.get(i, j);
            }
          }
          sum.sumRowsOf(x, accumulate);
          for (int j = 0; j < columns; j++) {
            assertThat(sum.get(0, j))
                .isCloseTo(expected[j], within(precision == Precision.FLOAT ? 2e-5 : 1e-13));
          }
        }
      }
    }
  }

  @Test
  void operandsThatStartElsewhereAreRefused() {
    Arithmetic arithmetic = Arithmetics.FLOAT;
    Matrix moved = arithmetic.view(arithmetic.vector(7), 1, 2, 3);
    assertThatThrownBy(() -> arithmetic.matrix(2, 3).multiplyElements(moved))
        .hasMessage("A ⊙ B of 2 x 3 and 2 x 3 does not fit in 2 x 3");
  }

  private static void check(
      Precision precision, Consumer<Matrix> kernel, DoubleUnaryOperator formula, double error) {
    check(precision, (x, y) -> kernel.accept(x), (x, y) -> formula.applyAsDouble(x), error);
  }

  /** Compares x, y -> kernel(x, y) in place of x with the formula. */
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
              assertThat(x.get(i, j)).isEqualTo(expected[i][j]);
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
