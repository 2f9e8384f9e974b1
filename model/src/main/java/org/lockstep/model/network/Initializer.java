package org.lockstep.model.network;

import org.lockstep.model.layer.Role;
import org.lockstep.model.layer.Start;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * The initial θ, where its {@linkplain Start layers} leave that to the run: weights are drawn from
 * a normal distribution around 0; biases are 0, or drawn too.
 */
public sealed interface Initializer {

  /**
   * The standard deviation of the weights of a layer of {@code in} inputs and {@code out} units.
   */
  double deviation(int in, int out);

  /**
   * θ for a network: a pure function of the seed. A parameter's value does not depend on the
   * precision, except for rounding.
   *
   * @param biasDeviation the standard deviation of biases; 0 for biases of 0
   */
  default FlatVector initialize(
      Network network, Arithmetic arithmetic, double biasDeviation, long seed) {
    FlatVector theta = arithmetic.vector(network.layout().length());
    int weights = 0;
    int biases = 0;
    for (ParameterLayout.Array array : network.layout().arrays()) {
      boolean isWeight = array.role() == Role.WEIGHT;
      if (array.start() instanceof Start.Constant constant) {
        fill(theta, array, constant.value());
        continue;
      }
      RandomStream random =
          isWeight
              ? new RandomStream(Purpose.INITIAL_WEIGHTS, seed, ++weights, 0, 0)
              : new RandomStream(Purpose.INITIAL_BIASES, seed, ++biases, 0, 0);
      if (array.start() instanceof Start.Uniform uniform) {
        drawEvenly(theta, array, uniform.bound(), random);
        continue;
      }
      double deviation =
          array.start() instanceof Start.Normal normal
              ? normal.deviation()
              : isWeight ? deviation(array.rows(), array.columns()) : biasDeviation;
      draw(theta, array, deviation, random);
    }
    return theta;
  }

  private static void fill(FlatVector theta, ParameterLayout.Array array, double value) {
    for (int i = array.offset(); i < array.end(); i++) {
      theta.set(i, value);
    }
  }

  private static void draw(
      FlatVector theta, ParameterLayout.Array array, double deviation, RandomStream random) {
    for (int i = array.offset(); i < array.end(); i++) {
      theta.set(i, deviation > 0 ? deviation * random.nextGaussian() : 0);
    }
  }

  private static void drawEvenly(
      FlatVector theta, ParameterLayout.Array array, double bound, RandomStream random) {
    for (int i = array.offset(); i < array.end(); i++) {
      theta.set(i, bound * (2 * random.nextDouble() - 1));
    }
  }

  /** {@code sqrt(2 / in)}: K. He et al., ICCV 2015; for the relu family. */
  record He() implements Initializer {
    @Override
    public double deviation(int in, int out) {
      return Math.sqrt(2.0 / in);
    }
  }

  /** {@code sqrt(2 / (in + out))}: X. Glorot and Y. Bengio, AISTATS 2010. */
  record Xavier() implements Initializer {
    @Override
    public double deviation(int in, int out) {
      return Math.sqrt(2.0 / ((double) in + out));
    }
  }

  /**
   * {@code sqrt(1 / in)}: Y. LeCun et al., "Efficient BackProp", 1998; for tanh. Many tutorials
   * call this one Xavier.
   */
  record LeCun() implements Initializer {
    @Override
    public double deviation(int in, int out) {
      return Math.sqrt(1.0 / in);
    }
  }

  /** A given standard deviation. */
  record Normal(double deviation) implements Initializer {
    public Normal {
      if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a standard deviation of " + deviation);
      }
    }

    @Override
    public double deviation(int in, int out) {
      return deviation;
    }
  }

  /** All 0: for linear models only; hidden units would stay identical. */
  record Zeros() implements Initializer {
    @Override
    public double deviation(int in, int out) {
      return 0;
    }
  }
}
