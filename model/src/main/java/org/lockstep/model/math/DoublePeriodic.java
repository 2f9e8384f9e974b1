package org.lockstep.model.math;

/** {@link Periodic} of {@code double}s. */
final class DoublePeriodic {
  private static final double TURN = (2 * Math.PI);

  private DoublePeriodic() {}

  static void angles(
      DoubleMatrix z, DoubleMatrix x, Periodic.Columns columns, DoubleMatrix w, DoubleMatrix c) {
    int[] embedded = columns.embedded();
    int k = w.columns();
    int atZ = z.offset();
    for (int i = 0; i < x.rows(); i++) {
      int row = x.offset() + i * x.columns();
      for (int f = 0; f < embedded.length; f++) {
        double turn = TURN * x.array()[row + embedded[f]];
        angles(
            z.array(), atZ, turn, w.array(), w.offset() + f * k, c.array(), c.offset() + f * k, k);
        atZ += k;
      }
    }
  }

  static void combine(
      DoubleMatrix y,
      DoubleMatrix x,
      Periodic.Columns columns,
      DoubleMatrix h,
      DoubleMatrix v,
      DoubleMatrix b) {
    int[] embedded = columns.embedded();
    int k = v.columns();
    int m = v.rows() / embedded.length;
    int atY = y.offset();
    int atH = h.offset();
    for (int i = 0; i < x.rows(); i++) {
      int row = x.offset() + i * x.columns();
      for (int j : columns.others()) {
        y.array()[atY++] = x.array()[row + j];
      }
      for (int f = 0; f < embedded.length; f++) {
        y.array()[atY++] = x.array()[row + embedded[f]];
        for (int p = f * m; p < (f + 1) * m; p++) {
          double product = dot(h.array(), atH, v.array(), v.offset() + p * k, k);
          y.array()[atY++] = product + b.array()[b.offset() + p];
        }
        atH += k;
      }
    }
  }

  static void addGradients(
      DoubleMatrix dY, Periodic.Columns columns, DoubleMatrix h, DoubleMatrix dV, DoubleMatrix db) {
    int n = columns.embedded().length;
    int k = dV.columns();
    int m = dV.rows() / n;
    int atD = dY.offset();
    int atH = h.offset();
    for (int i = 0; i < dY.rows(); i++) {
      atD += columns.others().length;
      for (int f = 0; f < n; f++) {
        atD++; // x itself
        for (int p = f * m; p < (f + 1) * m; p++) {
          double derivative = dY.array()[atD++];
          db.array()[db.offset() + p] += derivative;
          RowSums.add(derivative, h.array(), atH, dV.array(), dV.offset() + p * k, k);
        }
        atH += k;
      }
    }
  }

  static void angleDerivatives(
      DoubleMatrix dZ,
      DoubleMatrix dY,
      Periodic.Columns columns,
      DoubleMatrix sines,
      DoubleMatrix v) {
    int n = columns.embedded().length;
    int k = v.columns();
    int m = v.rows() / n;
    int atD = dY.offset();
    int atZ = dZ.offset();
    dZ.fill(0);
    for (int i = 0; i < dY.rows(); i++) {
      atD += columns.others().length;
      for (int f = 0; f < n; f++) {
        atD++; // x itself
        for (int p = f * m; p < (f + 1) * m; p++) {
          RowSums.add(-dY.array()[atD++], v.array(), v.offset() + p * k, dZ.array(), atZ, k);
        }
        atZ += k;
      }
    }
    dZ.multiplyElements(sines);
  }

  static void addGradientsOfAngles(
      DoubleMatrix dZ, DoubleMatrix x, Periodic.Columns columns, DoubleMatrix dW, DoubleMatrix dC) {
    int[] embedded = columns.embedded();
    int k = dW.columns();
    int atZ = dZ.offset();
    for (int i = 0; i < x.rows(); i++) {
      int row = x.offset() + i * x.columns();
      for (int f = 0; f < embedded.length; f++) {
        double turn = TURN * x.array()[row + embedded[f]];
        RowSums.add(turn, dZ.array(), atZ, dW.array(), dW.offset() + f * k, k);
        RowSums.add(1, dZ.array(), atZ, dC.array(), dC.offset() + f * k, k);
        atZ += k;
      }
    }
  }

  static void inputDerivatives(
      DoubleMatrix dX, DoubleMatrix dY, DoubleMatrix dZ, Periodic.Columns columns, DoubleMatrix w) {
    int[] embedded = columns.embedded();
    int k = w.columns();
    int m = (dY.columns() - dX.columns()) / embedded.length;
    int atD = dY.offset();
    int atZ = dZ.offset();
    for (int i = 0; i < dX.rows(); i++) {
      int row = dX.offset() + i * dX.columns();
      for (int j : columns.others()) {
        dX.array()[row + j] = dY.array()[atD++];
      }
      for (int f = 0; f < embedded.length; f++) {
        double turned = TURN * dot(dZ.array(), atZ, w.array(), w.offset() + f * k, k);
        dX.array()[row + embedded[f]] = dY.array()[atD] + turned;
        atD += 1 + m;
        atZ += k;
      }
    }
  }

  /** z = turn·w + c, of k elements each. */
  private static void angles(
      double[] z, int atZ, double turn, double[] w, int atW, double[] c, int atC, int k) {
    for (int j = 0; j < k; j++) {
      z[atZ + j] = turn * w[atW + j] + c[atC + j];
    }
  }

  /** Σ a·b, of k elements each, by four interleaved sums. */
  private static double dot(double[] a, int atA, double[] b, int atB, int k) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j < k - 3; j += 4) {
      s0 += a[atA + j] * b[atB + j];
      s1 += a[atA + j + 1] * b[atB + j + 1];
      s2 += a[atA + j + 2] * b[atB + j + 2];
      s3 += a[atA + j + 3] * b[atB + j + 3];
    }
    for (; j < k; j++) {
      s0 += a[atA + j] * b[atB + j];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
