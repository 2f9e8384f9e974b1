package org.lockstep.spark.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.settings.ClassWeights;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.Recipe;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.TrainingPlan;

/**
 * What the recipe and the data decide together.
 *
 * @param program what is computed on a shard
 * @param training how θ moves
 */
public record FitPlan(ShardProgram program, TrainingPlan training) {

  /**
   * The plan of a recipe for some data.
   *
   * @throws BadInputException where they do not go together
   */
  public static FitPlan of(FitData data, Recipe recipe, BlasChoice blas) {
    LoopSettings loop = recipe.loop();
    long rows = data.survey().rows(Part.TRAIN);
    Batches batches =
        new Batches(
            rows,
            data.tree().shards(),
            Math.min(rows, loop.batchSize()),
            loop.shuffle(),
            loop.seed());
    ShardProgram program =
        new ShardProgram(
            network(recipe.network(), data),
            data.target().task(),
            loop.precision(),
            blas,
            data.encoder(),
            data.scaling(),
            data.targetScaling(),
            loop.seed(),
            batches,
            classWeights(data, recipe.optimizer().classWeights()));
    return new FitPlan(program, training(recipe, batches, data.survey()));
  }

  private static TrainingPlan training(Recipe recipe, Batches batches, Survey survey) {
    OptimizerSettings optimizer = recipe.optimizer();
    LoopSettings loop = recipe.loop();
    boolean isValidated = survey.rows(Part.VALIDATION) > 0;
    return new TrainingPlan(
        batches,
        loop.epochs(),
        loop.maxSteps(),
        optimizer.optimizer(),
        optimizer.scheduleOver(loop.epochs()),
        new Regularization(optimizer.l2(), optimizer.clipNorm()),
        isValidated ? loop.keep() : Keep.LAST,
        isValidated ? loop.patience() : OptionalInt.empty(),
        loop.tol());
  }

  /** The network's shape: inputs and outputs from the data, the rest as the user wants it. */
  public static NetworkSpec network(NetworkSettings network, FitData data) {
    TargetSchema target = data.target();
    return NetworkSpec.perceptron(
            data.input().width(),
            network.hidden(),
            network.activation(),
            network.dropout(),
            target.outputs(),
            network.output().resolve(target.task()),
            network.bias())
        .withSparse(data.sparse());
  }

  /**
   * As they are given; or, of balanced classes, n / (K·n_c): all classes weigh the same together,
   * and all rows as much as without.
   */
  private static List<Double> classWeights(FitData data, Optional<ClassWeights> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    if (!asked.get().isBalanced()) {
      return asked.get().of(data.target().classes());
    }
    long[] counts = data.survey().classCounts();
    double rows = data.survey().rows(Part.TRAIN);
    return Arrays.stream(counts)
        .mapToObj(count -> count == 0 ? 0.0 : rows / ((double) counts.length * count))
        .toList();
  }

  /** The network. */
  public Network network() {
    return new Network(program.network());
  }

  /** The model with some θ. */
  public Model model(FitData data, FlatVector theta) {
    return new Model(
        program.network(),
        theta,
        data.input(),
        data.target(),
        data.scaling(),
        data.targetScaling());
  }
}
