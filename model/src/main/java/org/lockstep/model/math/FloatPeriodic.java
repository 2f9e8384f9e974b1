package org.lockstep.model.math;

/** {@link Periodic} of {@code float}s. */
final class FloatPeriodic {
  private static final float TURN = (float) (2 * Math.PI);

  private FloatPeriodic() {}

  static void angles(
      FloatMatrix z, FloatMatrix x, Periodic.Columns columns, FloatMatrix w, FloatMatrix c) {
    int[] embedded = columns.embedded();
    int k = w.columns();
    int atZ = z.offset();
    for (int i = 0; i < x.rows(); i++) {
      int row = x.offset() + i * x.columns();
      for (int f = 0; f < embedded.length; f++) {
        float turn = TURN * x.array()[row + embedded[f]];
        angles(
            z.array(), atZ, turn, w.array(), w.offset() + f * k, c.array(), c.offset() + f * k, k);
        atZ += k;
      }
    }
  }

  static void combine(
      FloatMatrix y,
      FloatMatrix x,
      Periodic.Columns columns,
      FloatMatrix h,
      FloatMatrix v,
      FloatMatrix b) {
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
          float product = dot(h.array(), atH, v.array(), v.offset() + p * k, k);
          y.array()[atY++] = product + b.array()[b.offset() + p];
        }
        atH += k;
      }
    }
  }

  static void addGradients(
      FloatMatrix dY, Periodic.Columns columns, FloatMatrix h, FloatMatrix dV, FloatMatrix db) {
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
          float derivative = dY.array()[atD++];
          db.array()[db.offset() + p] += derivative;
          RowSums.add(derivative, h.array(), atH, dV.array(), dV.offset() + p * k, k);
        }
        atH += k;
      }
    }
  }

  static void angleDerivatives(
      FloatMatrix dZ, FloatMatrix dY, Periodic.Columns columns, FloatMatrix sines, FloatMatrix v) {
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
      FloatMatrix dZ, FloatMatrix x, Periodic.Columns columns, FloatMatrix dW, FloatMatrix dC) {
    int[] embedded = columns.embedded();
    int k = dW.columns();
    int atZ = dZ.offset();
    for (int i = 0; i < x.rows(); i++) {
      int row = x.offset() + i * x.columns();
      for (int f = 0; f < embedded.length; f++) {
        float turn = TURN * x.array()[row + embedded[f]];
        RowSums.add(turn, dZ.array(), atZ, dW.array(), dW.offset() + f * k, k);
        RowSums.add(1, dZ.array(), atZ, dC.array(), dC.offset() + f * k, k);
        atZ += k;
      }
    }
  }

  static void inputDerivatives(
      FloatMatrix dX, FloatMatrix dY, FloatMatrix dZ, Periodic.Columns columns, FloatMatrix w) {
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
        float turned = TURN * dot(dZ.array(), atZ, w.array(), w.offset() + f * k, k);
        dX.array()[row + embedded[f]] = dY.array()[atD] + turned;
        atD += 1 + m;
        atZ += k;
      }
    }
  }

  /** z = turn·w + c, of k elements each. */
  private static void angles(
      float[] z, int atZ, float turn, float[] w, int atW, float[] c, int atC, int k) {
    for (int j = 0; j < k; j++) {
      z[atZ + j] = turn * w[atW + j] + c[atC + j];
    }
  }

  /** Σ a·b, of k elements each, by four interleaved sums. */
  private static float dot(float[] a, int atA, float[] b, int atB, int k) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
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
