package org.lockstep.model.math;

import org.lockstep.model.kernel.Functions;

/**
 * The building blocks of periodic embeddings, {@code V·cos(2π·w·x + c) + v} for each of n columns,
 * in both precisions. Operands must have the same precision. Nothing here allocates.
 *
 * <p>The order of a sum depends on the indices alone, and multiplication and addition round
 * separately: the same bits on every processor.
 *
 * <p>Shapes: X is rows x inputs, W n x k, c 1 x n·k, Z = 2π·W·x + c and H = cos Z rows x n·k, V n·m
 * x k, v 1 x n·m, and Y rows x (inputs + n·m): the other columns, then x and m numbers for each
 * embedded one.
 */
public final class Periodic {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  private Periodic() {}

  /** Which columns of X are embedded, and which are not. */
  public static final class Columns {
    private final int[] embedded;
    private final int[] others;

    /** The indices of both, ascending. */
    public Columns(int[] embedded, int[] others) {
      this.embedded = embedded.clone();
      this.others = others.clone();
    }

    int[] embedded() {
      return embedded;
    }

    int[] others() {
      return others;
    }
  }

  /** {@code H = cos H}. */
  public static void cosine(Matrix h) {
    if (h instanceof FloatMatrix floats) {
      FUNCTIONS.cos(floats.array(), floats.offset(), floats.end());
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) h;
    FUNCTIONS.cos(doubles.array(), doubles.offset(), doubles.end());
  }

  /** {@code S = sin S}. */
  public static void sine(Matrix s) {
    if (s instanceof FloatMatrix floats) {
      FUNCTIONS.sin(floats.array(), floats.offset(), floats.end());
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) s;
    FUNCTIONS.sin(doubles.array(), doubles.offset(), doubles.end());
  }

  /** {@code Z = 2π·W·x + c}. */
  public static void angles(Matrix z, Matrix x, Columns columns, Matrix w, Matrix c) {
    if (z instanceof FloatMatrix floats) {
      FloatPeriodic.angles(floats, (FloatMatrix) x, columns, (FloatMatrix) w, (FloatMatrix) c);
    } else {
      DoublePeriodic.angles(
          (DoubleMatrix) z, (DoubleMatrix) x, columns, (DoubleMatrix) w, (DoubleMatrix) c);
    }
  }

  /** Y: the other columns of X, then x and {@code V·h + v} of each embedded one. */
  public static void combine(Matrix y, Matrix x, Columns columns, Matrix h, Matrix v, Matrix b) {
    if (y instanceof FloatMatrix floats) {
      FloatPeriodic.combine(
          floats, (FloatMatrix) x, columns, (FloatMatrix) h, (FloatMatrix) v, (FloatMatrix) b);
    } else {
      DoublePeriodic.combine(
          (DoubleMatrix) y,
          (DoubleMatrix) x,
          columns,
          (DoubleMatrix) h,
          (DoubleMatrix) v,
          (DoubleMatrix) b);
    }
  }

  /** {@code dV += dy·hᵀ} and {@code dv += dy}, over all rows. */
  public static void addGradients(Matrix dY, Columns columns, Matrix h, Matrix dV, Matrix db) {
    if (dY instanceof FloatMatrix floats) {
      FloatPeriodic.addGradients(
          floats, columns, (FloatMatrix) h, (FloatMatrix) dV, (FloatMatrix) db);
    } else {
      DoublePeriodic.addGradients(
          (DoubleMatrix) dY, columns, (DoubleMatrix) h, (DoubleMatrix) dV, (DoubleMatrix) db);
    }
  }

  /** {@code dZ = -(Vᵀ·dy) ⊙ sin Z}. */
  public static void angleDerivatives(
      Matrix dZ, Matrix dY, Columns columns, Matrix sines, Matrix v) {
    if (dZ instanceof FloatMatrix floats) {
      FloatPeriodic.angleDerivatives(
          floats, (FloatMatrix) dY, columns, (FloatMatrix) sines, (FloatMatrix) v);
    } else {
      DoublePeriodic.angleDerivatives(
          (DoubleMatrix) dZ, (DoubleMatrix) dY, columns, (DoubleMatrix) sines, (DoubleMatrix) v);
    }
  }

  /** {@code dW += 2π·x·dz} and {@code dc += dz}, over all rows. */
  public static void addGradientsOfAngles(
      Matrix dZ, Matrix x, Columns columns, Matrix dW, Matrix dC) {
    if (dZ instanceof FloatMatrix floats) {
      FloatPeriodic.addGradientsOfAngles(
          floats, (FloatMatrix) x, columns, (FloatMatrix) dW, (FloatMatrix) dC);
    } else {
      DoublePeriodic.addGradientsOfAngles(
          (DoubleMatrix) dZ, (DoubleMatrix) x, columns, (DoubleMatrix) dW, (DoubleMatrix) dC);
    }
  }

  /** {@code dx = dy of x itself + 2π·w·dz}; for the other columns, dY. */
  public static void inputDerivatives(Matrix dX, Matrix dY, Matrix dZ, Columns columns, Matrix w) {
    if (dX instanceof FloatMatrix floats) {
      FloatPeriodic.inputDerivatives(
          floats, (FloatMatrix) dY, (FloatMatrix) dZ, columns, (FloatMatrix) w);
    } else {
      DoublePeriodic.inputDerivatives(
          (DoubleMatrix) dX, (DoubleMatrix) dY, (DoubleMatrix) dZ, columns, (DoubleMatrix) w);
    }
  }
}
