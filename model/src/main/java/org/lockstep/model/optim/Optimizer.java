package org.lockstep.model.optim;

import java.util.List;
import java.util.function.Supplier;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.FloatVector;
import org.lockstep.model.network.ParameterLayout;

/**
 * The next θ from θ and a gradient g with learning rate η, as PyTorch defines each rule. State has
 * the layout of θ.
 *
 * <p>θ' is written to memory of its own, so θ is still there, whole, if θ' turns out useless. One
 * pass over memory computes g from the summed gradient ({@link Step}), the state and θ'. Element i
 * of θ' and of the state depends on element i of the others alone: slices may be updated one by
 * one, or by several threads, with the same bits.
 */
public sealed interface Optimizer {

  /**
   * One update.
   *
   * @param theta θ
   * @param sum G, of the same length
   * @param next θ', of the same length: overwritten
   */
  default void update(
      ParameterLayout layout, FlatVector theta, FlatVector sum, Step step, FlatVector next) {
    update(layout, theta, sum, step, next, 0, theta.length());
  }

  /** The part of an update that concerns the elements [from, to). */
  default void update(
      ParameterLayout layout,
      FlatVector theta,
      FlatVector sum,
      Step step,
      FlatVector next,
      int from,
      int to) {
    if (step.decay() == 0) {
      updateSlice(theta, sum, step, next, from, to);
      return;
    }
    Step withoutDecay = step.withoutDecay();
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      Step own = array.isWeight() ? step : withoutDecay;
      updateSlice(theta, sum, own, next, Math.max(from, array.offset()), Math.min(to, array.end()));
    }
  }

  /** The elements [from, to), all with the step's decay; nothing where to <= from. */
  void updateSlice(FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to);

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

  /** {@code θ' = θ - η·g}. */
  record Sgd() implements Optimizer {
    @Override
    public void updateSlice(
        FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
      if (theta instanceof FloatVector t) {
        FloatUpdates.sgd(step, t.array(), floats(sum), floats(next), from, to);
      } else {
        DoubleUpdates.sgd(step, doubles(theta), doubles(sum), doubles(next), from, to);
      }
    }

    @Override
    public List<FlatVector> state() {
      return List.of();
    }
  }

  /** {@code v = μ·v + g; θ' = θ - η·v}. */
  record Momentum(double mu, FlatVector v) implements Optimizer {
    @Override
    public void updateSlice(
        FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
      if (theta instanceof FloatVector t) {
        FloatUpdates.momentum(
            step, (float) mu, t.array(), floats(sum), floats(v), floats(next), from, to);
      } else {
        DoubleUpdates.momentum(
            step, mu, doubles(theta), doubles(sum), doubles(v), doubles(next), from, to);
      }
    }

    @Override
    public List<FlatVector> state() {
      return List.of(v);
    }
  }

  /** {@code v = μ·v + g; θ' = θ - η·(g + μ·v)}. */
  record Nesterov(double mu, FlatVector v) implements Optimizer {
    @Override
    public void updateSlice(
        FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
      if (theta instanceof FloatVector t) {
        FloatUpdates.nesterov(
            step, (float) mu, t.array(), floats(sum), floats(v), floats(next), from, to);
      } else {
        DoubleUpdates.nesterov(
            step, mu, doubles(theta), doubles(sum), doubles(v), doubles(next), from, to);
      }
    }

    @Override
    public List<FlatVector> state() {
      return List.of(v);
    }
  }

  /**
   * D. Kingma and J. Ba, ICLR 2015, algorithm 1: {@code m = β₁·m + (1-β₁)·g}, {@code v = β₂·v +
   * (1-β₂)·g²}, {@code θ' = θ - η·m̂ / (√v̂ + ε)} with {@code m̂ = m / (1-β₁ᵗ)} and {@code v̂ = v /
   * (1-β₂ᵗ)}.
   */
  record Adam(double beta1, double beta2, double epsilon, FlatVector m, FlatVector v)
      implements Optimizer {
    @Override
    public void updateSlice(
        FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
      if (theta instanceof FloatVector t) {
        FloatUpdates.adam(
            step, this, t.array(), floats(sum), floats(m), floats(v), floats(next), from, to);
      } else {
        DoubleUpdates.adam(
            step,
            this,
            doubles(theta),
            doubles(sum),
            doubles(m),
            doubles(v),
            doubles(next),
            from,
            to);
      }
    }

    @Override
    public List<FlatVector> state() {
      return List.of(m, v);
    }
  }

  private static float[] floats(FlatVector vector) {
    return ((FloatVector) vector).array();
  }

  private static double[] doubles(FlatVector vector) {
    return ((DoubleVector) vector).array();
  }
}
