package org.lockstep.spark.shard;

import java.util.Arrays;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.lockstep.spark.table.SplitPoint;

/** Chooses which values of a column are held out, each with all of its rows. */
final class KeyChoice {
  private static final String SPLIT_AFTER = Mention.of("split-after");

  private final String place;
  private final KeyCounts counts;
  private final Part[] parts; // by value

  /**
   * A choice that holds out nothing yet.
   *
   * @param place of the column, for messages
   */
  KeyChoice(String place, KeyCounts counts) {
    this.place = place;
    this.counts = counts;
    this.parts = new Part[counts.size()];
    Arrays.fill(parts, Part.TRAIN);
  }

  Part[] parts() {
    return parts.clone();
  }

  /** How many values a part has. */
  long values(Part part) {
    return Arrays.stream(parts).filter(p -> p == part).count();
  }

  /**
   * Holds out values in a random order that depends only on the seed and the values. A value is
   * taken if it brings the number of rows nearer to the share. A share above 0 gets at least one
   * value, but validation gets none if too few are left.
   */
  void atRandom(double testShare, double validationShare, long seed) {
    int needed = testShare > 0 ? 2 : 1;
    if (counts.size() < needed) {
      throw BadInputException.at(
          place,
          "at least " + needed + " different values, to hold out whole groups",
          Integer.toString(counts.size()));
    }
    boolean validates = validationShare > 0 && counts.size() > needed;
    long rows = counts.rows();
    int[] order = new RandomStream(Purpose.SPLIT, seed, rows, 0, 1).permutation(counts.size());
    if (testShare > 0) {
      take(order, Math.round(rows * testShare), Part.TEST, validates ? 2 : 1);
    }
    if (validates) {
      take(order, Math.round(rows * validationShare), Part.VALIDATION, 1);
    }
  }

  /**
   * Takes values that bring the number of rows nearer to the wanted number.
   *
   * @param left how many values to leave
   */
  private void take(int[] order, long wanted, Part part, int left) {
    long free = values(Part.TRAIN);
    long rows = 0;
    int smallest = -1;
    for (int i : order) {
      if (parts[i] != Part.TRAIN) {
        continue;
      }
      if (smallest < 0 || counts.count(i) < counts.count(smallest)) {
        smallest = i;
      }
      if (free > left && isNearer(rows, counts.count(i), wanted)) {
        parts[i] = part;
        rows += counts.count(i);
        free--;
      }
    }
    if (rows == 0) {
      parts[smallest] = part;
    }
  }

  private static boolean isNearer(long rows, long more, long wanted) {
    return Math.abs(rows + more - wanted) < Math.abs(rows - wanted);
  }

  /**
   * Holds out the values from a point on for the test. If several are left before it, holds out the
   * latest of those for validation.
   */
  void later(SplitPoint point, double validationShare) {
    int cut = counts.indexOf(point.key());
    if (cut == counts.size() || cut == 0) {
      boolean isNone = cut > 0;
      throw BadInputException.at(
          place,
          (isNone ? "values from " : "values before ")
              + point.text()
              + (isNone ? " on to test with, for " : " to train on, for ")
              + SPLIT_AFTER,
          (isNone ? "the last at " : "the first at ")
              + point.kind().text(counts.key(isNone ? cut - 1 : 0)));
    }
    Arrays.fill(parts, cut, parts.length, Part.TEST);
    if (validationShare > 0 && cut > 1) {
      validateWithLatest(cut, validationShare);
    }
  }

  private void validateWithLatest(int end, double share) {
    long rows = 0;
    for (int i = 0; i < end; i++) {
      rows += counts.count(i);
    }
    long wanted = Math.round(rows * share);
    long taken = 0;
    for (int i = end - 1; i > 0; i--) {
      if (taken > 0 && !isNearer(taken, counts.count(i), wanted)) {
        break;
      }
      parts[i] = Part.VALIDATION;
      taken += counts.count(i);
    }
  }
}
