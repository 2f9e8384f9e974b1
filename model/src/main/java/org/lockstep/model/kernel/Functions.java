package org.lockstep.model.kernel;

/**
 * Computes elementary functions of the elements [from, to) of an array, in place.
 *
 * <p>Each result is within 1 ulp of the true value, and its bits are the same on every processor,
 * whatever the width of its vectors: everything is additions, multiplications, divisions and fused
 * multiply-adds in a fixed order, which IEEE 754 defines to the last bit. A NaN gives {@link
 * Float#NaN} or {@link Double#NaN}. The class of each function documents its formula and computes
 * it for a single number.
 */
public interface Functions {

  /** {@code e^x}: {@link Exp}. */
  void exp(float[] x, int from, int to);

  /** {@code e^x}: {@link Exp}. */
  void exp(double[] x, int from, int to);

  /** {@code e^x - 1}: {@link Expm1}. */
  void expm1(float[] x, int from, int to);

  /** {@code e^x - 1}: {@link Expm1}. */
  void expm1(double[] x, int from, int to);

  /** {@code ln x}: {@link Log}. */
  void log(float[] x, int from, int to);

  /** {@code ln x}: {@link Log}. */
  void log(double[] x, int from, int to);

  /** {@code ln(1 + x)}: {@link Log1p}. */
  void log1p(float[] x, int from, int to);

  /** {@code ln(1 + x)}: {@link Log1p}. */
  void log1p(double[] x, int from, int to);

  /** {@code tanh x}: {@link Tanh}. */
  void tanh(float[] x, int from, int to);

  /** {@code tanh x}: {@link Tanh}. */
  void tanh(double[] x, int from, int to);

  /** {@code 1/(1 + e^-x)}: {@link Sigmoid}. */
  void sigmoid(float[] x, int from, int to);

  /** {@code 1/(1 + e^-x)}: {@link Sigmoid}. */
  void sigmoid(double[] x, int from, int to);

  /** {@code erf x}: {@link Erf}. */
  void erf(float[] x, int from, int to);

  /** {@code erf x}: {@link Erf}. */
  void erf(double[] x, int from, int to);

  /** {@code sin x}: {@link Sin}. */
  void sin(float[] x, int from, int to);

  /** {@code sin x}: {@link Sin}. */
  void sin(double[] x, int from, int to);

  /** {@code cos x}: {@link Cos}. */
  void cos(float[] x, int from, int to);

  /** {@code cos x}: {@link Cos}. */
  void cos(double[] x, int from, int to);

  /** The functions that this JVM uses; other implementations give the same bits. */
  static Functions ofThisJvm() {
    return JvmKernels.FUNCTIONS;
  }
}
