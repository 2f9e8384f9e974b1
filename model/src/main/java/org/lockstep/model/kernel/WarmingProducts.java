package org.lockstep.model.kernel;

import java.util.Arrays;

/**
 * Computes products in vectors once the JVM has compiled those of a shape, and in plain loops until
 * then. The bits are the same; only the time differs. Shapes are warmed up with small factors, one
 * by one, in the order in which they appear.
 */
final class WarmingProducts implements Products {
  /** Products of at most this many multiplications always use plain loops. */
  private static final int FEW = 256;

  /** More shapes than networks have; later shapes find their tiles compiled. */
  private static final int MOST_SHAPES = 64;

  /** Sizes beyond twice this are warmed up by a smaller one. */
  private static final int PERIOD = 192;

  /** Rows of a right factor that lie further apart are all treated alike. */
  private static final int FAR = 2048;

  // The length of the inner index during warm-up. The compilers count calls and loop iterations
  // alike. With fewer rows, the last columns of a gradient would be computed in another way.
  private static final int DEPTH = 16;
  private static final int ROWS = 64;

  private final Products vectors;
  private final Products plain;
  private final WarmUp warmUp;
  private volatile Shape[] known = {};

  WarmingProducts(Products vectors, Products plain, WarmUp warmUp) {
    this.vectors = vectors;
    this.plain = plain;
    this.warmUp = warmUp;
  }

  @Override
  public String description() {
    return vectors.description();
  }

  @Override
  public RowBlocks floatRows() {
    return vectors.floatRows();
  }

  @Override
  public RowBlocks doubleRows() {
    return vectors.doubleRows();
  }

  /** One of the three products. */
  enum Kind {
    NONE,
    LEFT,
    RIGHT
  }

  /** A product's kind and sizes. Large products can share a shape if only their sizes differ. */
  private static final class Shape {
    final Kind kind;
    final boolean isFloat;
    final int m;
    final int n;

    /** Whether the left factor lies in the layout that vectors prefer. */
    final boolean isInPlace;

    /** The distance between the right factor's rows. */
    final int distance;

    volatile boolean isReady;

    Shape(Kind kind, boolean isFloat, int m, int n, boolean isInPlace, int distance) {
      this.kind = kind;
      this.isFloat = isFloat;
      this.m = m;
      this.n = n;
      this.isInPlace = isInPlace;
      this.distance = distance;
    }

    boolean is(
        Kind otherKind, boolean otherIsFloat, int otherM, int otherN, boolean otherIsInPlace) {
      return m == otherM
          && n == otherN
          && kind == otherKind
          && isFloat == otherIsFloat
          && isInPlace == otherIsInPlace;
    }

    int k() {
      return kind == Kind.LEFT ? ROWS : DEPTH;
    }
  }

  /** Whether vectors compute a product of this shape now. */
  private boolean isReady(Kind kind, boolean isFloat, int m, int n, int k, int ldA, int ldB) {
    if ((long) m * n * k <= FEW) {
      return false;
    }
    int rows = representative(m);
    int columns = representative(n);
    boolean isInPlace = ldA == distance(isFloat) && kind != Kind.RIGHT;
    Shape[] shapes = known;
    for (Shape shape : shapes) {
      if (shape.is(kind, isFloat, rows, columns, isInPlace)) {
        return shape.isReady;
      }
    }
    return shapes.length >= MOST_SHAPES
        || meet(
            new Shape(
                kind, isFloat, rows, columns, isInPlace, Math.max(columns, Math.min(ldB, FAR))));
  }

  private int distance(boolean isFloat) {
    return (isFloat ? vectors.floatRows() : vectors.doubleRows()).distance();
  }

  /** A smaller size that is cut into tiles of the same heights, or nearly so. */
  private static int representative(int size) {
    return size <= 2 * PERIOD ? size : PERIOD + size % PERIOD;
  }

  private synchronized boolean meet(Shape shape) {
    for (Shape other : known) {
      if (other.is(shape.kind, shape.isFloat, shape.m, shape.n, shape.isInPlace)) {
        return other.isReady; // another thread was here first
      }
    }
    Shape[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = shape;
    known = more;
    warm(shape);
    return false;
  }

  private void warm(Shape shape) {
    int k = shape.k();
    int rowsA = shape.kind == Kind.LEFT ? k : shape.m;
    int columnsA = shape.kind == Kind.LEFT ? shape.m : k;
    int ldA = shape.isInPlace ? distance(shape.isFloat) : columnsA;
    int ldB = shape.kind == Kind.RIGHT ? k : shape.distance;
    if (shape.isFloat) {
      float[] a = new float[rowsA * ldA];
      float[] b = new float[(shape.kind == Kind.RIGHT ? shape.n : k) * ldB];
      float[] c = new float[shape.m * shape.n];
      warmUp.begin(
          () -> call(vectors, shape, a, ldA, b, ldB, c),
          () -> call(plain, shape, a, ldA, b, ldB, c),
          () -> shape.isReady = true);
    } else {
      double[] a = new double[rowsA * ldA];
      double[] b = new double[(shape.kind == Kind.RIGHT ? shape.n : k) * ldB];
      double[] c = new double[shape.m * shape.n];
      warmUp.begin(
          () -> call(vectors, shape, a, ldA, b, ldB, c),
          () -> call(plain, shape, a, ldA, b, ldB, c),
          () -> shape.isReady = true);
    }
  }

  private static void call(
      Products products, Shape shape, float[] a, int ldA, float[] b, int ldB, float[] c) {
    int m = shape.m;
    int n = shape.n;
    int k = shape.k();
    switch (shape.kind) {
      case NONE -> products.multiply(m, n, k, a, 0, ldA, b, 0, ldB, c, 0, n, true);
      case LEFT -> products.multiplyTransposedLeft(m, n, k, a, 0, ldA, b, 0, ldB, c, 0, n, true);
      case RIGHT -> products.multiplyTransposedRight(m, n, k, a, 0, ldA, b, 0, ldB, c, 0, n, true);
    }
  }

  private static void call(
      Products products, Shape shape, double[] a, int ldA, double[] b, int ldB, double[] c) {
    int m = shape.m;
    int n = shape.n;
    int k = shape.k();
    switch (shape.kind) {
      case NONE -> products.multiply(m, n, k, a, 0, ldA, b, 0, ldB, c, 0, n, true);
      case LEFT -> products.multiplyTransposedLeft(m, n, k, a, 0, ldA, b, 0, ldB, c, 0, n, true);
      case RIGHT -> products.multiplyTransposedRight(m, n, k, a, 0, ldA, b, 0, ldB, c, 0, n, true);
    }
  }

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    (isReady(Kind.NONE, true, m, n, k, ldA, ldB) ? vectors : plain)
        .multiply(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedLeft(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    (isReady(Kind.LEFT, true, m, n, k, ldA, ldB) ? vectors : plain)
        .multiplyTransposedLeft(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedRight(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    (isReady(Kind.RIGHT, true, m, n, k, ldA, ldB) ? vectors : plain)
        .multiplyTransposedRight(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    (isReady(Kind.NONE, false, m, n, k, ldA, ldB) ? vectors : plain)
        .multiply(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedLeft(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    (isReady(Kind.LEFT, false, m, n, k, ldA, ldB) ? vectors : plain)
        .multiplyTransposedLeft(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedRight(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    (isReady(Kind.RIGHT, false, m, n, k, ldA, ldB) ? vectors : plain)
        .multiplyTransposedRight(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }
}
