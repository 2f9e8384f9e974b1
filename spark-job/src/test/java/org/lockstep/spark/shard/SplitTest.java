package org.lockstep.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.roaringbitmap.RoaringBitmap;

class SplitTest {

  @ParameterizedTest
  @CsvSource({
    "1797, 0.4, 0, 719, 0",
    "10, 0.25, 0.25, 3, 3",
    "100000, 0.1, 0.2, 10000, 20000",
    "3, 0.34, 0.34, 1, 1",
    "5, 0, 0.5, 0, 3",
    "7, 0.01, 0, 0, 0"
  })
  void holdsOutExactlyAsManyRowsAsAskedFor(
      long rows, double test, double validation, long tests, long validations) {
    Split split = random(rows, test, validation, 1);
    assertThat(split.rows(Part.TEST)).isEqualTo(tests);
    assertThat(split.rows(Part.VALIDATION)).isEqualTo(validations);
    assertThat(split.rows(Part.TRAIN)).isEqualTo(rows - tests - validations);

    Map<Part, Long> next = new EnumMap<>(Part.class);
    for (long row = 0; row < rows; row++) {
      Part part = split.partOf(row);
      long index = next.merge(part, 1L, Long::sum) - 1;
      assertThat(split.indexOf(row)).isEqualTo(index); // in order, from 0, without gaps
    }
    for (Part part : Part.values()) {
      assertThat(next.getOrDefault(part, 0L)).isEqualTo(split.rows(part));
    }
  }

  @Test
  void dependsOnlyOnTheSeedAndTheNumberOfRows() {
    assertThat(parts(random(500, 0.3, 0.2, 5))).isEqualTo(parts(random(500, 0.3, 0.2, 5)));
    assertThat(parts(random(500, 0.3, 0.2, 5))).isNotEqualTo(parts(random(500, 0.3, 0.2, 6)));
  }

  @Test
  void givesEveryRowTheSameChance() {
    int[] held = new int[10];
    for (long seed = 0; seed < 4000; seed++) {
      Split split = random(10, 0.3, 0, seed);
      for (int row = 0; row < 10; row++) {
        held[row] += split.partOf(row) == Part.TEST ? 1 : 0;
      }
    }
    // 4000 · 0.3 = 1200, standard deviation 29.
    for (int count : held) {
      assertThat(count).isBetween(1075, 1325);
    }
  }

