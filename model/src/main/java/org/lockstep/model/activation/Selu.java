package org.lockstep.model.activation;

/**
 * {@code λ·(z > 0 ? z : α·(e^z - 1))}, with the constants that keep mean 0 and variance 1 from
 * layer to layer; derivative {@code A > 0 ? λ : A + λ·α}. G. Klambauer et al., NIPS 2017.
 */
public record Selu() implements BlockActivation {
  private static final double LAMBDA = 1.0507009873554805;
  private static final double ALPHA = 1.6732632423543772;

  @Override
  public String word() {
    return "selu";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public int kinks() {
    return 1;
  }

  @Override
  public int kinksBelow(double a) {
    return a > 0 ? 1 : 0;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    T negative = o.add(o.exp(o.min(z, o.constant(0))), o.constant(-1));
    return o.multiply(
        o.constant(LAMBDA),
        o.add(o.max(z, o.constant(0)), o.multiply(o.constant(ALPHA), negative)));
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    Elu.forward(z, from, n, s, LAMBDA, ALPHA);
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    Elu.forward(z, from, n, s, LAMBDA, ALPHA);
  }

  @Override
  public void backward(float[] d, float[] a, int from, int n, float[] s, float[] t) {
    Elu.backward(d, a, from, n, s, LAMBDA, ALPHA);
  }

  @Override
  public void backward(double[] d, double[] a, int from, int n, double[] s, double[] t) {
    Elu.backward(d, a, from, n, s, LAMBDA, ALPHA);
  }
}
