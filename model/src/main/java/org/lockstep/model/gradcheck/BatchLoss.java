package org.lockstep.model.gradcheck;

import java.util.BitSet;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Step;
import org.lockstep.model.score.Score;

/**
 * The function that a training step minimises: the mean loss of a batch's rows, with the dropout
 * masks drawn for it, plus ½·λ₂·‖W‖² + λ₁·Σ|W|.
 */
public final class BatchLoss implements DifferentiableLoss {
  private final Network network;
  private final Workspace batch;
  private final Regularization regularization;
  private final GradientSum sum;

  /**
   * Creates the loss of these rows.
   *
   * @param batch filled with rows, targets and masks
   * @param score for the network's task and outputs; taken over by this object
   */
  public BatchLoss(Network network, Workspace batch, Regularization regularization, Score score) {
    this.network = network;
    this.batch = batch;
    this.regularization = regularization;
    this.sum = new GradientSum(network, batch.arithmetic(), score);
  }

  @Override
  public ParameterLayout layout() {
    return network.layout();
  }

  @Override
  public double value(FlatVector theta) {
    compute(theta);
    return sum.score().loss() / sum.score().weight()
        + regularization.penalty(network.layout(), theta);
  }

  @Override
  public BitSet piece(FlatVector theta) {
    BitSet sides = new BitSet();
    int end = network.addSides(batch, sides);
    regularization.addSides(network.layout(), theta, sides, end);
    return sides;
  }

  /** {@code g = G / Σ weights + λ₂·W + λ₁·sign(W)}. */
  @Override
  public FlatVector gradient(FlatVector theta) {
    compute(theta);
    FlatVector gradient = sum.gradient().copy();
    Step step = regularization.step(network.layout(), theta, gradient, sum.score().weight(), 1, 1);
    for (ParameterLayout.Array array : network.layout().arrays()) {
      double decay = array.role().decays() ? step.decay() : 0;
      double l1 = array.role().decays() ? step.l1() : 0;
      for (int i = array.offset(); i < array.end(); i++) {
        double penalty = decay * theta.get(i) + l1 * Math.signum(theta.get(i));
        gradient.set(i, step.scale() * gradient.get(i) + penalty);
      }
    }
    return gradient;
  }

  /**
   * Runs backpropagation even if only the loss is needed, so that the check runs the training code.
   */
  private void compute(FlatVector theta) {
    batch.setParameters(theta);
    sum.clear();
    network.gradient(batch, sum, false);
  }
}
