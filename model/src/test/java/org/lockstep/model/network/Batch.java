package org.lockstep.model.network;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.lockstep.model.data.Task;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.score.Score;

/** Random rows and parameters for a network, handed to it and to its plain twin. */
final class Batch {
  final Topology topology;
  final double[] theta;
  final double[][] x;
  final double[][] y;
  final double[] weights;

  /** Values are exact in single precision, so that both precisions compute on the same numbers. */
  Batch(Topology topology, int rows, long seed) {
    Random random = new Random(seed);
    this.topology = topology;
    this.theta = random.doubles(ParameterLayout.of(topology).length(), -0.7, 0.7).toArray();
    this.x = new double[rows][];
    this.y = new double[rows][topology.outputs()];
    this.weights = random.doubles(rows, 0.5, 2).toArray();
    round(theta);
    round(weights);
    for (int i = 0; i < rows; i++) {
      x[i] = random.doubles(topology.inputs(), -1, 1).toArray();
      round(x[i]);
      switch (topology.outputLoss()) {
        case SOFTMAX_CROSS_ENTROPY -> y[i][random.nextInt(topology.outputs())] = 1;
        case SIGMOID_CROSS_ENTROPY -> Arrays.setAll(y[i], j -> random.nextInt(2));
        case LINEAR_SQUARED_ERROR, SIGMOID_SQUARED_ERROR ->
            Arrays.setAll(y[i], j -> random.nextDouble());
      }
    }
  }

  static Topology topology(int depth, Activation activation, OutputLoss outputLoss, boolean bias) {
    List<Integer> hidden = List.of(7, 5, 6).subList(0, depth);
    return new Topology(8, hidden, activation, 3, outputLoss, bias);
  }

  /** θ as a vector. */
  FlatVector parameters(Arithmetic arithmetic) {
    return arithmetic.vector(theta);
  }

  /** The rows in a workspace of their own, with dropout masks of epoch 1 drawn. */
  Workspace load(Network network, Arithmetic arithmetic, Dropout dropout) {
    Workspace workspace = new Workspace(network, arithmetic, dropout, Math.max(1, x.length));
    workspace.setRows(x.length);
    workspace.setParameters(parameters(arithmetic));
    for (int i = 0; i < x.length; i++) {
      workspace.input().storeRow(i, x[i]);
      workspace.targets().setValues(i, y[i], 0, weights[i]);
      workspace.drawMasks(i, 1, i);
    }
    return workspace;
  }

  /** The masks that {@link #load} drew. */
  double[][][] masks(Workspace workspace) {
    double[][][] masks = new double[x.length][topology.hidden().size()][];
    for (int i = 0; i < x.length; i++) {
      for (int l = 0; l < masks[i].length; l++) {
        masks[i][l] = new double[topology.hidden().get(l)];
        workspace.mask(l).loadRow(i, masks[i][l]);
      }
    }
    return masks;
  }

  Score score() {
    return new Score(Task.REGRESSION, topology.outputs(), false);
  }

  /** The largest difference, relative to the larger of 1 and the vector's largest value. */
  static double difference(FlatVector actual, double[] expected) {
    double largest = 1;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(actual.get(i) - expected[i]));
    }
    return worst / largest;
  }

  private static void round(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) values[i];
    }
  }
}