  @Test
  void aSplitWithoutTrainingRowsIsRefused() {
    assertThatThrownBy(() -> random(2, 0.5, 0.4, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[test-fraction, validation-fraction] expected to leave at least one of the 2 rows"
                + " for training but found 1 test and 1 validation rows");
  }

  @Test
  void choosesAtRandomFromTheRemainingRows() {
    Split split =
        Split.of(
            "x.csv",
            100,
            RowRange.ALL,
            new HeldOut.Rows(RowRange.parse("--test-rows", "80:")),
            new HeldOut.Fraction(0.25),
            1);
    assertThat(split.rows(Part.TEST)).isEqualTo(20);
    assertThat(split.rows(Part.VALIDATION)).isEqualTo(20);
    assertThat(split.rows(Part.TRAIN)).isEqualTo(60);
  }

  @Test
  void aRowCannotBelongToTwoParts() {
    assertThatThrownBy(() -> numbered("0:6", "3:", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[rows, test-rows] expected disjoint rows but found row 3 in both");
  }

  @Test
  void rangesThatDoNotFitTheRowsAreRefused() {
    assertThatThrownBy(() -> numbered("", "8:11", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[x.csv test-rows] expected at least 11 rows but found 10");
    assertThatThrownBy(() -> numbered("10:", "", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[x.csv rows] expected at least 11 rows but found 10");
    assertThatThrownBy(() -> numbered("", ":", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[test-rows, validation-rows] expected to leave rows for training but found all"
                + " rows held out");
  }

  @Test
  void numbersMoreThanTwoToThe31Rows() {
    long rows = 3_000_000_001L;
    Split split =
        Split.of(
            "x.csv",
            rows,
            RowRange.ALL,
            new HeldOut.Rows(RowRange.parse("--test-rows", "5:7")),
            new HeldOut.None(),
            1);
    assertThat(split.indexOf(rows - 1)).isEqualTo(rows - 1 - 2);
  }

  private static Split random(long rows, double test, double validation, long seed) {
    return Split.of(
        "x.csv", rows, RowRange.ALL, HeldOut.fraction(test), HeldOut.fraction(validation), seed);
  }

  private static Split numbered(String rows, String test, String validation) {
    return Split.of(
        "x.csv",
        10,
        rows.isEmpty() ? RowRange.ALL : RowRange.parse("--rows", rows),
        held(test),
        held(validation),
        1);
  }

  private static HeldOut held(String range) {
    return range.isEmpty()
        ? new HeldOut.None()
        : new HeldOut.Rows(RowRange.parse("--test-rows", range));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 8:10, '', TTTTTTTTtt",
    "'', 8:, 0:1, vTTTTTTTtt",
    "2:5, 8:10, '', ..TTT...tt",
    "0:4, 4:6, 6:9, TTTTttvvv."
  })
  void holdsOutRowsByNumber(String rows, String test, String validation, String expected) {
    Split split = numbered(rows, test, validation);
    StringBuilder uses = new StringBuilder();
    for (long row = 0; row < 10; row++) {
      uses.append(split.uses(row) ? "Tvt".charAt(split.partOf(row).number()) : '.');
    }
    assertThat(uses.toString()).isEqualTo(expected);
  }

  @Test
  void placesDoNotDependOnTheOrderOfTheCalls() {
    Split split =
        Split.of(
            "x.csv",
            1000,
            RowRange.parse("--rows", "100:950"),
            new HeldOut.Fraction(0.3),
            new HeldOut.Rows(RowRange.parse("--validation-rows", "20:60")),
            1);
    Split.Places inOrder = split.new Places();
    Split.Places inDisorder = split.new Places();
    List<Long> disorder = new ArrayList<>(LongStream.range(0, 1000).boxed().toList());
    Collections.shuffle(disorder, new Random(1));
    Map<Long, String> expected = new HashMap<>();
    Map<Part, Long> next = new EnumMap<>(Part.class);
    for (long row = 0; row < 1000; row++) {
      boolean isUsed = split.uses(row);
      long index = isUsed ? next.merge(split.partOf(row), 1L, Long::sum) - 1 : -1;
      expected.put(row, isUsed ? split.partOf(row) + " " + index : "");
      assertThat(place(inOrder, row)).isEqualTo(expected.get(row));
    }
    assertThat(next).containsOnlyKeys(Part.values());
    assertThat(expected).containsValue("");
    for (long row : disorder) {
      assertThat(place(inDisorder, row)).isEqualTo(expected.get(row));
    }
  }

  private static String place(Split.Places places, long row) {
    return places.goTo(row) ? places.part() + " " + places.index() : "";
  }

  /** The rows of each class: the first {@code counts[0]} rows, the next {@code counts[1]}, ... */
  private static List<RoaringBitmap> classes(int... counts) {
    List<RoaringBitmap> classes = new ArrayList<>();
    int row = 0;
    for (int count : counts) {
      RoaringBitmap rows = new RoaringBitmap();
      rows.add((long) row, (long) row + count);
      classes.add(rows);
      row += count;
    }
    return classes;
  }

  private static Split byClass(List<RoaringBitmap> classes, double test, double validation) {
    long rows = classes.stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
    Split split =
        Split.numbered(
            "x.csv", rows, RowRange.ALL, HeldOut.fraction(test), HeldOut.fraction(validation));
    split.chooseByClass(classes, test, validation, 1);
    return split;
  }

  private static List<Long> held(Split split, List<RoaringBitmap> classes, Part part) {
    return classes.stream()
        .map(rows -> rows.stream().filter(row -> split.partOf(row) == part).count())
        .toList();
  }

  @Test
  void everyClassGivesItsShareByLargestRemainder() {
    List<RoaringBitmap> classes = classes(70, 25, 5);
    Split split = byClass(classes, 0.2, 0.1);
    // The test takes 14, 5 and 1 of 20. Validation would take 7, 2.5 and 0.5 of 10; the last row
    // goes to the larger class.
    assertThat(held(split, classes, Part.TEST)).containsExactly(14L, 5L, 1L);
    assertThat(held(split, classes, Part.VALIDATION)).containsExactly(7L, 3L, 0L);
    assertThat(split.rows(Part.TRAIN)).isEqualTo(70);
  }

  @Test
  void aClassOfOneRowStaysInTraining() {
    List<RoaringBitmap> classes = classes(1, 9, 2);
    Split split = byClass(classes, 0.5, 0.25);
    assertThat(held(split, classes, Part.TRAIN)).allMatch(rows -> rows >= 1);
    assertThat(split.partOf(0)).isEqualTo(Part.TRAIN);
    assertThat(split.rows(Part.TEST)).isEqualTo(6);
    assertThat(split.rows(Part.VALIDATION)).isEqualTo(3);
  }

  @Test
  void tooSmallClassesHoldOutFewerRowsAndReportHowMany() {
    List<RoaringBitmap> classes = classes(1, 1, 1, 2);
    Split split =
        Split.numbered(
            "x.csv", 5, RowRange.ALL, new HeldOut.Fraction(0.4), new HeldOut.Fraction(0.2));
    assertThat(split.chooseByClass(classes, 0.4, 0.2, 1)).isEqualTo(2);
    assertThat(split.rows(Part.TEST)).isEqualTo(1);
    assertThat(split.rows(Part.VALIDATION)).isZero();
  }

  @Test
  void theSeedChoosesWhichRowsOfAClassAreHeldOut() {
    int[] held = new int[8];
    for (long seed = 0; seed < 4000; seed++) {
      Split split =
          Split.numbered("x.csv", 8, RowRange.ALL, new HeldOut.Fraction(0.5), new HeldOut.None());
      split.chooseByClass(classes(4, 4), 0.5, 0, seed);
      for (int row = 0; row < 8; row++) {
        held[row] += split.partOf(row) == Part.TEST ? 1 : 0;
      }
    }
    // 4000 · 0.5 = 2000, standard deviation 32.
    for (int count : held) {
      assertThat(count).isBetween(1860, 2140);
    }
  }

  private static List<Part> parts(Split split) {
    return LongStream.range(0, 500).mapToObj(split::partOf).toList();
  }
}
