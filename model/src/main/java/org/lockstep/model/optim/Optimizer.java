package org.lockstep.model.optim;

import java.util.List;
import java.util.function.Supplier;
import org.lockstep.model.math.FlatVector;

/**
 * Applies a mean gradient g to θ with learning rate η, as PyTorch defines each rule. State has the
 * layout of θ.
 */
public sealed interface Optimizer {

  /**
   * One step.
   *
   * @param theta θ, updated in place
   * @param g the mean gradient, of the same length; may be overwritten
   * @param rate η
   * @param step t, the number of this update, from 1
   */
  void update(FlatVector theta, FlatVector g, double rate, long step);

  /** What must be kept to go on exactly: vectors in a fixed order; empty for plain SGD. */
  List<FlatVector> state();

  /** The rules by name, with their usual constants. */
  enum Rule {
    SGD {
      @Override
      public Optimizer create(Supplier<FlatVector> zeros) {
        return new Sgd();
      }
    },
    MOMENTUM {
      @Override
      public Optimizer create(Supplier<FlatVector> zeros) {
        return new Momentum(FRICTION, zeros.get());
      }
    },
    NESTEROV {
      @Override
      public Optimizer create(Supplier<FlatVector> zeros) {
        return new Nesterov(FRICTION, zeros.get());
      }
    },
    ADAM {
      @Override
      public Optimizer create(Supplier<FlatVector> zeros) {
        return new Adam(0.9, 0.999, 1e-8, zeros.get(), zeros.get());
      }
    };

    private static final double FRICTION = 0.9;

    /** An optimizer at its start; {@code zeros} makes vectors of zeros as long as θ. */
    public abstract Optimizer create(Supplier<FlatVector> zeros);
  }

  /** {@code θ -= η·g}. */
  record Sgd() implements Optimizer {
    @Override
    public void update(FlatVector theta, FlatVector g, double rate, long step) {
      theta.addScaled(-rate, g);
    }

    @Override
    public List<FlatVector> state() {
      return List.of();
    }
  }

  /** {@code v = μ·v + g; θ -= η·v}. */
  record Momentum(double mu, FlatVector v) implements Optimizer {
    @Override
    public void update(FlatVector theta, FlatVector g, double rate, long step) {
      v.scale(mu);
      v.add(g);
      theta.addScaled(-rate, v);
    }

    @Override
    public List<FlatVector> state() {
      return List.of(v);
    }
  }

  /** {@code v = μ·v + g; θ -= η·(g + μ·v)}. */
  record Nesterov(double mu, FlatVector v) implements Optimizer {
    @Override
    public void update(FlatVector theta, FlatVector g, double rate, long step) {
      v.scale(mu);
      v.add(g);
      g.addScaled(mu, v);
      theta.addScaled(-rate, g);
    }

    @Override
    public List<FlatVector> state() {
      return List.of(v);
    }
  }

  /**
   * D. Kingma and J. Ba, ICLR 2015, algorithm 1: {@code m = β₁·m + (1-β₁)·g}, {@code v = β₂·v +
   * (1-β₂)·g²}, {@code θ -= η·m̂ / (√v̂ + ε)} with {@code m̂ = m / (1-β₁ᵗ)} and {@code v̂ = v /
   * (1-β₂ᵗ)}.
   */
  record Adam(double beta1, double beta2, double epsilon, FlatVector m, FlatVector v)
      implements Optimizer {
    @Override
    public void update(FlatVector theta, FlatVector g, double rate, long step) {
      double t = (double) step;
      double correction1 = 1 - Math.pow(beta1, t);
      double correction2 = 1 - Math.pow(beta2, t);
      for (int i = 0; i < theta.length(); i++) {
        double gi = g.get(i);
        m.set(i, beta1 * m.get(i) + (1 - beta1) * gi);
        v.set(i, beta2 * v.get(i) + (1 - beta2) * gi * gi);
        double direction = (m.get(i) / correction1) / (Math.sqrt(v.get(i) / correction2) + epsilon);
        theta.set(i, theta.get(i) - rate * direction);
      }
    }

    @Override
    public List<FlatVector> state() {
      return List.of(m, v);
    }
  }
}
