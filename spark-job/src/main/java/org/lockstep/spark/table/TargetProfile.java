package org.lockstep.spark.table;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * What the targets of some rows are: their distinct labels, and the first that cannot be a label.
 */
final class TargetProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean isText;
  private final Set<String> labels = new HashSet<>();

  private Finding notALabel; // the first row whose target is fractional or negative, or null
  private Finding minusOne; // the first row whose target is -1, which is a label beside 1 only

  TargetProfile(boolean isText) {
    this.isText = isText;
  }

  /** Looks at rows of (row, target). */
  static TargetProfile of(Iterator<Row> rows, boolean isText) {
    TargetProfile profile = new TargetProfile(isText);
    rows.forEachRemaining(profile::add);
    return profile;
  }

  private void add(Row row) {
    Object target = row.get(1);
    if (!isText && !isLabel((Double) target)) {
      Finding found =
          new Finding(
              row.getLong(0), "a class label (a whole number from 0, or text)", label(target));
      if ((Double) target == -1) {
        minusOne = Finding.first(minusOne, found);
        labels.add(label(target));
      } else {
        notALabel = Finding.first(notALabel, found);
      }
    } else if (labels.size() <= Categories.MOST) {
      labels.add(label(target));
    }
  }

  private static boolean isLabel(double number) {
    return number >= 0 && number == Math.rint(number);
  }

  /** A target as a class is named. */
  static String label(Object target) {
    return target instanceof String text ? text : Text.number((Double) target);
  }

  void merge(TargetProfile other) {
    labels.addAll(other.labels);
    notALabel = Finding.first(notALabel, other.notALabel);
    minusOne = Finding.first(minusOne, other.minusOne);
  }

  /**
   * The first row whose target is no label; null if there is none. The two classes -1 and 1 are how
   * many a set of two classes is written, above all in LibSVM's format.
   */
  Finding finding() {
    boolean areSigns = labels.equals(Set.of("-1", "1"));
    return areSigns ? notALabel : Finding.first(notALabel, minusOne);
  }

  boolean hasTooMany() {
    return labels.size() > Categories.MOST;
  }

  /** Whether these are better taken for measurements than for classes. */
  boolean suggestsRegression() {
    return !isText && (finding() != null || hasTooMany());
  }

  /** The distinct labels: text in alphabetical order, numbers by size. */
  List<String> classes() {
    Comparator<String> order =
        isText ? Comparator.naturalOrder() : Comparator.comparingDouble(Double::parseDouble);
    return labels.stream().sorted(order).toList();
  }

  /** The first row whose label is not among the known ones; nothing if all are. */
  static Iterator<Finding> findUnknown(Iterator<Row> rows, Set<String> known, String expected) {
    Finding first = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      String label = label(row.get(1));
      if (!known.contains(label)) {
        first =
            Finding.first(
                first, new Finding(row.getLong(0), expected, BadInputException.quote(label)));
      }
    }
    return first == null ? List.<Finding>of().iterator() : List.of(first).iterator();
  }
}
