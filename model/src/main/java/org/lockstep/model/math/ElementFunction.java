package org.lockstep.model.math;

/**
 * A function g of single elements and its derivative, as loops over arrays in both precisions.
 *
 * <p>For maintainers: the JIT compiler turns such loops into vector instructions where every array
 * is read and written at the plain loop index, without a branch, a conversion or a call other than
 * min, max and abs.
 */
public interface ElementFunction {

  /** {@code z[i] = g(z[i])} for i in [from, to). */
  void forward(float[] z, int from, int to);

  /** {@code z[i] = g(z[i])} for i in [from, to). */
  void forward(double[] z, int from, int to);

  /**
   * {@code d[i] = d[i]·g'(z[i])} for i in [from, to).
   *
   * @param d dA, overwritten with dZ
   * @param kept what the derivative is computed from; see the function
   */
  void backward(float[] d, float[] kept, int from, int to);

  /**
   * {@code d[i] = d[i]·g'(z[i])} for i in [from, to).
   *
   * @param d dA, overwritten with dZ
   * @param kept what the derivative is computed from; see the function
   */
  void backward(double[] d, double[] kept, int from, int to);
}
