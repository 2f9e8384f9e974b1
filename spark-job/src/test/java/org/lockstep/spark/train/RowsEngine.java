package org.lockstep.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.activation.Sigmoid;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.StepSum;

/**
 * An engine on this thread over sixty rows of three classes, the same rows as in record_lbfgs.py.
 */
final class RowsEngine implements StepEngine {
  private static final int ROWS = 60;
  private static final int INPUTS = 4;
  private static final int CLASSES = 3;

  final Network network;

  /** The calls: {@code "gradient"} or {@code "evaluation"}. */
  final List<String> calls = new ArrayList<>();

  private final Arithmetic arithmetic;
  private final Workspace batch;
  private final GradientSum sum; // reused in every step, as the engines do

  RowsEngine(Arithmetic arithmetic, List<Integer> hidden) {
    this.arithmetic = arithmetic;
    network =
        new Network(
            NetworkSpec.perceptron(
                INPUTS, hidden, new Sigmoid(), CLASSES, new SoftmaxCrossEntropy(), true));
    batch = new Workspace(network, arithmetic, ROWS);
    sum = new GradientSum(network, arithmetic, new Score(Task.CLASSIFICATION, CLASSES, false));
    batch.setRows(ROWS);
    for (int i = 0; i < ROWS; i++) {
      double[] x = new double[INPUTS];
      for (int j = 0; j < INPUTS; j++) {
        x[j] = (i * 37 + j * 101 + i * j * 13) % 64 / 32.0 - 1;
        batch.input().set(i, j, x[j]);
      }
      double[] y = new double[CLASSES];
      y[(x[0] > 0 ? 1 : 0) + (x[1] * x[2] > 0.125 ? 1 : 0)] = 1;
      batch.targets().setValues(i, y, 0, 1);
    }
  }

  /** The initial θ. */
  FlatVector theta() {
    FlatVector theta = arithmetic.vector(network.layout().length());
    for (int k = 0; k < theta.length(); k++) {
      theta.set(k, k * 29 % 31 / 64.0 - 0.25);
    }
    return theta;
  }

  @Override
  public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
    calls.add("gradient");
    batch.setParameters(theta);
    sum.clear();
    network.gradient(batch, sum, false);
    return new StepSum(sum, evaluates ? evaluation() : Evaluation.none(), 0);
  }

  /** Cuts in the middle of a block. */
  @Override
  public void inSlices(int length, Slice work) {
    int cut = length * 2 / 3;
    work.run(cut, length);
    work.run(0, cut);
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    calls.add("evaluation");
    batch.setParameters(theta);
    sum.clear();
    network.gradient(batch, sum, false);
    return evaluation();
  }

  private Evaluation evaluation() {
    return new Evaluation(Optional.of(sum.score().copy()), Optional.empty());
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public void close() {}
}
