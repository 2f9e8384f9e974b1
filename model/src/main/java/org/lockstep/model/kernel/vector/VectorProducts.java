package org.lockstep.model.kernel.vector;

import org.lockstep.model.kernel.Operands;
import org.lockstep.model.kernel.PlainProducts;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.kernel.RowBlocks;

/** Computes products in vector instructions. */
public final class VectorProducts implements Products {
  /** Products of at most this many multiplications use plain loops. */
  private static final int FEW = 256;

  /** Up to this many rows are multiplied one by one: copying the other factor would take longer. */
  private static final int FEW_ROWS = 2;

  private final Products plain = new PlainProducts();
  private final ThreadLocal<FloatBlocks> floats = ThreadLocal.withInitial(FloatBlocks::new);
  private final ThreadLocal<DoubleBlocks> doubles = ThreadLocal.withInitial(DoubleBlocks::new);

  @Override
  public String description() {
    return Lanes.BITS + "-bit vectors";
  }

  @Override
  public RowBlocks floatRows() {
    return new RowBlocks(Lanes.FLOAT_DEPTH, Lanes.FLOAT_ROW);
  }

  @Override
  public RowBlocks doubleRows() {
    return new RowBlocks(Lanes.DOUBLE_DEPTH, Lanes.DOUBLE_ROW);
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
    if (few(m, n, k)) {
      plain.multiply(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
    } else if (m <= FEW_ROWS) {
      for (int i = 0; i < m; i++) {
        FloatRow.multiply(n, k, a, atA + i * ldA, 1, b, atB, ldB, c, atC + i * ldC, accumulate);
      }
    } else {
      floats
          .get()
          .multiply(m, n, k, a, atA, ldA, false, b, atB, ldB, false, c, atC, ldC, accumulate);
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
    if (few(m, n, k)) {
      plain.multiplyTransposedLeft(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
    } else if (m <= FEW_ROWS) {
      for (int i = 0; i < m; i++) {
        FloatRow.multiply(n, k, a, atA + i, ldA, b, atB, ldB, c, atC + i * ldC, accumulate);
      }
    } else {
      floats.get().multiplyColumns(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
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
    if (m <= FEW_ROWS || few(m, n, k)) {
      plain.multiplyTransposedRight(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
    } else {
      floats
          .get()
          .multiply(m, n, k, a, atA, ldA, false, b, atB, ldB, true, c, atC, ldC, accumulate);
    }
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
    if (few(m, n, k)) {
      plain.multiply(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
    } else if (m <= FEW_ROWS) {
      for (int i = 0; i < m; i++) {
        DoubleRow.multiply(n, k, a, atA + i * ldA, 1, b, atB, ldB, c, atC + i * ldC, accumulate);
      }
    } else {
      doubles
          .get()
          .multiply(m, n, k, a, atA, ldA, false, b, atB, ldB, false, c, atC, ldC, accumulate);
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
    if (few(m, n, k)) {
      plain.multiplyTransposedLeft(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
    } else if (m <= FEW_ROWS) {
      for (int i = 0; i < m; i++) {
        DoubleRow.multiply(n, k, a, atA + i, ldA, b, atB, ldB, c, atC + i * ldC, accumulate);
      }
    } else {
      doubles.get().multiplyColumns(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
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
    if (m <= FEW_ROWS || few(m, n, k)) {
      plain.multiplyTransposedRight(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
    } else {
      doubles
          .get()
          .multiply(m, n, k, a, atA, ldA, false, b, atB, ldB, true, c, atC, ldC, accumulate);
    }
  }

  private static boolean few(int m, int n, int k) {
    return (long) m * n * k <= FEW;
  }
}
