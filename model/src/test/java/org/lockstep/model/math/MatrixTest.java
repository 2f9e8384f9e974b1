package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every product against three plain loops, over sizes that straddle the edges of kernels. */
class MatrixTest {
  private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65};

  static List<Named<Arithmetic>> arithmetics() {
    return Arithmetics.all();
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void productsEqualThreePlainLoops(Arithmetic arithmetic) {
    Random random = new Random(1);
    for (int rows : SIZES) {
      for (int inner : SIZES) {
        for (int columns : SIZES) {
          for (boolean accumulate : new boolean[] {false, true}) {
            String name = rows + " x " + inner + " x " + columns + ", accumulate " + accumulate;
            double[][] a = random(random, rows, inner);
            double[][] b = random(random, inner, columns);
            double[][] c = random(random, rows, columns);
            double[][] expected = product(a, b, accumulate ? c : new double[rows][columns]);

            Matrix ab = matrix(arithmetic, c, columns);
            ab.multiply(matrix(arithmetic, a, inner), matrix(arithmetic, b, columns), accumulate);
            assertClose(name, ab, expected, inner);

            Matrix atb = matrix(arithmetic, c, columns);
            atb.multiplyTransposedLeft(
                matrix(arithmetic, transposed(a, inner), rows),
                matrix(arithmetic, b, columns),
                accumulate);
            assertClose(name, atb, expected, inner);

            if (!accumulate) {
              Matrix abt = matrix(arithmetic, c, columns);
              abt.multiplyTransposedRight(
                  matrix(arithmetic, a, inner), matrix(arithmetic, transposed(b, columns), inner));
              assertClose(name, abt, expected, inner);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void anOverwritingProductForgetsEvenNan(Arithmetic arithmetic) {
    Matrix one = matrix(arithmetic, new double[][] {{1, 2}, {3, 4}}, 2);
    Matrix c = arithmetic.matrix(2, 2);
    c.fill(Double.NaN);
    c.multiply(one, one, false);
    assertClose("A·B", c, new double[][] {{7, 10}, {15, 22}}, 2);
    c.fill(Double.NaN);
    c.multiplyTransposedLeft(one, one, false);
    assertClose("Aᵀ·B", c, new double[][] {{10, 14}, {14, 20}}, 2);
    c.fill(Double.NaN);
    c.multiplyTransposedRight(one, one);
    assertClose("A·Bᵀ", c, new double[][] {{5, 11}, {11, 25}}, 2);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aProductOverNoRowsIsZero(Arithmetic arithmetic) {
    Matrix x = arithmetic.matrix(4, 3);
    Matrix dZ = arithmetic.matrix(4, 2);
    x.setRows(0);
    dZ.setRows(0);
    Matrix dW = arithmetic.matrix(3, 2);
    dW.fill(Double.NaN);
    dW.multiplyTransposedLeft(x, dZ, false);
    assertClose("Aᵀ·B", dW, new double[3][2], 0);
    dW.fill(5);
    dW.multiplyTransposedLeft(x, dZ, true);
    assertThat(dW.get(2, 1)).isEqualTo(5);
    dZ.multiply(x, dW, false);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aViewTouchesOnlyItsPartOfTheVector(Arithmetic arithmetic) {
    FlatVector vector = arithmetic.vector(10);
    vector.fill(9);
    Matrix view = arithmetic.view(vector, 2, 2, 3);
    view.multiply(arithmetic.matrix(2, 4), arithmetic.matrix(4, 3), false);
    assertThat(Stream.iterate(0, i -> i + 1).limit(10).map(vector::get))
        .containsExactly(9.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0, 9.0);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Matrix c = Arithmetics.FLOAT.matrix(2, 5);
    Matrix a = Arithmetics.FLOAT.matrix(2, 3);
    Matrix b = Arithmetics.FLOAT.matrix(4, 5);
    assertThatThrownBy(() -> c.multiply(a, b, false))
        .hasMessage("A·B of 2 x 3 and 4 x 5 does not fit in 2 x 5");
    assertThatThrownBy(() -> c.setRows(3)).hasMessage("3 rows in a matrix of at most 2");
  }

  private static double[][] random(Random random, int rows, int columns) {
    double[][] m = new double[rows][columns];
    for (double[] row : m) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return m;
  }

  private static double[][] product(double[][] a, double[][] b, double[][] start) {
    double[][] c = new double[start.length][];
    for (int i = 0; i < c.length; i++) {
      c[i] = start[i].clone();
      for (int j = 0; j < c[i].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] transposed(double[][] m, int columns) {
    double[][] t = new double[columns][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < columns; j++) {
        t[j][i] = m[i][j];
      }
    }
    return t;
  }

  private static Matrix matrix(Arithmetic arithmetic, double[][] values, int columns) {
    Matrix m = arithmetic.matrix(values.length, columns);
    for (int i = 0; i < values.length; i++) {
      m.storeRow(i, values[i]);
    }
    return m;
  }

  private static void assertClose(String name, Matrix actual, double[][] expected, int inner) {
    double unit = actual instanceof FloatMatrix ? 0x1p-23 : 0x1p-52;
    double tolerance = 8 * unit * (inner + 1);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        double difference = Math.abs(actual.get(i, j) - expected[i][j]);
        worst = difference <= worst ? worst : difference; // NaN too
      }
    }
    assertThat(worst).as(name).isLessThanOrEqualTo(tolerance);
  }
}
