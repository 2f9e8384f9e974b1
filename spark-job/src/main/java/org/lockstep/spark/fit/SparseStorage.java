package org.lockstep.spark.fit;

import java.util.Arrays;
import java.util.Optional;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
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

  /** Narrower tables of columns make batches as fast with every number in them. */
  private static final int LEAST_COLUMNS = 512;

  /** An entry takes the place of two numbers: at this share, rows shrink to a quarter. */
  private static final int LEAST_NUMBERS_PER_ENTRY = 8;

  /** 32 GiB of floats. */
  private static final long MOST_DENSE_NUMBERS = 1L << 33;

  /** What a column that is no text has in a row, besides 0: a number, and where it is missing. */
  private static final int MOST_OF_A_COLUMN = 2;

  private SparseStorage() {}

  /**
   * The stored type of a table.
   *
   * @param dense its type where every number is stored
   * @param scale what is asked for; empty: what suits the data
   * @throws BadInputException where a scaling that shifts is asked for and dense rows are too many
   */
  static Features.Kind kindOf(Table training, Features.Kind dense, Optional<Scaling.Kind> scale) {
    int width = training.input().values();
    double numbers = (double) training.count() * width;
    boolean isSparse =
        width >= LEAST_WIDTH
            && training.entries().isPresent()
            && training.entries().getAsLong() * (double) LEAST_NUMBERS_PER_ENTRY < numbers;
    if (!isSparse) {
      return dense;
    }
    if (!isVector(training.input()) || scale.isEmpty() || scale.get().keepsZero()) {
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

  /**
   * Whether batches leave out what is 0. Of vectors they do where the shards do; of columns, whose
   * categories and words become many features each, where few of them differ from 0 in a row.
   *
   * @param kind of the shards
   */
  static boolean isSparse(Table training, Features.Kind kind, InputSchema fitted, Scaling scaling) {
    if (isVector(fitted)) {
      return kind.isSparse();
    }
    int width = fitted.width();
    if (kind == Features.Kind.BYTES || width < LEAST_COLUMNS) {
      return false;
    }
    double perRow = Arrays.stream(scaling.shift()).filter(shift -> shift != 0).count();
    for (InputColumn column : fitted.columns()) {
      perRow += column instanceof TextColumn ? 0 : Math.min(column.width(), MOST_OF_A_COLUMN);
    }
    if (training.entries().isPresent()) { // words, and one for each other column
      perRow += training.entries().getAsLong() / (double) training.count();
    }
    return perRow * LEAST_NUMBERS_PER_ENTRY < width;
  }

  private static boolean isVector(InputSchema input) {
    return input.columns().stream().anyMatch(VectorColumn.class::isInstance);
  }
}
