package org.lockstep.spark.fit;

import java.util.Optional;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.shard.Features;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.table.Table;

/**
 * Decides whether rows are stored sparse: by the training table and its scaling alone, never by the
 * cluster, since it is part of the bits.
 */
final class SparseStorage {
  /** Narrower rows are small and fast as they are. */
  private static final int LEAST_WIDTH = 128;

  /** An entry takes the place of two numbers: at this share, rows shrink to a quarter. */
  private static final int LEAST_NUMBERS_PER_ENTRY = 8;

  /** 32 GiB of floats. */
  private static final long MOST_DENSE_NUMBERS = 1L << 33;

  private SparseStorage() {}

  /**
   * The stored type of a table.
   *
   * @param dense its type where every number is stored
   * @param scale what is asked for; empty: what suits the data
   * @throws BadInputException where a scaling that shifts is asked for and dense rows are too many
   */
  static Features.Kind kindOf(Table training, Features.Kind dense, Optional<Scaling.Kind> scale) {
    int width = training.input().width();
    double numbers = (double) training.count() * width;
    boolean isSparse =
        width >= LEAST_WIDTH
            && training.entries().isPresent()
            && training.entries().getAsLong() * (double) LEAST_NUMBERS_PER_ENTRY < numbers;
    if (!isSparse) {
      return dense;
    }
    if (scale.isEmpty() || scale.get().keepsZero()) {
      return dense.sparse();
    }
    if (numbers > MOST_DENSE_NUMBERS) {
      throw BadInputException.at(
          DataSettings.SCALE + " " + Words.of(scale.get()),
          "none, unit or maxabs, which keep 0, for as many sparse rows",
          Text.format(
              "%,d rows x %,d features to be stored with every 0", training.count(), width));
    }
    return dense;
  }
}
