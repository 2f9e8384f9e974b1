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
 * Decides whether rows are stored sparse. The decision depends on the training table and its
 * scaling alone, never on the cluster, because it affects the bits of the result.
 */
final class SparseStorage {
  /** Narrower rows are small and fast when dense. */
  private static final int LEAST_WIDTH = 128;

  /** For narrower tables of columns, dense batches are as fast. */
  private static final int LEAST_COLUMNS = 512;

  /** An entry takes the space of two numbers: at this share, rows shrink to a quarter. */
  private static final int LEAST_NUMBERS_PER_ENTRY = 8;

  /** 32 GiB of floats. */
  private static final long MOST_DENSE_NUMBERS = 1L << 33;

  /**
   * The most nonzero features that a non-text column has in a row: a number and its missing flag.
   */
  private static final int MOST_OF_A_COLUMN = 2;

  private SparseStorage() {}

  /**
   * The stored type of a table.
   *
   * @param dense its type if every number is stored
   * @param scale the requested scaling; empty: whichever suits the data
   * @throws BadInputException if the user asks for a scaling that shifts and there are too many
   *     rows to store dense
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
          "none, unit or maxabs, which keep 0, for so many sparse rows",
          Text.format(
              "%,d rows x %,d features to be stored with every 0", training.count(), width));
    }
    return dense;
  }

  /**
   * Whether batches leave out zeros. For vectors they do if the shards do. For columns, whose
   * categories and words become many features each, they do if few features of a row differ from 0.
   *
   * @param kind the stored type of the shards
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
