package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of columns of dense and sparse rows, copied, gathered and scattered as by plain loops. */
class ColumnBlocksTest {
  private static final int ROWS = 7;
  private static final int WIDTH = 3; // of the table
  private static final int FIRST = 2; // its first row in use
  private static final int AT = 1; // where it goes in Y

  /** Widths around those from which rows are stored in several blocks. */
  @ParameterizedTest
  @ValueSource(ints = {3, 63, 64, 65, 401, 1300})
  void denseAndSparseRowsGiveTheBitsOfPlainLoops(int columns) {
    for (Arithmetic arithmetic : List.of(Arithmetics.FLOAT, Arithmetics.DOUBLE)) {
      double[][] x = features(columns, arithmetic);
      for (Batch batch :
          List.of(arithmetic.batch(ROWS, columns), arithmetic.sparseRows(ROWS, columns))) {
        for (int i = 0; i < ROWS; i++) {
          for (int j = 0; j < columns; j++) {
            if (x[i][j] != 0 || !(batch instanceof SparseRows)) {
              batch.set(i, j, x[i][j]);
            }
          }
        }
        check(batch, x, 0, columns, arithmetic);
        check(batch, x, columns / 3, columns / 3, arithmetic); // none
        check(batch, x, columns / 3, columns - columns / 5, arithmetic);
      }
    }
  }

  private static double[][] features(int columns, Arithmetic arithmetic) {
    Random random = new Random(columns);
    double[][] x = new double[ROWS][columns];
    for (double[] row : x) {
      for (int j = 0; j < columns; j++) {
        double value = random.nextGaussian();
        row[j] =
            random.nextInt(3) > 0
                ? 0
                : arithmetic.precision() == Precision.FLOAT ? (float) value : value;
      }
    }
    return x;
  }

  private static void check(Batch batch, double[][] x, int from, int to, Arithmetic arithmetic) {
    boolean floats = arithmetic.precision() == Precision.FLOAT;
    String name = batch.getClass().getSimpleName() + ", columns " + from + " to " + to;
    Matrix table = numbers(arithmetic, FIRST + to - from, WIDTH);
    Matrix y = numbers(arithmetic, ROWS, AT + WIDTH + 1);
    Matrix derivatives = numbers(arithmetic, FIRST + to - from, WIDTH);
    double[][] gathered = values(y);
    double[][] scattered = values(derivatives);
    for (int i = 0; i < ROWS; i++) {
      for (int d = 0; d < WIDTH; d++) {
        gathered[i][AT + d] = 0;
        for (int j = from; j < to; j++) {
          double e = table.get(FIRST + j - from, d);
          gathered[i][AT + d] = sum(gathered[i][AT + d], x[i][j], e, floats);
        }
      }
    }
    batch.gather(from, to, table, FIRST, y, AT);
    assertThat(values(y)).as(name).isEqualTo(gathered);

    for (int i = 0; i < ROWS; i++) {
      for (int j = from; j < to; j++) {
        for (int d = 0; d < WIDTH; d++) {
          int row = FIRST + j - from;
          scattered[row][d] = sum(scattered[row][d], x[i][j], y.get(i, AT + d), floats);
        }
      }
    }
    batch.scatter(from, to, derivatives, FIRST, y, AT);
    assertThat(values(derivatives)).as(name).isEqualTo(scattered);

    Matrix copy = numbers(arithmetic, ROWS, AT + to - from + 1);
    double[][] copied = values(copy);
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(x[i], from, copied[i], AT, to - from);
    }
    batch.copyColumns(from, to, copy, AT);
    assertThat(values(copy)).as(name).isEqualTo(copied);
  }

  /** Multiplies and adds, each with its own rounding. */
  private static double sum(double sum, double x, double y, boolean floats) {
    return floats ? (float) sum + (float) x * (float) y : sum + x * y;
  }

  private static Matrix numbers(Arithmetic arithmetic, int rows, int columns) {
    Matrix matrix = arithmetic.matrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, (i * columns + j + 1) / 7.0);
      }
    }
    return matrix;
  }

  private static double[][] values(Matrix matrix) {
    double[][] values = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.loadRow(i, values[i]);
    }
    return values;
  }
}
