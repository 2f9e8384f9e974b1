package org.lockstep.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;

class DataStartTest {
  private static final int ROWS = 200;
  private static final int INPUTS = 5;

  private static Network network(String text) {
    List<Layer> layers = NetworkText.parse("test", text).layers(3);
    return new Network(new NetworkSpec(INPUTS, layers, new LinearSquaredError()));
  }

  /** Features far from a mean of 0 and a variance of 1. */
  private static Workspace rows(Network network, Arithmetic arithmetic) {
    Workspace batch = new Workspace(network, arithmetic, ROWS);
    batch.setRows(ROWS);
    var x = batch.input();
    Random random = new Random(5);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < INPUTS; j++) {
        x.set(i, j, 7 + (j + 1) * random.nextGaussian());
      }
    }
    return batch;
  }

  private static FlatVector started(Network network, Workspace batch, long seed) {
    FlatVector theta = new Initializer.Xavier().initialize(network, batch.arithmetic(), 0, seed);
    DataStart.apply(network, batch, theta, seed);
    return theta;
  }

  private static double[] values(FlatVector theta) {
    return IntStream.range(0, theta.length()).mapToDouble(theta::get).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "output data",
        "output ntk data",
        "scaling, dense 6 ntk data, selu, dropout 0.3, dense 4 data, mish, output ntk data",
        "dense 4 data, residual(dense 8 data, silu, dense 4 data), output data",
        "dense 6, batch-norm, tanh, output data"
      })
  void everyUnitHasVarianceOneAndItsHyperplanePassesThroughTheRows(String text) {
    Network network = network(text);
    Workspace batch = rows(network, Arithmetics.DOUBLE);
    batch.setParameters(started(network, batch, 3));
    for (int i = 0; i < ROWS; i++) {
      batch.drawMasks(i, 1, 1, i, 0); // a factor of 0 drops nothing
    }
    batch.stack().forward(batch.input(), batch.parameters(), Layer.Pass.TRAINING);
    Matrix z = batch.logits();
    for (int j = 0; j < z.columns(); j++) {
      double sum = 0;
      double squares = 0;
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < ROWS; i++) {
        sum += z.get(i, j);
        squares += z.get(i, j) * z.get(i, j);
        least = Math.min(least, z.get(i, j));
        most = Math.max(most, z.get(i, j));
      }
      double mean = sum / ROWS;
      assertThat(squares / ROWS - mean * mean).isCloseTo(1, within(1e-9));
      assertThat(least).isNegative();
      assertThat(most).isPositive();
    }
  }

  @Test
  void bothPrecisionsStartAlike() {
    Network network = network("dense 6 ntk data, selu, output ntk data");
    FlatVector doubles = started(network, rows(network, Arithmetics.DOUBLE), 3);
    FlatVector floats = started(network, rows(network, Arithmetics.FLOAT), 3);
    for (int i = 0; i < doubles.length(); i++) {
      assertThat(floats.get(i)).isCloseTo(doubles.get(i), within(1e-4));
    }
  }

  @Test
  void theStartDependsOnTheSeed() {
    Network network = network("dense 6 data, selu");
    Workspace batch = rows(network, Arithmetics.DOUBLE);
    FlatVector theta = started(network, batch, 3);
    assertThat(values(theta)).isEqualTo(values(started(network, batch, 3)));
    assertThat(values(theta)).isNotEqualTo(values(started(network, batch, 4)));
  }

  @Test
  void equalRowsLeaveTheWeightsAsDrawn() {
    Network network = network("output data");
    Workspace batch = new Workspace(network, Arithmetics.DOUBLE, ROWS);
    batch.setRows(ROWS);
    FlatVector theta = started(network, batch, 3); // all rows are zeros
    for (int i = 0; i < theta.length(); i++) {
      assertThat(theta.get(i)).isFinite();
    }
    assertThat(theta.get(0)).isNotZero();
  }
}
