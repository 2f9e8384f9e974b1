package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.lockstep.spark.read.HeldOut;
import org.lockstep.spark.read.RowRange;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What each row of a data set is used for. Rows are held out by number, or by a random choice of
 * exactly as many as asked for, which is a pure function of (seed, number of rows to choose from).
 * The rows of each part keep their order and are numbered from 0.
 */
public final class Split implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Row numbers in a bitmap are unsigned 32-bit. */
  private static final long MOST_ROWS = 1L << 32;

  private static final String SHARES = "--test-fraction, --validation-fraction";

  private final RoaringBitmap train = new RoaringBitmap();
  private final RoaringBitmap validation = new RoaringBitmap();
  private final RoaringBitmap test = new RoaringBitmap();

  private Split() {}

  /**
   * Divides rows.
   *
   * @param name of the data, for messages
   * @param rows of the data set
   * @param used rows that are used at all, those held out by number excepted
   */
  public static Split of(
      String name, long rows, RowRange used, HeldOut test, HeldOut validation, long seed) {
    if (rows > MOST_ROWS) {
      throw BadInputException.at(
          name, "at most " + MOST_ROWS + " rows to divide", rows + "; give the parts as files");
    }
    Split split = new Split();
    add(split.train, name, "--rows", used, rows);
    split.hold(split.test, name, "--test-rows", test, rows);
    split.hold(split.validation, name, "--validation-rows", validation, rows);
    split.checkApart(used);
    split.choose(test.share(), validation.share(), seed);
    for (RoaringBitmap part : List.of(split.train, split.validation, split.test)) {
      part.runOptimize();
    }
    return split;
  }

  private void hold(RoaringBitmap part, String name, String option, HeldOut held, long rows) {
    if (held instanceof HeldOut.Rows numbered) {
      add(part, name, option, numbered.range(), rows);
    }
  }

  private static void add(
      RoaringBitmap part, String name, String option, RowRange range, long rows) {
    range.check(name + " " + option, rows);
    part.add(range.from(), range.end(rows));
  }

  /** Rows named for two uses are a mistake; those that nobody named are for training. */
  private void checkApart(RowRange used) {
    refuseBoth(test, validation, "--test-rows, --validation-rows");
    if (used.equals(RowRange.ALL)) {
      train.andNot(test);
      train.andNot(validation);
    }
    refuseBoth(train, test, "--rows, --test-rows");
    refuseBoth(train, validation, "--rows, --validation-rows");
    if (train.isEmpty()) {
      throw BadInputException.at(
          "--test-rows, --validation-rows", "to leave rows for training", "all rows held out");
    }
  }

  private static void refuseBoth(RoaringBitmap one, RoaringBitmap other, String options) {
    RoaringBitmap both = RoaringBitmap.and(one, other);
    if (!both.isEmpty()) {
      throw BadInputException.at(
          options,
          "rows apart from each other",
          "row " + Integer.toUnsignedString(both.first()) + " in both");
    }
  }

  /** Moves rows out of training by selection sampling (D. Knuth, TAOCP 2, 3.4.2, algorithm S). */
  private void choose(double testFraction, double validationFraction, long seed) {
    long rows = train.getLongCardinality();
    long tests = Math.round(rows * testFraction);
    long validations = Math.round(rows * validationFraction);
    if (tests + validations >= rows) {
      throw BadInputException.at(
          SHARES,
          "to leave at least one of the " + rows + " rows for training",
          tests + " test and " + validations + " validation rows");
    }
    RandomStream random = new RandomStream(Purpose.SPLIT, seed, rows, 0, 0);
    RoaringBitmap chosen = new RoaringBitmap();
    PeekableIntIterator left = train.getIntIterator();
    for (long i = 0; i < rows && tests + validations > 0; i++) {
      int row = left.next();
      long draw = random.nextLong(rows - i);
      if (draw < tests) {
        test.add(row);
        chosen.add(row);
        tests--;
      } else if (draw < tests + validations) {
        validation.add(row);
        chosen.add(row);
        validations--;
      }
    }
    train.andNot(chosen);
  }

  /** Whether a row is used for anything. */
  public boolean uses(long row) {
    return train.contains((int) row) || test.contains((int) row) || validation.contains((int) row);
  }

  /** What a row is used for, if it is. */
  public Part partOf(long row) {
    if (test.contains((int) row)) {
      return Part.TEST;
    }
    return validation.contains((int) row) ? Part.VALIDATION : Part.TRAIN;
  }

  /** The number of a row within its part: how many earlier rows are of the same part. */
  public long indexOf(long row) {
    RoaringBitmap part = rowsOf(partOf(row));
    return part.rankLong((int) row) - (part.contains((int) row) ? 1 : 0);
  }

  /** How many rows a part has. */
  public long rows(Part part) {
    return rowsOf(part).getLongCardinality();
  }

  private RoaringBitmap rowsOf(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
