package org.lockstep.spark.shard;

import java.io.Serializable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which rows of a data set are held out: a random choice of exactly as many rows as asked for, a
 * pure function of (seed, rows). The rows of each part keep their order and are numbered from 0.
 */
public final class Split implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Row numbers in a bitmap are unsigned 32-bit. */
  private static final long MOST_ROWS = 1L << 32;

  private final long rows;
  private final RoaringBitmap test;
  private final RoaringBitmap validation;

  private Split(long rows, RoaringBitmap test, RoaringBitmap validation) {
    this.rows = rows;
    this.test = test;
    this.validation = validation;
  }

  /**
   * Chooses rows by selection sampling (D. Knuth, TAOCP 2, 3.4.2, algorithm S).
   *
   * @param rows of the data set
   * @param testFraction the share of rows to hold out for the test, rounded to whole rows
   * @param validationFraction likewise for validation
   */
  public static Split random(long rows, double testFraction, double validationFraction, long seed) {
    long tests = Math.round(rows * testFraction);
    long validations = Math.round(rows * validationFraction);
    if (rows > MOST_ROWS) {
      throw BadInputException.at(
          "--test-fraction, --validation-fraction",
          "at most " + MOST_ROWS + " rows to choose from",
          rows + "; give the parts as files");
    }
    if (tests + validations >= rows) {
      throw BadInputException.at(
          "--test-fraction, --validation-fraction",
          "to leave at least one of the " + rows + " rows for training",
          tests + " test and " + validations + " validation rows");
    }
    RandomStream random = new RandomStream(Purpose.SPLIT, seed, rows, 0, 0);
    RoaringBitmap test = new RoaringBitmap();
    RoaringBitmap validation = new RoaringBitmap();
    for (long row = 0; row < rows && tests + validations > 0; row++) {
      long draw = random.nextLong(rows - row);
      if (draw < tests) {
        test.add((int) row);
        tests--;
      } else if (draw < tests + validations) {
        validation.add((int) row);
        validations--;
      }
    }
    test.runOptimize();
    validation.runOptimize();
    return new Split(rows, test, validation);
  }

  /** What a row is used for. */
  public Part partOf(long row) {
    if (test.contains((int) row)) {
      return Part.TEST;
    }
    return validation.contains((int) row) ? Part.VALIDATION : Part.TRAIN;
  }

  /** The number of a row within its part: how many earlier rows are of the same part. */
  public long indexOf(long row) {
    long testsBefore = before(test, row);
    long validationsBefore = before(validation, row);
    return switch (partOf(row)) {
      case TEST -> testsBefore;
      case VALIDATION -> validationsBefore;
      case TRAIN -> row - testsBefore - validationsBefore;
    };
  }

  /** How many rows a part has. */
  public long rows(Part part) {
    return switch (part) {
      case TEST -> test.getLongCardinality();
      case VALIDATION -> validation.getLongCardinality();
      case TRAIN -> rows - test.getLongCardinality() - validation.getLongCardinality();
    };
  }

  private static long before(RoaringBitmap bitmap, long row) {
    return bitmap.rankLong((int) row) - (bitmap.contains((int) row) ? 1 : 0);
  }
}
