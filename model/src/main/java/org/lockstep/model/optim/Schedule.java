package org.lockstep.model.optim;

/** The learning rate η of each epoch, from 1. */
public sealed interface Schedule {

  /** η of an epoch. */
  double rate(int epoch);

  /** Always η₀. */
  record Constant(double initial) implements Schedule {
    @Override
    public double rate(int epoch) {
      return initial;
    }
  }

  /** {@code η₀·decay^⌊(epoch-1) / every⌋}: PyTorch's StepLR. */
  record Step(double initial, double decay, int every) implements Schedule {
    public Step {
      checkDecay(decay);
      if (every < 1) {
        throw new IllegalArgumentException("a drop every " + every + " epochs");
      }
    }

    @Override
    public double rate(int epoch) {
      int drops = (epoch - 1) / every;
      return initial * StrictMath.pow(decay, drops);
    }
  }

  /** {@code η₀·decay^(epoch-1)}. */
  record Exponential(double initial, double decay) implements Schedule {
    public Exponential {
      checkDecay(decay);
    }

    @Override
    public double rate(int epoch) {
      return initial * StrictMath.pow(decay, epoch - 1.0);
    }
  }

  /** {@code ½·η₀·(1 + cos(π·(epoch-1) / epochs))}: I. Loshchilov and F. Hutter, ICLR 2017. */
  record Cosine(double initial, int epochs) implements Schedule {
    @Override
    public double rate(int epoch) {
      return initial / 2 * (1 + StrictMath.cos(Math.PI * (epoch - 1) / epochs));
    }
  }

  private static void checkDecay(double decay) {
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("a decay of " + decay);
    }
  }
}
