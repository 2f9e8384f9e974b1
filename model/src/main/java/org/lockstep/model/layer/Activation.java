package org.lockstep.model.layer;

import org.lockstep.model.math.Matrix;

/**
 * The elementwise function g of a hidden layer. Each works in place, and each derivative is taken
 * from the output A = g(Z): for the relu family A > 0 exactly where Z > 0, so nothing is lost by
 * overwriting Z.
 */
public enum Activation {
  /** {@code max(0, z)}; derivative 0 for z <= 0. */
  RELU {
    @Override
    public void forward(Matrix z) {
      z.relu(0);
    }

    @Override
    public void backward(Matrix dA, Matrix a) {
      dA.reluBackward(0, a);
    }
  },
  /** {@code z > 0 ? z : 0.01·z}; derivative 0.01 for z <= 0. */
  LEAKY_RELU {
    @Override
    public void forward(Matrix z) {
      z.relu(LEAK);
    }

    @Override
    public void backward(Matrix dA, Matrix a) {
      dA.reluBackward(LEAK, a);
    }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    public void forward(Matrix z) {
      z.tanh();
    }

    @Override
    public void backward(Matrix dA, Matrix a) {
      dA.tanhBackward(a);
    }
  },
  /** {@code 1 / (1 + exp(-z))}. */
  SIGMOID {
    @Override
    public void forward(Matrix z) {
      z.sigmoid();
    }

    @Override
    public void backward(Matrix dA, Matrix a) {
      dA.sigmoidBackward(a);
    }
  },
  /** {@code z}. */
  IDENTITY {
    @Override
    public void forward(Matrix z) {}

    @Override
    public void backward(Matrix dA, Matrix a) {}
  };

  private static final double LEAK = 0.01;

  /** A = g(Z), in place. Z: rows x units. */
  public abstract void forward(Matrix z);

  /** dZ = dA ⊙ g'(Z), in place in dA. A: what {@link #forward} gave. */
  public abstract void backward(Matrix dA, Matrix a);

  /** Whether He initialisation is made for it. */
  public boolean isReluFamily() {
    return this == RELU || this == LEAKY_RELU;
  }
}
