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

/** A model that was read for SQL: what its outputs mean, and its weights where rows are. */
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

  /** What a row is. */
  InputSchema input() {
    return input;
  }

  /** What it predicts. */
  Task task() {
    return target.task();
  }

  /** The names of the classes, in the order of their numbers; of several labels theirs. */
  List<String> names() {
    return target.task() == Task.MULTI_LABEL ? target.columns() : target.classes();
  }

  /** Numbers of a prediction. */
  int outputs() {
    return target.outputs();
  }

  /**
   * What a class's probability is divided by before the largest is predicted; null for what the
   * model says.
   */
  double[] thresholds() {
    return thresholds;
  }

  /** From logits to probabilities. */
  ClassScores scores() {
    return new ClassScores(target, output);
  }

  /** From logits to numbers. */
  NumberOutputs numbers() {
    return new NumberOutputs(output, targetScaling, LockstepFunctions.PREDICT);
  }

  /** The network on executors. */
  Broadcast<ScoringModel> weights() {
    return weights;
  }
}
