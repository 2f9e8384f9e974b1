package org.lockstep.spark.read;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;

/**
 * What the targets of some rows are: their distinct labels, and the first that cannot be a label.
 */
final class TargetProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean isText;
  private final Set<String> labels = new HashSet<>();

  /** The first row whose target is no label: fractional or negative; null if there is none. */
  Finding finding;

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
      finding =
          Finding.first(
              finding,
              new Finding(
                  row.getLong(0), "a class label (a whole number from 0, or text)", label(target)));
    } else if (labels.size() <= Categories.MOST) {
      labels.add(label(target));
    }
  }

  private static boolean isLabel(double number) {
    return number >= 0 && number == Math.rint(number);
  }

  /** A target as a class is named. */
  static String label(Object target) {
    return target instanceof String text ? text : Numbers.text((Double) target);
  }

  void merge(TargetProfile other) {
    labels.addAll(other.labels);
    finding = Finding.first(finding, other.finding);
  }

  boolean hasTooMany() {
    return labels.size() > Categories.MOST;
  }

  /** Whether these are better taken for measurements than for classes. */
  boolean suggestsRegression() {
    return !isText && (finding != null || hasTooMany());
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
