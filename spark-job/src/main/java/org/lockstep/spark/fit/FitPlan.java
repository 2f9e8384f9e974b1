package org.lockstep.spark.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Embedding;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.ClassWeights;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.Recipe;
import org.lockstep.spark.settings.ScheduleSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.StoppingRule;
import org.lockstep.spark.train.TrainingLength;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.UpdatePlan;

/**
 * The plan of a fit, which the recipe and the data decide together.
 *
 * @param program the computation on a shard
 * @param training how θ moves
 */
public record FitPlan(ShardProgram program, TrainingPlan training) {

  /**
   * The plan of a recipe for some data.
   *
   * @throws BadInputException if they do not fit together
   */
  public static FitPlan of(FitData data, Recipe recipe, BlasChoice blas) {
    LoopSettings loop = recipe.loop();
    long rows = data.survey().rows(Part.TRAIN);
    Batches batches =
        new Batches(
            rows,
            data.tree().shards(),
            loop.batchSize(rows),
            // A step over all rows has the same bits in every epoch if their order stays the same.
            loop.shuffle() && recipe.optimizer().optimizer() instanceof ElementRule,
            loop.seed());
    NetworkSpec network = network(recipe.network(), data);
    ShardProgram program =
        new ShardProgram(
            network,
            new ArithmeticChoice(loop.precision(), blas),
            inputs(network, data),
            new TargetProgram(
                data.target().task(),
                data.targetScaling(),
                classWeights(data, recipe.optimizer().classWeights())),
            batches,
            new DropoutPlan(loop.seed()));
    StepRowsCheck.check(program.network(), batches);
    TrainingPlan training = training(recipe, batches, data);
    Schedule dropout =
        recipe
            .schedule()
            .dropoutSchedule()
            .over(loop.epochs(), batches.stepsPerEpoch(), training.length().totalSteps());
    return new FitPlan(program.withDropout(new DropoutPlan(loop.seed(), dropout)), training);
  }

  private static TrainingPlan training(Recipe recipe, Batches batches, FitData data) {
    OptimizerSettings optimizer = recipe.optimizer();
    LoopSettings loop = recipe.loop();
    ScheduleSettings schedule = recipe.schedule();
    boolean isValidated = data.survey().rows(Part.VALIDATION) > 0;
    if (schedule.needsValidation() && !isValidated) {
      throw BadInputException.at(
          ScheduleSettings.SCHEDULE + " " + Words.of(schedule.schedule()),
          "validation rows",
          "none");
    }
    loop.keep().check(data.target().task());
    TrainingLength length = new TrainingLength(batches, loop.epochs(), loop.maxSteps());
    long steps = length.totalSteps();
    long stepsPerEpoch = length.stepsPerEpoch();
    return new TrainingPlan(
        length,
        new UpdatePlan(
            optimizer.optimizer(),
            schedule.over(loop.epochs(), stepsPerEpoch, steps),
            schedule.weightDecaySchedule().over(loop.epochs(), stepsPerEpoch, steps),
            optimizer.regularization(),
            optimizer.rateFactors(),
            loop.average().map(MovingAverage::new)),
        new StoppingRule(
            isValidated ? loop.keep() : Keep.LAST,
            loop.keepTies(),
            isValidated ? loop.patience() : OptionalInt.empty(),
            loop.tol()));
  }

  /** The network's shape: inputs and outputs from the data, the rest from the user. */
  public static NetworkSpec network(NetworkSettings network, FitData data) {
    TargetSchema target = data.target();
    return new NetworkSpec(
        data.input().width(),
        data.inputs().sparse(),
        network.layers().layers(NetworkSettings.NETWORK + "", data.input(), target.outputs()),
        network.output().resolve(target.task()));
  }

  /**
   * What the network sees of raw values: the data's scaled features, except for categories that it
   * embeds, whose columns stay 0 and 1.
   */
  public static InputScaling inputs(NetworkSpec network, FitData data) {
    Scaling scaling = data.scaling();
    if (network.layers().get(0) instanceof Embedding embedding) {
      for (Embedding.Block block : embedding.blocks()) {
        scaling = scaling.leaving(block.from(), block.to());
      }
    }
    return new InputScaling(data.inputs().scaling().encoder(), scaling);
  }

  /**
   * The class weights as given or, if balanced, n / (K·n_c): every class then has the same total
   * weight, and all rows together weigh as much as without class weights.
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

  /**
   * Checks that a new run has more steps than its warm-up.
   *
   * @throws BadInputException if it does not
   */
  public void checkToBegin() {
    long steps = training.length().totalSteps();
    if (training.updates().schedule() instanceof Schedule.WarmUp warmUp
        && warmUp.steps() >= steps) {
      throw BadInputException.at(
          ScheduleSettings.WARM_UP + "",
          Text.format("less than the run, which has %,d steps,", steps),
          Text.format("%,d", warmUp.steps()));
    }
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
        program.inputs().scaling(),
        data.targetScaling());
  }
}
