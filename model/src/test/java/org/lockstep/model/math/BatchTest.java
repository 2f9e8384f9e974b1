package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.kernel.Products;

/** A batch is the matrix of its elements, however it is stored. */
class BatchTest {
  private static final int ROWS = 7;

  private final Random random = new Random(5);

  static List<Named<Arithmetic>> all() {
    return Arithmetics.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void productsHaveTheBitsOfAMatrix(Arithmetic arithmetic) {
    for (int columns : new int[] {3, 64, 200, 432, 784, 1201}) {
      Batch x = arithmetic.batch(ROWS + 2, columns);
      Matrix twin = arithmetic.matrix(ROWS + 2, columns);
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < columns; j++) {
          x.set(i, j, random.nextGaussian());
          twin.set(i, j, x.get(i, j));
        }
      }
      x.setRows(ROWS);
      twin.setRows(ROWS);
      for (boolean accumulate : new boolean[] {false, true}) {
        String name = columns + " columns, accumulate " + accumulate;
        Matrix w = random(arithmetic, columns, 9);
        Matrix y = random(arithmetic, ROWS, 9);
        Matrix productOfTwin = copy(arithmetic, y);
        y.multiply(x, w, accumulate);
        productOfTwin.multiply(twin, w, accumulate);
        assertThat(elements(y)).as(name).isEqualTo(elements(productOfTwin));

        Matrix gradient = random(arithmetic, columns, 9);
        Matrix gradientOfTwin = copy(arithmetic, gradient);
        gradient.multiplyTransposedLeft(x, y, accumulate);
        gradientOfTwin.multiplyTransposedLeft(twin, y, accumulate);
        assertThat(elements(gradient)).as(name).isEqualTo(elements(gradientOfTwin));
      }
      Matrix copy = arithmetic.matrix(ROWS, columns);
      copy.copyFrom(x);
      assertThat(elements(copy)).isEqualTo(elements(twin));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void bytesAreUnsignedAndStandardizedByColumn(int columns) {
    for (Arithmetic arithmetic : inBlocks()) {
      byte[] bytes = new byte[1 + columns];
      random.nextBytes(bytes);
      double[] shift = IntStream.range(0, columns).mapToDouble(j -> j).toArray();
      double[] factor = IntStream.range(0, columns).mapToDouble(j -> 0.5).toArray();
      Batch batch = arithmetic.batch(2, columns);
      batch.standardizeBytes(bytes, 1, 1, arithmetic.vector(shift), arithmetic.vector(factor));
      Batch alike = arithmetic.batch(2, columns);
      alike.standardizeBytes(bytes, 1, 1, 33, 0.25);
      for (int j = 0; j < columns; j++) {
        assertThat(batch.get(1, j)).isEqualTo(((bytes[1 + j] & 0xff) - j) * 0.5);
        assertThat(alike.get(1, j)).isEqualTo(((bytes[1 + j] & 0xff) - 33) * 0.25);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void numbersAreStandardizedByColumn(int columns) {
    for (Arithmetic arithmetic : inBlocks()) {
      double[] doubles = random.doubles(1 + columns).map(x -> (float) x).toArray();
      float[] floats = new float[1 + columns];
      double[] afterFirst = Arrays.copyOfRange(doubles, 1, 1 + columns);
      double[] shift = random.doubles(columns).toArray();
      double[] factor = random.doubles(columns).toArray();
      for (int j = 0; j <= columns; j++) {
        floats[j] = (float) doubles[j];
      }
      FlatVector shifts = arithmetic.vector(shift);
      FlatVector factors = arithmetic.vector(factor);
      Batch batch = arithmetic.batch(3, columns);
      batch.standardizeDoubles(doubles, 1, 0, shifts, factors);
      batch.standardizeFloats(floats, 1, 1, shifts, factors);
      batch.standardizeRounded(afterFirst, 2, shifts, factors);
      for (int j = 0; j < columns; j++) {
        double expected = (afterFirst[j] - shifts.get(j)) * factors.get(j);
        assertThat(batch.get(0, j)).isCloseTo(expected, within(1e-7));
        assertThat(batch.get(1, j)).isCloseTo(expected, within(1e-7));
        assertThat(batch.get(2, j)).isEqualTo(batch.get(1, j));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void oneScalingForAllColumnsHasTheBitsOfOneForEach(int columns) {
    for (Arithmetic arithmetic : inBlocks()) {
      byte[] bytes = new byte[columns];
      random.nextBytes(bytes);
      double[] shift = new double[columns];
      double[] factor = new double[columns];
      Arrays.fill(shift, 33.318421); // MNIST's mean pixel
      Arrays.fill(factor, 1 / 78.56749);
      Batch batch = arithmetic.batch(2, columns);
      batch.standardizeBytes(bytes, 0, 0, arithmetic.vector(shift), arithmetic.vector(factor));
      batch.standardizeBytes(bytes, 0, 1, shift[0], factor[0]);
      for (int j = 0; j < columns; j++) {
        assertThat(batch.get(1, j)).isEqualTo(batch.get(0, j));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void numbersThatAreNotFiniteAfterRoundingAreFound(int columns) {
    double[] row = new double[columns];
    Batch batch = inBlocks().get(0).batch(1, columns);
    FlatVector shift = Arithmetics.FLOAT.vector(row);
    assertThat(batch.standardizeRounded(row, 0, shift, shift)).isTrue();
    row[columns - 1] = 1e300;
    assertThat(batch.standardizeRounded(row, 0, shift, shift)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void rowsThatDoNotFitAreNamed(int columns) {
    Batch batch = Arithmetics.FLOAT.batch(2, columns);
    assertThatThrownBy(() -> batch.setRows(3)).hasMessage("3 rows in a batch of at most 2");
    Matrix y = Arithmetics.FLOAT.matrix(2, 5);
    Matrix w = Arithmetics.FLOAT.matrix(2, 5);
    assertThatThrownBy(() -> y.multiply(batch, w, false))
        .hasMessage("A·B of 2 x " + columns + " and 2 x 5 does not fit in 2 x 5");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 500})
  void aMixedRowTakesARangeOfColumnsFromAnother(int columns) {
    for (Arithmetic arithmetic : inBlocks()) {
      for (boolean sparse : new boolean[] {false, true}) {
        Batch rows = halfZero(arithmetic, sparse, columns);
        Batch donors = halfZero(arithmetic, sparse, columns);
        Batch mixed = empty(arithmetic, sparse, columns);
        int[][] ranges = {{0, 0}, {0, columns}, {1, 2}, {columns / 3, columns - 1}};
        for (int into = 0; into < ranges.length; into++) {
          int from = ranges[into][0];
          int to = ranges[into][1];
          mixed.copyMixed(rows, 6 - into, donors, into, from, to, into);
          for (int j = 0; j < columns; j++) {
            double expected = j >= from && j < to ? donors.get(into, j) : rows.get(6 - into, j);
            assertThat(mixed.get(into, j)).isEqualTo(expected);
          }
        }
      }
    }
  }

  private Batch halfZero(Arithmetic arithmetic, boolean sparse, int columns) {
    Batch batch = empty(arithmetic, sparse, columns);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < columns; j++) {
        batch.set(i, j, random.nextBoolean() ? random.nextGaussian() : 0);
      }
    }
    return batch;
  }

  private static Batch empty(Arithmetic arithmetic, boolean sparse, int columns) {
    return sparse ? arithmetic.sparseRows(ROWS, columns) : arithmetic.batch(ROWS, columns);
  }

  /** Arithmetics that store rows in blocks, if this machine has vectors. */
  private static List<Arithmetic> inBlocks() {
    return Stream.of(Precision.values())
        .map(precision -> new Arithmetic(precision, Products.ofThisJvm()))
        .toList();
  }

  private static double[] elements(Matrix matrix) {
    double[] all = new double[matrix.rows() * matrix.columns()];
    matrix.loadRows(0, matrix.rows(), all);
    return all;
  }

  private static Matrix copy(Arithmetic arithmetic, Matrix matrix) {
    Matrix copy = arithmetic.matrix(matrix.rows(), matrix.columns());
    copy.copyFrom(matrix);
    return copy;
  }

  private Matrix random(Arithmetic arithmetic, int rows, int columns) {
    Matrix matrix = arithmetic.matrix(rows, columns);
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      Arrays.setAll(row, j -> random.nextGaussian());
      matrix.storeRow(i, row);
    }
    return matrix;
  }
}
