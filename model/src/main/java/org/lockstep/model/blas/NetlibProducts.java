package org.lockstep.model.blas;

import dev.ludovic.netlib.blas.BLAS;
import org.lockstep.model.kernel.Products;

/**
 * The products of a BLAS that netlib calls. A row-major matrix is its transpose in column-major
 * order, so {@code C = A·B} is computed as {@code Cᵀ = Bᵀ·Aᵀ}. The library and its kernel decide
 * the last bits.
 */
final class NetlibProducts implements Products {
  private final BLAS blas;
  private final String description;

  NetlibProducts(BLAS blas, String description) {
    this.blas = blas;
    this.description = description;
  }

  /** The BLAS that is called. */
  BLAS blas() {
    return blas;
  }

  @Override
  public String description() {
    return description;
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
    if (ProductCuts.isPlain(m, n, k)) {
      plain(m, n, k, a, atA, ldA, 1, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    float beta = accumulate ? 1 : 0;
    int step = ProductCuts.rowsPerCall(blas, m, n, k);
    for (int i = 0; i < m; i += step) {
      int rows = Math.min(step, m - i);
      Gemm.multiply(
          blas,
          "N",
          "N",
          n,
          rows,
          k,
          b,
          atB,
          ldB,
          a,
          atA + i * ldA,
          ldA,
          beta,
          c,
          atC + i * ldC,
          ldC);
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
    if (ProductCuts.isPlain(m, n, k)) {
      plain(m, n, k, a, atA, 1, ldA, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    float beta = accumulate ? 1 : 0;
    int step = ProductCuts.rowsPerCall(blas, m, n, k);
    for (int i = 0; i < m; i += step) {
      int rows = Math.min(step, m - i);
      Gemm.multiply(
          blas, "N", "T", n, rows, k, b, atB, ldB, a, atA + i, ldA, beta, c, atC + i * ldC, ldC);
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
    if (ProductCuts.isPlain(m, n, k)) {
      plain(m, n, k, a, atA, ldA, 1, b, atB, 1, ldB, c, atC, ldC, accumulate);
      return;
    }
    float beta = accumulate ? 1 : 0;
    Gemm.multiply(blas, "T", "N", n, m, k, b, atB, ldB, a, atA, ldA, beta, c, atC, ldC);
  }

  /** A(i, p) lies at i·ai + p·ap from its start, B(p, j) at p·bp + j·bj. */
  private static void plain(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ai,
      int ap,
      float[] b,
      int atB,
      int bp,
      int bj,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      for (int j = 0; j < n; j++) {
        int inA = atA + i * ai;
        int inB = atB + j * bj;
        float sum = accumulate ? c[row + j] : 0;
        for (int p = 0; p < k; p++) {
          sum += a[inA] * b[inB];
          inA += ap;
          inB += bp;
        }
        c[row + j] = sum;
      }
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
    if (ProductCuts.isPlain(m, n, k)) {
      plain(m, n, k, a, atA, ldA, 1, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    double beta = accumulate ? 1 : 0;
    int step = ProductCuts.rowsPerCall(blas, m, n, k);
    for (int i = 0; i < m; i += step) {
      int rows = Math.min(step, m - i);
      Gemm.multiply(
          blas,
          "N",
          "N",
          n,
          rows,
          k,
          b,
          atB,
          ldB,
          a,
          atA + i * ldA,
          ldA,
          beta,
          c,
          atC + i * ldC,
          ldC);
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
    if (ProductCuts.isPlain(m, n, k)) {
      plain(m, n, k, a, atA, 1, ldA, b, atB, ldB, 1, c, atC, ldC, accumulate);
      return;
    }
    double beta = accumulate ? 1 : 0;
    int step = ProductCuts.rowsPerCall(blas, m, n, k);
    for (int i = 0; i < m; i += step) {
      int rows = Math.min(step, m - i);
      Gemm.multiply(
          blas, "N", "T", n, rows, k, b, atB, ldB, a, atA + i, ldA, beta, c, atC + i * ldC, ldC);
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
    if (ProductCuts.isPlain(m, n, k)) {
      plain(m, n, k, a, atA, ldA, 1, b, atB, 1, ldB, c, atC, ldC, accumulate);
      return;
    }
    double beta = accumulate ? 1 : 0;
    Gemm.multiply(blas, "T", "N", n, m, k, b, atB, ldB, a, atA, ldA, beta, c, atC, ldC);
  }

  /** A(i, p) lies at i·ai + p·ap from its start, B(p, j) at p·bp + j·bj. */
  private static void plain(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ai,
      int ap,
      double[] b,
      int atB,
      int bp,
      int bj,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    for (int i = 0; i < m; i++) {
      int row = atC + i * ldC;
      for (int j = 0; j < n; j++) {
        int inA = atA + i * ai;
        int inB = atB + j * bj;
        double sum = accumulate ? c[row + j] : 0;
        for (int p = 0; p < k; p++) {
          sum += a[inA] * b[inB];
          inA += ap;
          inB += bp;
        }
        c[row + j] = sum;
      }
    }
  }
}
