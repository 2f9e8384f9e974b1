package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every element-wise kernel against its formula, over sizes at the edges of vectorised loops. */
class ElementwiseTest {
  private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65};

  /** Enough for the JIT compiler: the loops differ before and after compilation. */
  private static final int REPETITIONS = 300;

  @ParameterizedTest
  @EnumSource
  void elementwiseProductsFollowTheFormula(Precision precision) {
    check(precision, Matrix::multiplyElements, (x, y) -> x * y, 2e-7);
  }

  @ParameterizedTest
  @EnumSource
  void sumsOfRowsFollowTheFormula(Precision precision) {
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
                .as("column %d of %d x %d, accumulate %s", j, rows, columns, accumulate)
                .isCloseTo(expected[j], within(precision == Precision.FLOAT ? 2e-5 : 1e-13));
          }
        }
      }
    }
  }

  @Test
  void operandsAtAnotherOffsetAreRefused() {
    Arithmetic arithmetic = Arithmetics.FLOAT;
    Matrix moved = arithmetic.view(arithmetic.vector(7), 1, 2, 3);
    assertThatThrownBy(() -> arithmetic.matrix(2, 3).multiplyElements(moved))
        .hasMessage("A ⊙ B of 2 x 3 and 2 x 3 does not fit in 2 x 3");
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

  private static Arithmetic arithmetic(Precision precision) {
    return precision == Precision.FLOAT ? Arithmetics.FLOAT : Arithmetics.DOUBLE;
  }
}
