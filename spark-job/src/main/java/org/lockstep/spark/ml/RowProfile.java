package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.PackedFeatures;

/**
 * A profile of rows: their number, width and labels, and the first row that cannot be trained on.
 * Rows have no order, so the first is the one with the smallest hash, which does not depend on the
 * partitioning.
 */
final class RowProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Marks features that cannot be trained on; a reason can follow. */
  static final byte UNUSABLE = 'x';

  private final Kind kind;
  private final boolean inArrays;
  private double largestClass;
  private long rows;
  private long unusable;
  private long entries; // stored numbers of usable rows
  private int least = Integer.MAX_VALUE; // the fewest features of a row
  private int most = -1;
  private int fewestTargets = Integer.MAX_VALUE; // of a row, if a column holds several
  private int mostTargets = 1;
  private Problem features; // null for none, like the next two
  private Problem label;
  private Problem weight;

  /** The kind of a target. */
  enum Kind {
    CLASS("a whole number from 0"),
    NUMBER("a finite number"),
    LABEL("0 or 1");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    static Kind of(Labels labels) {
      return labels instanceof Labels.Classes
          ? CLASS
          : labels instanceof Labels.Several ? LABEL : NUMBER;
    }

    private boolean takes(double value) {
      return switch (this) {
        case CLASS -> value >= 0 && value == Math.rint(value) && value < Integer.MAX_VALUE;
        case NUMBER -> Double.isFinite(value);
        case LABEL -> value == 0 || value == 1;
      };
    }
  }

  /** A problem with a row. */
  static final class Problem implements Serializable {
    private static final long serialVersionUID = 1L;

    final long hash;
    final String expected;
    final String found;

    Problem(long hash, String expected, String found) {
      this.hash = hash;
      this.expected = expected;
      this.found = found;
    }

    static Problem first(Problem a, Problem b) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      return b.hash < a.hash ? b : a;
    }
  }

  /**
   * An empty profile.
   *
   * @param kind the kind of each of a row's targets
   * @param inArrays whether a target is an array
   */
  RowProfile(Kind kind, boolean inArrays) {
    this.kind = kind;
    this.inArrays = inArrays;
  }

  /** Adds rows of (hash, features, target, weight). */
  RowProfile addAll(Iterator<InternalRow> rows) {
    rows.forEachRemaining(this::add);
    return this;
  }

  private void add(InternalRow row) {
    long hash = row.getLong(0);
    byte[] packed = row.getBinary(1);
    if (packed[0] == UNUSABLE) {
      unusable++;
      features = Problem.first(features, new Problem(hash, "numbers", found(packed)));
      return;
    }
    rows++;
    int size = PackedFeatures.size(packed);
    least = Math.min(least, size);
    most = Math.max(most, size);
    entries += PackedFeatures.stored(packed);
    addLabel(hash, row);
    if (row.isNullAt(3)) {
      weight = Problem.first(weight, new Problem(hash, "a weight of at least 0", "null"));
    } else {
      addWeight(hash, row.getDouble(3));
    }
  }

  private static String found(byte[] packed) {
    return new String(packed, 1, packed.length - 1, UTF_8);
  }

  private void addLabel(long hash, InternalRow row) {
    if (row.isNullAt(2)) {
      label = Problem.first(label, new Problem(hash, kind.expected, "null"));
      return;
    }
    if (inArrays) {
      addArray(hash, row.getArray(2));
      return;
    }
    double value = row.getDouble(2);
    if (!kind.takes(value)) {
      label = Problem.first(label, new Problem(hash, kind.expected, Text.number(value)));
    } else if (kind == Kind.CLASS) {
      largestClass = Math.max(largestClass, value);
    }
  }

  private void addArray(long hash, ArrayData numbers) {
    int count = numbers.numElements();
    fewestTargets = Math.min(fewestTargets, count);
    mostTargets = Math.max(mostTargets, count);
    for (int j = 0; j < count; j++) {
      boolean isNull = numbers.isNullAt(j);
      if (isNull || !kind.takes(numbers.getDouble(j))) {
        String found = isNull ? "null" : Text.number(numbers.getDouble(j));
        label = Problem.first(label, new Problem(hash, kind.expected, found));
      }
    }
  }

  private void addWeight(long hash, double value) {
    if (!(value >= 0)) {
      weight =
          Problem.first(weight, new Problem(hash, "a weight of at least 0", Text.number(value)));
    } else if (value > Float.MAX_VALUE) {
      weight =
          Problem.first(
              weight,
              new Problem(hash, "a weight of at most " + Float.MAX_VALUE, Text.number(value)));
    }
  }

  /** Adds another profile to this one. */
  RowProfile merge(RowProfile other) {
    largestClass = Math.max(largestClass, other.largestClass);
    rows += other.rows;
    unusable += other.unusable;
    entries += other.entries;
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    fewestTargets = Math.min(fewestTargets, other.fewestTargets);
    mostTargets = Math.max(mostTargets, other.mostTargets);
    features = Problem.first(features, other.features);
    label = Problem.first(label, other.label);
    weight = Problem.first(weight, other.weight);
    return this;
  }

  /**
   * Refuses rows that cannot be trained on.
   *
   * @throws BadInputException naming the column
   */
  void check(FitColumns columns) {
    if (columns.invalid() == HandleInvalid.ERROR) {
      refuseFeatures(columns);
    }
    if (rows == 0) {
      throw BadInputException.at(
          "the DataFrame",
          "at least one row to train on",
          unusable == 0 ? "none" : unusable + " without usable features");
    }
    if (least != most) {
      throw BadInputException.at(
          "column " + columns.features().column(),
          "vectors of the same size",
          "sizes from " + least + " to " + most);
    }
    if (most == 0) {
      throw BadInputException.at(
          "column " + columns.features().column(), "at least one feature", "none");
    }
    String labels = "column " + String.join(", ", columns.labels());
    refuse(labels, label);
    if (fewestTargets != Integer.MAX_VALUE
        && (fewestTargets == 0 || fewestTargets != mostTargets)) {
      throw BadInputException.at(
          labels,
          "the same number of values in each row",
          "from " + fewestTargets + " to " + mostTargets);
    }
    refuse("column " + columns.weight().orElse(""), weight);
  }

  private void refuseFeatures(FitColumns columns) {
    if (columns.features().areRaw() && features != null) {
      throw BadInputException.at("inputCols", "finite values", features.found);
    }
    refuse("column " + columns.features().column(), features);
  }

  private static void refuse(String place, Problem problem) {
    if (problem != null) {
      throw BadInputException.at(place, problem.expected, problem.found);
    }
  }

  /** The number of usable rows. */
  long rows() {
    return rows;
  }

  /**
   * The numbers stored for all usable rows: the features that are not 0, or all features of a row
   * that is shorter in dense form.
   */
  long entries() {
    return entries;
  }

  /** The number of rows left out. */
  long unusable() {
    return unusable;
  }

  /** The number of features of each row, after {@link #check}. */
  int width() {
    return most;
  }

  /** The number of targets of each row, after {@link #check}. */
  int targets() {
    return mostTargets;
  }

  /** The largest label, from 0. */
  int largestClass() {
    return (int) largestClass;
  }
}
