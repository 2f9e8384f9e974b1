package org.lockstep.spark.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.spark.job.TrainingSettings.OptimizerSettings;
import org.lockstep.spark.job.TrainingSettings.ScheduleKind;
import picocli.CommandLine.Option;

/** How the weights move. */
final class OptimizerOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd, momentum, nesterov or adam [sgd].")
  private Optimizer.Rule rule = Optimizer.Rule.SGD;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "[0.1 for sgd, 0.01 for momentum and nesterov, 0.001 for adam].")
  private Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "Of the learning rate, by epoch: constant, step, exponential or cosine [constant].")
  private ScheduleKind schedule = ScheduleKind.CONSTANT;

  @Option(
      names = "--decay",
      paramLabel = "FACTOR",
      description = "Of the schedules step and exponential [0.1, 0.95].")
  private Double decay;

  @Option(
      names = "--decay-every",
      paramLabel = "N",
      description = "Epochs between two drops of the schedule step [10].")
  private Integer decayEvery;

  @Option(
      names = "--l2",
      paramLabel = "LAMBDA",
      description = "Adds ½·λ·‖W‖² over weights, not biases [0].")
  private double l2;

  @Option(
      names = "--clip-norm",
      paramLabel = "C",
      description = "Largest Euclidean norm of the mean gradient [no limit].")
  private double clipNorm = Double.POSITIVE_INFINITY;

  @Option(
      names = "--class-weights",
      paramLabel = "balanced",
      description = "Let all classes weigh the same, however many rows they have.")
  private String classWeights;

  OptimizerSettings settings() {
    if (classWeights != null && !classWeights.equals("balanced")) {
      throw BadInputException.at(
          "--class-weights", "balanced", BadInputException.quote(classWeights));
    }
    return new OptimizerSettings(
        rule,
        Optional.ofNullable(learningRate),
        schedule,
        Optional.ofNullable(decay),
        decayEvery == null ? OptionalInt.empty() : OptionalInt.of(decayEvery),
        l2,
        clipNorm,
        classWeights != null);
  }
}
