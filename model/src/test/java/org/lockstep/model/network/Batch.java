package org.lockstep.model.network;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.score.Score;

/** Random rows and parameters for a network, handed to it and to its plain twin. */
final class Batch {
  final NetworkSpec spec;
  final double[] theta;
  final double[][] x;
  final double[][] y;
  final double[] weights;

  /** Values are exact in single precision, so that both precisions compute on the same numbers. */
  Batch(NetworkSpec spec, int rows, long seed) {
    Random random = new Random(seed);
    this.spec = spec;
    this.theta = random.doubles(ParameterLayout.of(spec).length(), -0.7, 0.7).toArray();
    this.x = new double[rows][];
    this.y = new double[rows][spec.outputs()];
    this.weights = random.doubles(rows, 0.5, 2).toArray();
    round(theta);
    round(weights);
    for (int i = 0; i < rows; i++) {
      int index = i;
      x[i] = random.doubles(spec.inputs(), -1, 1).toArray();
      round(x[i]);
      if (spec.sparse()) { // sometimes all of a row
        Arrays.setAll(x[i], j -> random.nextInt(4) == 0 ? x[index][j] : 0);
      }
      switch (spec.outputLoss().word()) {
        case "softmax-cross-entropy" -> y[i][random.nextInt(spec.outputs())] = 1;
        case "sigmoid-cross-entropy" -> Arrays.setAll(y[i], j -> random.nextInt(2));
        default -> Arrays.setAll(y[i], j -> random.nextDouble());
      }
    }
  }

  static NetworkSpec spec(
      int depth, Activation activation, double dropout, OutputLoss outputLoss, boolean bias) {
    List<Integer> hidden = List.of(7, 5, 6).subList(0, depth);
    return NetworkSpec.perceptron(8, hidden, activation, dropout, 3, outputLoss, bias);
  }

  /** θ as a vector. */
  FlatVector parameters(Arithmetic arithmetic) {
    return arithmetic.vector(theta);
  }

  /** Returns a new workspace with the rows and the dropout masks of epoch 1. */
  Workspace load(Network network, Arithmetic arithmetic) {
    Workspace workspace = new Workspace(network, arithmetic, Math.max(1, x.length));
    workspace.setRows(x.length);
    workspace.setParameters(parameters(arithmetic));
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        workspace.input().set(i, j, x[i][j]);
      }
      workspace.targets().setValues(i, y[i], 0, weights[i]);
      workspace.drawMasks(i, 11, 1, i);
    }
    return workspace;
  }

  /** The masks that {@link #load} drew: [row][hidden layer][unit]; null without dropout. */
  double[][][] masks(Workspace workspace) {
    List<Matrix> masks = workspace.stack().masks();
    if (masks.isEmpty()) {
      return null;
    }
    double[][][] values = new double[x.length][masks.size()][];
    for (int i = 0; i < x.length; i++) {
      for (int l = 0; l < masks.size(); l++) {
        values[i][l] = new double[masks.get(l).columns()];
        masks.get(l).loadRow(i, values[i][l]);
      }
    }
    return values;
  }

  Score score() {
    return new Score(Task.REGRESSION, spec.outputs(), false);
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
