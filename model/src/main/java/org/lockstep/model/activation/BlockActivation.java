package org.lockstep.model.activation;

/**
 * An activation that processes its elements block by block. It needs memory for intermediate
 * values, because the functions of {@link org.lockstep.model.kernel.Functions} work in place.
 */
sealed interface BlockActivation extends Activation
    permits Elu, Selu, Gelu, GeluTanh, Silu, Mish, Softplus {

  /**
   * {@code z[i] = g(z[i])} for i in [from, from + n).
   *
   * @param n at most {@link Scratch#BLOCK}
   * @param s scratch memory for n values, like t
   */
  void forward(float[] z, int from, int n, float[] s, float[] t);

  /** The same in double precision. */
  void forward(double[] z, int from, int n, double[] s, double[] t);

  /** {@code d[i] = d[i]·g'(z[i])} for i in [from, from + n). */
  void backward(float[] d, float[] kept, int from, int n, float[] s, float[] t);

  /** The same in double precision. */
  void backward(double[] d, double[] kept, int from, int n, double[] s, double[] t);

  @Override
  default void forward(float[] z, int from, int to) {
    Scratch scratch = Scratch.ofThisThread();
    for (int i = from; i < to; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, to - i);
      forward(z, i, n, scratch.floats, scratch.moreFloats);
    }
  }

  @Override
  default void forward(double[] z, int from, int to) {
    Scratch scratch = Scratch.ofThisThread();
    for (int i = from; i < to; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, to - i);
      forward(z, i, n, scratch.doubles, scratch.moreDoubles);
    }
  }

  @Override
  default void backward(float[] d, float[] kept, int from, int to) {
    Scratch scratch = Scratch.ofThisThread();
    for (int i = from; i < to; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, to - i);
      backward(d, kept, i, n, scratch.floats, scratch.moreFloats);
    }
  }

  @Override
  default void backward(double[] d, double[] kept, int from, int to) {
    Scratch scratch = Scratch.ofThisThread();
    for (int i = from; i < to; i += Scratch.BLOCK) {
      int n = Math.min(Scratch.BLOCK, to - i);
      backward(d, kept, i, n, scratch.doubles, scratch.moreDoubles);
    }
  }
}
