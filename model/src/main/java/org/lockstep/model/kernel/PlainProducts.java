package org.lockstep.model.kernel;

import java.util.Arrays;

/**
 * Computes products in plain loops over {@link Math#fma}, for JVMs without the vector module and
 * until vectors are compiled. Small products are computed in place, one chain or row after another.
 */
public final class PlainProducts implements Products {
  // With no more rows than this, copying those of B takes longer than adding them; with no more
  // columns, they are too short for vector instructions.
  private static final int FEW_ROWS = 3;
  private static final int FEW_COLUMNS = 7;

  private final ThreadLocal<FloatSums> floats = ThreadLocal.withInitial(FloatSums::new);
  private final ThreadLocal<DoubleSums> doubles = ThreadLocal.withInitial(DoubleSums::new);

  @Override
  public String description() {
    return "plain loops";
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
    Operands.check(m, n, k, a.length, atA, ldA, b.length, atB, ldB, c.length, atC, ldC);
    if (m > FEW_ROWS && n > FEW_COLUMNS) {
      floats.get().multiply(m, n, k, a, atA, ldA, 1, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      for (int p = 0; p < k; p++) {
        addRow(n, a[atA + i * ldA + p], b, atB + p * ldB, c, row);
      }
    }
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
    Operands.checkTransposedLeft(
        m, n, k, a.length, atA, ldA, b.length, atB, ldB, c.length, atC, ldC);
    if (m > FEW_ROWS && n > FEW_COLUMNS) {
      floats.get().multiply(m, n, k, a, atA, 1, ldA, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      for (int p = 0; p < k; p++) {
        addRow(n, a[atA + p * ldA + i], b, atB + p * ldB, c, row);
      }
    }
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
    Operands.checkTransposedRight(
        m, n, k, a.length, atA, ldA, b.length, atB, ldB, c.length, atC, ldC);
    if (m > FEW_ROWS && n > FEW_COLUMNS) {
      floats.get().multiply(m, n, k, a, atA, ldA, 1, b, atB, 1, ldB, c, atC, ldC, accumulate);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      int j = 0;
      for (; j < n - 3; j += 4) {
        addFour(k, a, atA + i * ldA, b, atB + j * ldB, ldB, c, row + j);
      }
      for (; j < n; j++) {
        addOne(k, a, atA + i * ldA, b, atB + j * ldB, c, row + j);
      }
    }
  }

  /** {@code c += x·b}, for rows of n elements. */
  private static void addRow(int n, float x, float[] b, int atB, float[] c, int atC) {
    for (int j = 0; j < n; j++) {
      c[atC + j] = Fma.of(x, b[atB + j], c[atC + j]);
    }
  }

  /** Adds four chains side by side: a single one would wait for each of its additions. */
  private static void addFour(
      int k, float[] a, int atA, float[] b, int atB, int ldB, float[] c, int atC) {
    int row1 = atB + ldB;
    int row2 = row1 + ldB;
    int row3 = row2 + ldB;
    float c0 = c[atC];
    float c1 = c[atC + 1];
    float c2 = c[atC + 2];
    float c3 = c[atC + 3];
    for (int p = 0; p < k; p++) {
      float x = a[atA + p];
      c0 = Fma.of(x, b[atB + p], c0);
      c1 = Fma.of(x, b[row1 + p], c1);
      c2 = Fma.of(x, b[row2 + p], c2);
      c3 = Fma.of(x, b[row3 + p], c3);
    }
    c[atC] = c0;
    c[atC + 1] = c1;
    c[atC + 2] = c2;
    c[atC + 3] = c3;
  }

  private static void addOne(int k, float[] a, int atA, float[] b, int atB, float[] c, int atC) {
    float sum = c[atC];
    for (int p = 0; p < k; p++) {
      sum = Fma.of(a[atA + p], b[atB + p], sum);
    }
    c[atC] = sum;
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
    Operands.check(m, n, k, a.length, atA, ldA, b.length, atB, ldB, c.length, atC, ldC);
    if (m > FEW_ROWS && n > FEW_COLUMNS) {
      doubles.get().multiply(m, n, k, a, atA, ldA, 1, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      for (int p = 0; p < k; p++) {
        addRow(n, a[atA + i * ldA + p], b, atB + p * ldB, c, row);
      }
    }
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
    Operands.checkTransposedLeft(
        m, n, k, a.length, atA, ldA, b.length, atB, ldB, c.length, atC, ldC);
    if (m > FEW_ROWS && n > FEW_COLUMNS) {
      doubles.get().multiply(m, n, k, a, atA, 1, ldA, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      for (int p = 0; p < k; p++) {
        addRow(n, a[atA + p * ldA + i], b, atB + p * ldB, c, row);
      }
    }
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
    Operands.checkTransposedRight(
        m, n, k, a.length, atA, ldA, b.length, atB, ldB, c.length, atC, ldC);
    if (m > FEW_ROWS && n > FEW_COLUMNS) {
      doubles.get().multiply(m, n, k, a, atA, ldA, 1, b, atB, 1, ldB, c, atC, ldC, accumulate);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      if (!accumulate) {
        Arrays.fill(c, row, row + n, 0);
      }
      int j = 0;
      for (; j < n - 3; j += 4) {
        addFour(k, a, atA + i * ldA, b, atB + j * ldB, ldB, c, row + j);
      }
      for (; j < n; j++) {
        addOne(k, a, atA + i * ldA, b, atB + j * ldB, c, row + j);
      }
    }
  }

  /** {@code c += x·b}, for rows of n elements. */
  private static void addRow(int n, double x, double[] b, int atB, double[] c, int atC) {
    for (int j = 0; j < n; j++) {
      c[atC + j] = Fma.of(x, b[atB + j], c[atC + j]);
    }
  }

  /** Adds four chains side by side: a single one would wait for each of its additions. */
  private static void addFour(
      int k, double[] a, int atA, double[] b, int atB, int ldB, double[] c, int atC) {
    int row1 = atB + ldB;
    int row2 = row1 + ldB;
    int row3 = row2 + ldB;
    double c0 = c[atC];
    double c1 = c[atC + 1];
    double c2 = c[atC + 2];
    double c3 = c[atC + 3];
    for (int p = 0; p < k; p++) {
      double x = a[atA + p];
      c0 = Fma.of(x, b[atB + p], c0);
      c1 = Fma.of(x, b[row1 + p], c1);
      c2 = Fma.of(x, b[row2 + p], c2);
      c3 = Fma.of(x, b[row3 + p], c3);
    }
    c[atC] = c0;
    c[atC + 1] = c1;
    c[atC + 2] = c2;
    c[atC + 3] = c3;
  }

  private static void addOne(int k, double[] a, int atA, double[] b, int atB, double[] c, int atC) {
    double sum = c[atC];
    for (int p = 0; p < k; p++) {
      sum = Fma.of(a[atA + p], b[atB + p], sum);
    }
    c[atC] = sum;
  }
}
