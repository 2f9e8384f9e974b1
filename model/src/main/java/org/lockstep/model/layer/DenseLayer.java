package org.lockstep.model.layer;

import org.lockstep.model.math.Matrix;

/** The affine map of a layer: {@code Z = X·W + b}. Stateless; the arrays come from outside. */
public final class DenseLayer {
  private DenseLayer() {}

  /**
   * Z = X·W + b.
   *
   * @param x rows x in
   * @param w in x out
   * @param b 1 x out, or null for a layer without biases
   * @param z rows x out, overwritten
   */
  public static void forward(Matrix x, Matrix w, Matrix b, Matrix z) {
    if (b != null) {
      z.repeatRow(b);
    }
    z.multiply(x, w, b != null); // Z = X·W + b
  }

  /**
   * The derivatives by W, b and X from that by Z.
   *
   * @param x rows x in
   * @param w in x out
   * @param dZ rows x out
   * @param dW in x out: overwritten, or added to
   * @param db 1 x out, or null for a layer without biases: overwritten, or added to
   * @param dX rows x in, overwritten; null for the first layer, where nobody needs it
   * @param accumulate whether to add to dW and db
   */
  public static void backward(
      Matrix x, Matrix w, Matrix dZ, Matrix dW, Matrix db, Matrix dX, boolean accumulate) {
    dW.multiplyTransposedLeft(x, dZ, accumulate); // dW = Xᵀ·dZ
    if (db != null) {
      db.sumRowsOf(dZ, accumulate); // db = 1ᵀ·dZ
    }
    if (dX != null) {
      dX.multiplyTransposedRight(dZ, w); // dX = dZ·Wᵀ
    }
  }
}
