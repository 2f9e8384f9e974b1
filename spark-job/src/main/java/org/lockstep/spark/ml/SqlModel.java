package org.lockstep.spark.ml;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.spark.fit.ScoringModel;

/** A model that was read for SQL: the meaning of its outputs, and its weights on the executors. */
final class SqlModel {
  private final TargetSchema target;
  private final OutputActivation output;
  private final TargetScaling targetScaling;
  private final InputSchema input;
  private final double[] thresholds; // null for none
  private final Broadcast<ScoringModel> weights;

  SqlModel(Model model, double[] thresholds, Broadcast<ScoringModel> weights) {
    this.target = model.target();
    this.output = model.network().outputLoss().activation();
    this.targetScaling = model.targetScaling();
    this.input = model.input();
    this.thresholds = thresholds;
    this.weights = weights;
  }

  /** The input of a row. */
  InputSchema input() {
    return input;
  }

  /** The task of the model. */
  Task task() {
    return target.task();
  }

  /** The names of the classes in the order of their numbers, or the names of several labels. */
  List<String> names() {
    return target.task() == Task.MULTI_LABEL ? target.columns() : target.classes();
  }

  /** The number of outputs. */
  int outputs() {
    return target.outputs();
  }

  /**
   * The divisors of the class probabilities, of which the largest quotient is predicted; null for
   * the model's own rule.
   */
  double[] thresholds() {
    return thresholds;
  }

  /** Converts logits to probabilities. */
  ClassScores scores() {
    return new ClassScores(target, output);
  }

  /** Converts logits to numbers. */
  NumberOutputs numbers() {
    return new NumberOutputs(output, targetScaling, LockstepFunctions.PREDICT);
  }

  /** The network on the executors. */
  Broadcast<ScoringModel> weights() {
    return weights;
  }
}
