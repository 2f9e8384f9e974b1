package org.lockstep.model.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A product of random matrices in the middle of arrays, in either precision, with NaN around the
 * factors and a mark around C. Numbers are passed as {@code double}s, which hold every {@code
 * float}.
 *
 * @param kind of product
 * @param isFloat whether it is computed in {@code float}s
 * @param m rows of C
 * @param n columns of C
 * @param k length of the chains
 * @param gap how many elements lie before each matrix, and between the rows of B and C
 * @param ldA distance between the rows of A
 * @param accumulate whether the chains begin with C's elements
 * @param seed of the numbers
 */
record Case(
    Kind kind,
    boolean isFloat,
    int m,
    int n,
    int k,
    int gap,
    int ldA,
    boolean accumulate,
    long seed) {
  private static final double MARK = 77;

  /** A product with the same gap between the rows of every matrix. */
  Case(Kind kind, boolean isFloat, int m, int n, int k, int gap, boolean accumulate, long seed) {
    this(kind, isFloat, m, n, k, gap, (kind == Kind.LEFT ? m : k) + gap, accumulate, seed);
  }

  /** Which factor is stored transposed. */
  enum Kind {
    NONE,
    LEFT,
    RIGHT;

    private static final List<Kind> ALL = List.of(values());

    static Kind random(Random random) {
      return ALL.get(random.nextInt(ALL.size()));
    }
  }

  /** Returns the array of C as an implementation leaves it. */
  double[] computedBy(Products products) {
    Random random = new Random(seed);
    int columnsA = kind == Kind.LEFT ? m : k;
    int columnsB = kind == Kind.RIGHT ? k : n;
    double[] a = matrix(random, kind == Kind.LEFT ? k : m, columnsA, ldA, Double.NaN);
    double[] b = matrix(random, kind == Kind.RIGHT ? n : k, columnsB, columnsB + gap, Double.NaN);
    double[] c = c(random);
    if (isFloat) {
      float[] result = floats(c);
      switch (kind) {
        case NONE ->
            products.multiply(
                m,
                n,
                k,
                floats(a),
                gap,
                ldA,
                floats(b),
                gap,
                columnsB + gap,
                result,
                gap,
                n + gap,
                accumulate);
        case LEFT ->
            products.multiplyTransposedLeft(
                m,
                n,
                k,
                floats(a),
                gap,
                ldA,
                floats(b),
                gap,
                columnsB + gap,
                result,
                gap,
                n + gap,
                accumulate);
        case RIGHT ->
            products.multiplyTransposedRight(
                m,
                n,
                k,
                floats(a),
                gap,
                ldA,
                floats(b),
                gap,
                columnsB + gap,
                result,
                gap,
                n + gap,
                accumulate);
      }
      return doubles(result);
    }
    switch (kind) {
      case NONE ->
          products.multiply(
              m, n, k, a, gap, ldA, b, gap, columnsB + gap, c, gap, n + gap, accumulate);
      case LEFT ->
          products.multiplyTransposedLeft(
              m, n, k, a, gap, ldA, b, gap, columnsB + gap, c, gap, n + gap, accumulate);
      case RIGHT ->
          products.multiplyTransposedRight(
              m, n, k, a, gap, ldA, b, gap, columnsB + gap, c, gap, n + gap, accumulate);
    }
    return c;
  }

  /** Returns the array of C by definition: three plain loops. */
  double[] computedByDefinition() {
    Random random = new Random(seed);
    int columnsA = kind == Kind.LEFT ? m : k;
    int ldB = (kind == Kind.RIGHT ? k : n) + gap;
    double[] a = matrix(random, kind == Kind.LEFT ? k : m, columnsA, ldA, Double.NaN);
    double[] b = matrix(random, kind == Kind.RIGHT ? n : k, ldB - gap, ldB, Double.NaN);
    double[] c = c(random);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = gap + i * (n + gap) + j;
        double sum = accumulate ? c[at] : 0;
        for (int p = 0; p < k; p++) {
          double x = a[gap + (kind == Kind.LEFT ? p * ldA + i : i * ldA + p)];
          double y = b[gap + (kind == Kind.RIGHT ? j * ldB + p : p * ldB + j)];
          sum = isFloat ? Math.fma((float) x, (float) y, (float) sum) : Math.fma(x, y, sum);
        }
        c[at] = sum;
      }
    }
    return c;
  }

  private double[] c(Random random) {
    double[] c = matrix(random, m, n, n + gap, MARK);
    if (!accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, gap + i * (n + gap), gap + i * (n + gap) + n, Double.NaN);
      }
    }
    return c;
  }

  private double[] matrix(Random random, int rows, int columns, int ld, double around) {
    double[] array = new double[gap + rows * ld];
    Arrays.fill(array, around);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double value = random.nextDouble() * 2 - 1;
        array[gap + i * ld + j] = isFloat ? (float) value : value;
      }
    }
    return array;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      doubles[i] = numbers[i];
    }
    return doubles;
  }
}
