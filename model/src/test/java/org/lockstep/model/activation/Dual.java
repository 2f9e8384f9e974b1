package org.lockstep.model.activation;

/** A number and its derivative with respect to z: {@code x + dx·ε} with {@code ε² = 0}. */
public record Dual(double x, double dx) {

  /** z itself. */
  public static Dual variable(double z) {
    return new Dual(z, 1);
  }

  /** The rules of differentiation, in plain doubles. */
  public static final class Rules implements Operators<Dual> {
    @Override
    public Dual constant(double value) {
      return new Dual(value, 0);
    }

    @Override
    public Dual add(Dual a, Dual b) {
      return new Dual(a.x + b.x, a.dx + b.dx);
    }

    @Override
    public Dual multiply(Dual a, Dual b) {
      return new Dual(a.x * b.x, a.dx * b.x + a.x * b.dx);
    }

    @Override
    public Dual max(Dual a, Dual b) {
      return a.x > b.x ? a : b;
    }

    @Override
    public Dual min(Dual a, Dual b) {
      return a.x < b.x ? a : b;
    }

    @Override
    public Dual exp(Dual a) {
      return new Dual(Math.exp(a.x), a.dx * Math.exp(a.x));
    }

    @Override
    public Dual tanh(Dual a) {
      return new Dual(Math.tanh(a.x), a.dx * (1 - Math.pow(Math.tanh(a.x), 2)));
    }

    @Override
    public Dual sigmoid(Dual a) {
      double s = 1 / (1 + Math.exp(-a.x));
      return new Dual(s, a.dx * s * (1 - s));
    }

    @Override
    public Dual softplus(Dual a) {
      double value = Math.max(a.x, 0) + Math.log1p(Math.exp(-Math.abs(a.x)));
      return new Dual(value, a.dx / (1 + Math.exp(-a.x)));
    }

    @Override
    public Dual erf(Dual a) {
      double slope = 2 / Math.sqrt(Math.PI) * Math.exp(-a.x * a.x);
      return new Dual(org.lockstep.model.kernel.Erf.of(a.x), a.dx * slope);
    }
  }
}
