package org.lockstep.spark.fit;

import java.util.Optional;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Precision;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.Recipe;

/**
 * All that prepared data depends on, its rows apart.
 *
 * @param meaning of rows
 * @param precision of numbers in the shards
 * @param shards empty: as many as cores
 * @param balanceClasses whether the training rows of each class are counted
 * @param blas that executors are to report
 */
public record Preparation(
    DataSettings meaning,
    Precision precision,
    Optional<Integer> shards,
    boolean balanceClasses,
    BlasChoice blas) {

  /** What these settings ask for. */
  public static Preparation of(DataSettings meaning, Recipe recipe, ComputeSettings compute) {
    return new Preparation(
        meaning,
        recipe.loop().precision(),
        compute.shards(),
        recipe.optimizer().balanceClasses(),
        compute.blas());
  }

  /** The same with a number of shards that was decided before. */
  public Preparation withShards(int count) {
    return new Preparation(meaning, precision, Optional.of(count), balanceClasses, blas);
  }
}
