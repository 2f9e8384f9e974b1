package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Decides what each row of a data set is used for. Rows are held out by number, or by a random
 * choice of exactly the requested number, which is a pure function of (seed, number of rows to
 * choose from). The rows of each part keep their order and are numbered from 0.
 */
public final class Split implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Row numbers in a bitmap are unsigned 32-bit. */
  private static final long MOST_ROWS = 1L << 32;

  private static final String ROWS = Mention.of("rows");
  private static final String TEST_ROWS = Mention.of("test-rows");
  private static final String VALIDATION_ROWS = Mention.of("validation-rows");
  private static final String SHARES =
      Mention.of("test-fraction") + ", " + Mention.of("validation-fraction");

  private final long from; // rows in [from, to) are for training, except those in a bitmap
  private final long to;
  private final RoaringBitmap validation = new RoaringBitmap();
  private final RoaringBitmap test = new RoaringBitmap();

  private Split(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Splits rows; those held out at random are chosen one by one, not by class or group.
   *
   * @param name of the data, for messages
   * @param rows how many rows the data set has
   * @param used the range of rows to use, in addition to those held out by number
   */
  public static Split of(
      String name, long rows, RowRange used, HeldOut test, HeldOut validation, long seed) {
    Split split = numbered(name, rows, used, test, validation);
    split.choose(test.share(), validation.share(), seed);
    return split.optimized();
  }

  /** Splits rows by number only; the others are for training until they are held out. */
  static Split numbered(String name, long rows, RowRange used, HeldOut test, HeldOut validation) {
    if (rows > MOST_ROWS) {
      throw BadInputException.at(
          name, "at most " + MOST_ROWS + " rows to divide", rows + "; give the parts as files");
    }
    used.check(name + " " + ROWS, rows);
    Split split = new Split(used.from(), used.end(rows));
    hold(split.test, name, TEST_ROWS, test, rows);
    hold(split.validation, name, VALIDATION_ROWS, validation, rows);
    split.checkApart(used);
    return split;
  }

  private Split optimized() {
    test.runOptimize();
    validation.runOptimize();
    return this;
  }

  private static void hold(
      RoaringBitmap part, String name, String option, HeldOut held, long rows) {
    if (held instanceof HeldOut.Rows numbered) {
      numbered.range().check(name + " " + option, rows);
      part.add(numbered.range().from(), numbered.range().end(rows));
    }
  }

  /** Throws if a row is named for two uses; rows that nobody named are for training. */
  private void checkApart(RowRange used) {
    RoaringBitmap both = RoaringBitmap.and(test, validation);
    if (!both.isEmpty()) {
      throw inBoth(TEST_ROWS + ", " + VALIDATION_ROWS, both);
    }
    if (!used.equals(RowRange.ALL)) {
      refuseWithin(test, ROWS + ", " + TEST_ROWS);
      refuseWithin(validation, ROWS + ", " + VALIDATION_ROWS);
    }
    if (rows(Part.TRAIN) == 0) {
      throw BadInputException.at(
          TEST_ROWS + ", " + VALIDATION_ROWS, "to leave rows for training", "all rows held out");
    }
  }

  private void refuseWithin(RoaringBitmap part, String options) {
    RoaringBitmap both = part.clone();
    both.remove(0, from);
    both.remove(to, MOST_ROWS);
    if (!both.isEmpty()) {
      throw inBoth(options, both);
    }
  }

  private static BadInputException inBoth(String options, RoaringBitmap both) {
    return BadInputException.at(
        options, "disjoint rows", "row " + Integer.toUnsignedString(both.first()) + " in both");
  }

  /** Moves randomly chosen rows out of training. */
  private void choose(double testFraction, double validationFraction, long seed) {
    long rows = rows(Part.TRAIN);
    long tests = Math.round(rows * testFraction);
    long validations = Math.round(rows * validationFraction);
    checkLeavesRows(rows, tests, validations);
    RandomStream random = new RandomStream(Purpose.SPLIT, seed, rows, 0, 0);
    PrimitiveIterator.OfLong candidates =
        LongStream.range(from, to).filter(row -> partOf(row) == Part.TRAIN).iterator();
    choose(candidates, rows, tests, validations, random);
  }

  private static void checkLeavesRows(long rows, long tests, long validations) {
    if (tests + validations >= rows) {
      throw BadInputException.at(
          SHARES,
          "to leave at least one of the " + rows + " rows for training",
          tests + " test and " + validations + " validation rows");
    }
  }

  /** Selection sampling (D. Knuth, TAOCP 2, 3.4.2, algorithm S). */
  private void choose(
      PrimitiveIterator.OfLong candidates,
      long rows,
      long tests,
      long validations,
      RandomStream random) {
    long left = rows;
    long testsLeft = tests;
    long validationsLeft = validations;
    while (testsLeft + validationsLeft > 0) {
      long row = candidates.nextLong();
      long draw = random.nextLong(left--);
      if (draw < testsLeft) {
        test.add((int) row);
        testsLeft--;
      } else if (draw < testsLeft + validationsLeft) {
        validation.add((int) row);
        validationsLeft--;
      }
    }
  }

  /**
   * Holds out the same share of every class, but leaves at least one row of each for training.
   *
   * @param classes the rows of each class, some of which may already be held out
   * @return how many of the requested rows are not held out because classes are too small
   */
  long chooseByClass(
      List<RoaringBitmap> classes, double testFraction, double validationFraction, long seed) {
    List<RoaringBitmap> candidates = classes.stream().map(this::inTraining).toList();
    long[] counts = candidates.stream().mapToLong(RoaringBitmap::getLongCardinality).toArray();
    long rows = rows(Part.TRAIN);
    long wanted = Math.round(rows * testFraction) + Math.round(rows * validationFraction);
    checkLeavesRows(rows, Math.round(rows * testFraction), Math.round(rows * validationFraction));
    long[] spare = Arrays.stream(counts).map(count -> Math.max(0, count - 1)).toArray();
    long[] tests = ClassShares.of(counts, spare, testFraction);
    Arrays.setAll(spare, c -> spare[c] - tests[c]);
    long[] validations = ClassShares.of(counts, spare, validationFraction);
    for (int c = 0; c < counts.length; c++) {
      RandomStream random = new RandomStream(Purpose.SPLIT, seed, rows, c + 1L, 0);
      choose(numbers(candidates.get(c)), counts[c], tests[c], validations[c], random);
    }
    optimized();
    return wanted - LongStream.concat(Arrays.stream(tests), Arrays.stream(validations)).sum();
  }

  private static PrimitiveIterator.OfLong numbers(RoaringBitmap rows) {
    PeekableIntIterator next = rows.getIntIterator();
    return LongStream.range(0, rows.getLongCardinality())
        .map(i -> Integer.toUnsignedLong(next.next()))
        .iterator();
  }

  /** The subset of rows that are for training. */
  private RoaringBitmap inTraining(RoaringBitmap rows) {
    RoaringBitmap left = RoaringBitmap.andNot(rows, RoaringBitmap.or(test, validation));
    left.remove(0, from);
    left.remove(to, MOST_ROWS);
    return left;
  }

  /** Holds more rows out. */
  void hold(Part part, RoaringBitmap rows) {
    (part == Part.TEST ? test : validation).or(rows);
    optimized();
  }

  /** Whether a row is for training. */
  boolean trains(long row) {
    return uses(row) && partOf(row) == Part.TRAIN;
  }

  /** Whether a row is used for anything. */
  public boolean uses(long row) {
    return (row >= from && row < to) || partOf(row) != Part.TRAIN;
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
    Places places = new Places();
    places.goTo(row);
    return places.index();
  }

  /** Finds the part and the index of one row after another; fast if rows come in order. */
  final class Places {
    private final long testsBefore = before(test, from);
    private final long validationsBefore = before(validation, from);
    private long expected = -1; // the row after the last one
    private long tests; // before the row
    private long validations;
    private Part part;
    private long index;

    /** Goes to a row; returns whether it is used. */
    boolean goTo(long row) {
      if (row != expected) {
        tests = before(test, row);
        validations = before(validation, row);
      }
      expected = row + 1;
      part = partOf(row);
      index =
          switch (part) {
            case TEST -> tests++;
            case VALIDATION -> validations++;
            case TRAIN -> row - from - (tests - testsBefore) - (validations - validationsBefore);
          };
      return part != Part.TRAIN || (row >= from && row < to);
    }

    /** What the row is used for. */
    Part part() {
      return part;
    }

    /** The row's number within its part. */
    long index() {
      return index;
    }
  }

  /** How many rows a part has. */
  public long rows(Part part) {
    return switch (part) {
      case TEST -> test.getLongCardinality();
      case VALIDATION -> validation.getLongCardinality();
      case TRAIN -> to - from - within(test) - within(validation);
    };
  }

  /** How many rows of a bitmap are in [from, to). */
  private long within(RoaringBitmap bitmap) {
    return before(bitmap, to) - before(bitmap, from);
  }

  /** How many rows of a bitmap are in [0, row). */
  private static long before(RoaringBitmap bitmap, long row) {
    return row == 0 ? 0 : bitmap.rankLong((int) (row - 1));
  }
}
