package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.ColumnReport.NumberSpread;
import org.lockstep.spark.table.ColumnReport.ValueCount;

/**
 * How often each value of a column occurs. Whenever there are too many different values, half of
 * them are dropped by a hash. The values that remain have exact counts, and the number of different
 * values is estimated (P. Flajolet, "On adaptive sampling", Computing 43, 1990). The result does
 * not depend on the order of rows, or on how they are divided.
 */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most values kept, for an estimate within about a hundredth. */
  private static final int MOST = 10_000;

  private static final int SHOWN = 5;
  private static final int BINS = 24;

  private final Map<Object, Long> counts = new HashMap<>(); // of Double and String
  private int halvings; // a value is kept if this many last bits of its hash are 0
  private boolean areWhole = true; // all numbers
  private Object first;

  void add(double number) {
    areWhole &= number == Math.rint(number);
    add(number + 0.0, 1); // -0.0 becomes 0.0
  }

  void add(String text) {
    add(text, 1);
  }

  private void add(Object value, long count) {
    if (first == null) {
      first = value;
    }
    if (isKept(value)) {
      counts.merge(value, count, Long::sum);
      while (counts.size() > MOST) {
        halvings++;
        counts.keySet().removeIf(known -> !isKept(known));
      }
    }
  }

  private boolean isKept(Object value) {
    return halvings == 0 || (hash(value) & ((1L << halvings) - 1)) == 0;
  }

  /** The finalizer of SplitMix64 over the bits of a number, or of the polynomial hash of a text. */
  private static long hash(Object value) {
    long z = 0;
    if (value instanceof Double number) {
      z = Double.doubleToLongBits(number);
    } else {
      String text = (String) value;
      for (int i = 0; i < text.length(); i++) {
        z = 31 * z + text.charAt(i);
      }
    }
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Adds the rows that follow. */
  void append(Tally other) {
    areWhole &= other.areWhole;
    first = first == null ? other.first : first;
    halvings = Math.max(halvings, other.halvings);
    counts.keySet().removeIf(known -> !isKept(known));
    other.counts.forEach(this::add);
  }

  /** The numbers of this tally, and those of another. */
  Tally numbersAnd(Tally other) {
    Tally numbers = new Tally();
    numbers.areWhole = areWhole;
    numbers.halvings = halvings;
    counts.forEach(
        (value, count) -> {
          if (value instanceof Double) {
            numbers.add(value, count);
          }
        });
    numbers.append(other);
    return numbers;
  }

  /** Whether all numbers are whole. */
  boolean areWhole() {
    return areWhole;
  }

  /** How many different values there are. */
  long distinct() {
    return (long) counts.size() << halvings;
  }

  /** Whether that is an estimate. */
  boolean isEstimate() {
    return halvings > 0;
  }

  /** The first value; empty if there is none. */
  String example() {
    return first == null ? "" : text(first);
  }

  private static String text(Object value) {
    return value instanceof Double number ? Text.number(number) : (String) value;
  }

  /** The most frequent values, the most frequent first; none if no value occurs twice. */
  List<ValueCount> frequent() {
    List<ValueCount> frequent =
        counts.entrySet().stream()
            .map(entry -> new ValueCount(text(entry.getKey()), entry.getValue()))
            .sorted(
                Comparator.comparingLong((ValueCount value) -> -value.count())
                    .thenComparing(ValueCount::value))
            .limit(SHOWN)
            .toList();
    return frequent.isEmpty() || frequent.get(0).count() == 1 ? List.of() : frequent;
  }

  /** Where the numbers lie; if only part of the values is kept, where that part lies. */
  NumberSpread spread(double min, double max) {
    TreeMap<Double, Long> numbers =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey() instanceof Double)
            .collect(
                Collectors.toMap(
                    entry -> (Double) entry.getKey(),
                    Map.Entry::getValue,
                    Long::sum,
                    TreeMap::new));
    long all = numbers.values().stream().mapToLong(Long::longValue).sum();
    List<Long> bins = new ArrayList<>(Collections.nCopies(BINS, 0L));
    long before = 0;
    double median = min;
    for (Map.Entry<Double, Long> number : numbers.entrySet()) {
      if (2 * before < all) {
        median = number.getKey();
      }
      before += number.getValue();
      double share = max > min ? (number.getKey() / 2 - min / 2) / (max / 2 - min / 2) : 0;
      int bin = Math.min(BINS - 1, Math.max(0, (int) (share * BINS)));
      bins.set(bin, bins.get(bin) + number.getValue());
    }
    return new NumberSpread(min, median, max, bins);
  }
}
