package org.lockstep.spark.table;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.roaringbitmap.RoaringBitmap;

/**
 * Summarises the targets of some rows: their distinct labels, the rows of each label if the labels
 * are few, and the first target that is not a label.
 */
public final class TargetProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * More different whole numbers than this are measurements, unless the user says they are classes.
   */
  private static final int MOST_NUMBERED_CLASSES = 20;

  /** With more different labels than this, the rows of each label are not recorded. */
  private static final int MOST_SETS = 64;

  /** Row numbers in a bitmap are unsigned 32-bit. */
  private static final long MOST_ROWS = 1L << 32;

  private final boolean isText;
  private final Set<String> labels = new HashSet<>();
  private Map<String, RoaringBitmap> sets = new HashMap<>(); // by label; null if too many
  private transient Map<Double, String> seen; // the numbers among the labels
  private Finding notALabel; // the first row whose target is fractional, or null
  private Finding negative; // the first row whose target is below 0, or null

  /**
   * A profile without rows.
   *
   * @param isText whether targets are text rather than numbers
   */
  public TargetProfile(boolean isText) {
    this.isText = isText;
  }

  /** Profiles rows of (row, target). */
  static TargetProfile of(Iterator<Row> rows, boolean isText) {
    TargetProfile profile = new TargetProfile(isText);
    rows.forEachRemaining(
        row -> {
          if (isText) {
            profile.add(row.getLong(0), row.getString(1));
          } else {
            profile.add(row.getLong(0), row.getDouble(1));
          }
        });
    return profile;
  }

  /** Whether targets are text. */
  public boolean isText() {
    return isText;
  }

  /**
   * Adds a target of text.
   *
   * @param row the row's number in the table, or in a part of it, see {@link #append}
   */
  public void add(long row, String label) {
    if (labels.size() <= Categories.MOST) {
      labels.add(label);
    }
    if (sets != null) {
      addTo(row, label);
    }
  }

  private void addTo(long row, String label) {
    RoaringBitmap rows = sets.get(label);
    if (rows == null) {
      rows = new RoaringBitmap();
      sets.put(label, rows);
    }
    if (sets.size() > MOST_SETS || row >= MOST_ROWS) {
      sets = null;
    } else {
      rows.add((int) row);
    }
  }

  /**
   * Adds a numeric target.
   *
   * @param row the row's number in the table, or in a part of it, see {@link #append}
   */
  public void add(long row, double target) {
    if (!isWhole(target)) {
      sets = null;
      if (notALabel == null || row < notALabel.position) {
        notALabel = new Finding(row, "a class label (a whole number, or text)", label(target));
      }
      return;
    }
    if (target < 0 && (negative == null || row < negative.position)) {
      negative = new Finding(row, "", label(target));
    }
    if (labels.size() > Categories.MOST) {
      return;
    }
    if (seen == null) {
      seen = new HashMap<>();
    }
    add(row, seen.computeIfAbsent(target, TargetProfile::label));
  }

  /**
   * Adds the rows of another part.
   *
   * @param firstRow the row of the table that the other part counts as 0
   */
  public void append(TargetProfile other, long firstRow) {
    labels.addAll(other.labels);
    appendSets(other.sets, firstRow);
    notALabel = Finding.first(notALabel, moved(other.notALabel, firstRow));
    negative = Finding.first(negative, moved(other.negative, firstRow));
  }

  private void appendSets(Map<String, RoaringBitmap> others, long firstRow) {
    if (sets != null && others != null) {
      others.forEach(
          (label, rows) ->
              sets.merge(
                  label,
                  RoaringBitmap.addOffset(rows, firstRow),
                  (mine, added) -> {
                    mine.or(added);
                    return mine;
                  }));
    }
    if (others == null || (sets != null && sets.size() > MOST_SETS)) {
      sets = null;
    }
  }

  private static Finding moved(Finding finding, long rows) {
    return finding == null
        ? null
        : new Finding(finding.position + rows, finding.expected, finding.found);
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number);
  }

  /** The class name of a target. */
  static String label(Object target) {
    return target instanceof String text ? text : Text.number((Double) target);
  }

  /** The first row whose target is not a label; null if there is none. */
  Finding finding() {
    return notALabel;
  }

  boolean hasTooMany() {
    return labels.size() > Categories.MOST;
  }

  /** Whether every row's target is known to be one of these labels. */
  boolean isWithin(Set<String> known) {
    return notALabel == null && !hasTooMany() && known.containsAll(labels);
  }

  /**
   * Whether these targets look more like measurements than classes. Sets of two classes are often
   * written with the classes -1 and 1, especially in LibSVM's format.
   */
  boolean suggestsRegression() {
    boolean areSigns = labels.equals(Set.of("-1", "1"));
    return !isText
        && (notALabel != null
            || (negative != null && !areSigns)
            || labels.size() > MOST_NUMBERED_CLASSES);
  }

  /**
   * Whether the user could have meant the other task: whole numbers that are not the codes of
   * classes.
   */
  boolean isAmbiguous() {
    if (isText || notALabel != null || labels.size() <= 2) {
      return false;
    }
    boolean countsClasses = // 0, 1, ... K-1
        negative == null
            && labels.size() <= MOST_NUMBERED_CLASSES
            && labels.contains(Integer.toString(labels.size() - 1));
    return !countsClasses;
  }

  /** The number of different labels, in words. */
  String count() {
    return hasTooMany() ? "more than " + Categories.MOST : Integer.toString(labels.size());
  }

  /** The distinct labels: text in alphabetical order, numbers by size. */
  List<String> classes() {
    Comparator<String> order =
        isText ? Comparator.naturalOrder() : Comparator.comparingDouble(Double::parseDouble);
    return labels.stream().sorted(order).toList();
  }

  /**
   * The rows of each of these classes; empty if there are too many classes to record their rows.
   */
  public Optional<List<RoaringBitmap>> rowsOf(List<String> classes) {
    return Optional.ofNullable(sets)
        .map(
            known ->
                classes.stream()
                    .map(label -> known.getOrDefault(label, new RoaringBitmap()))
                    .toList());
  }

  /** The first row with a negative target; nothing if there is none. */
  static Iterator<Finding> findNegative(Iterator<Row> rows, List<String> columns) {
    return findNumber(rows, columns, number -> number < 0, "a count of at least 0");
  }

  /** The first row with a target that is neither 0 nor 1; nothing if there is none. */
  static Iterator<Finding> findNoLabel(Iterator<Row> rows, List<String> columns) {
    return findNumber(rows, columns, number -> number != 0 && number != 1, "0 or 1");
  }

  private static Iterator<Finding> findNumber(
      Iterator<Row> rows, List<String> columns, DoublePredicate isBad, String expected) {
    Finding first = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      List<Double> numbers = row.get(1) instanceof Double one ? List.of(one) : row.getList(1);
      for (int j = 0; j < numbers.size(); j++) {
        if (isBad.test(numbers.get(j))) {
          String column = columns.size() == numbers.size() ? columns.get(j) : columns.get(0);
          String there = expected + " in target column " + BadInputException.quote(column);
          first =
              Finding.first(first, new Finding(row.getLong(0), there, Text.number(numbers.get(j))));
        }
      }
    }
    return first == null ? List.<Finding>of().iterator() : List.of(first).iterator();
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
