package org.lockstep.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.lockstep.model.activation.Identity;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.StepSum;

/**
 * An engine for a network of one weight θ whose losses are formulas. Every row of a batch has the
 * same loss and derivative, so that a run can be followed by hand.
 */
final class FormulaEngine implements StepEngine {
  static final Network NETWORK =
      new Network(
          NetworkSpec.perceptron(1, List.of(), new Identity(), 1, new LinearSquaredError(), false));
  private static final Arithmetic DOUBLES =
      new Arithmetic(Precision.DOUBLE, BlasChoice.JAVA.load());

  /**
   * The calls: {@code "epoch.step"} for a step, with a + if it evaluates, and "+" for an
   * evaluation.
   */
  final List<String> calls = new ArrayList<>();

  private final Batches batches;
  private final Loss loss;
  private final DoubleUnaryOperator heldOut;
  private double rowWeight = 1;

  /** The loss of each row of a step at θ, and its derivative. */
  interface Loss {
    double[] at(double theta, int epoch, long step);
  }

  /**
   * Creates an engine.
   *
   * @param heldOut the mean loss of the one validation row, and half that of the one test row; null
   *     for no such rows
   */
  FormulaEngine(Batches batches, Loss loss, DoubleUnaryOperator heldOut) {
    this.batches = batches;
    this.loss = loss;
    this.heldOut = heldOut;
  }

  FormulaEngine withRowWeight(double weight) {
    rowWeight = weight;
    return this;
  }

  static FlatVector theta(double value) {
    return DOUBLES.vector(value);
  }

  @Override
  public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
    calls.add(epoch + "." + step + (evaluates ? "+" : ""));
    double[] lossAndDerivative = loss.at(theta.get(0), epoch, step);
    Score score = new Score(Task.REGRESSION, 1, false);
    long rows = Math.min(batches.batchSize(), batches.rows() - step * batches.batchSize());
    GradientSum sum = new GradientSum(NETWORK, DOUBLES, score);
    for (long row = 0; row < rows; row++) {
      score.add(new double[] {0}, new double[] {1}, lossAndDerivative[0], rowWeight);
    }
    sum.gradient().set(0, lossAndDerivative[1] * score.weight());
    return new StepSum(sum, evaluates ? evaluation(theta) : Evaluation.none(), 1000);
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    calls.add("+");
    return evaluation(theta);
  }

  private Evaluation evaluation(FlatVector theta) {
    return heldOut == null ? Evaluation.none() : new Evaluation(score(theta, 1), score(theta, 0.5));
  }

  private Optional<Score> score(FlatVector theta, double factor) {
    Score score = new Score(Task.REGRESSION, 1, false);
    double mean = factor * heldOut.applyAsDouble(theta.get(0));
    score.add(new double[] {0}, new double[] {1}, mean, 1);
    return Optional.of(score);
  }

  @Override
  public String name() {
    return "formula";
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public void close() {}
}
