package org.lockstep.spark.fit;

import java.util.Optional;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.spark.settings.ClassWeights;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.OutputPairing;
import org.lockstep.spark.settings.Recipe;

/**
 * Everything that prepared data depends on, except its rows.
 *
 * @param meaning how the data is interpreted
 * @param numbers the precision of numbers in the shards, and the choice of BLAS that executors
 *     apply and report on
 * @param spread over how many shards and tasks
 * @param classWeights how much classes weigh
 * @param scaling the scaling, if already known; empty: it is fitted to the training rows
 * @param targets how targets are scaled
 */
public record Preparation(
    DataSettings meaning,
    ArithmeticChoice numbers,
    Spread spread,
    Optional<ClassWeights> classWeights,
    Optional<Scaling> scaling,
    TargetPlan targets) {

  /**
   * The preparation that these settings ask for.
   *
   * @param otherwise the number of shards if the settings give none
   */
  public static Preparation of(
      DataSettings meaning, Recipe recipe, ComputeSettings compute, ShardCount otherwise) {
    return new Preparation(
        meaning,
        new ArithmeticChoice(recipe.loop().precision(), compute.blas()),
        new Spread(
            compute.shards().<ShardCount>map(ShardCount.Fixed::new).orElse(otherwise),
            compute.tasks()),
        recipe.optimizer().classWeights(),
        Optional.empty(),
        TargetPlan.of(meaning, recipe.network()));
  }

  /** The same with a number of shards that is already decided. */
  public Preparation withShards(int count) {
    return new Preparation(
        meaning,
        numbers,
        new Spread(new ShardCount.Fixed(count), spread.tasks()),
        classWeights,
        scaling,
        targets);
  }

  /**
   * The same with another output and another requested scaling if the target turns out to be
   * numeric.
   */
  public Preparation withNumbers(OutputPairing other, Optional<TargetScaling.Kind> scale) {
    return new Preparation(
        meaning, numbers, spread, classWeights, scaling, targets.withNumbers(other, scale));
  }

  /** The same with the scaling of a model whose training continues. */
  public Preparation withScaling(Scaling known) {
    return new Preparation(meaning, numbers, spread, classWeights, Optional.of(known), targets);
  }

  /** The same with the target scaling of a model whose training continues. */
  public Preparation withTargetScaling(TargetScaling known) {
    return new Preparation(meaning, numbers, spread, classWeights, scaling, targets.knowing(known));
  }
}
