package org.lockstep.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.error.BadInputException;

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
    Split split = Split.random(rows, test, validation, 1);
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
  void isAPureFunctionOfTheSeedAndTheNumberOfRows() {
    assertThat(parts(Split.random(500, 0.3, 0.2, 5)))
        .isEqualTo(parts(Split.random(500, 0.3, 0.2, 5)));
    assertThat(parts(Split.random(500, 0.3, 0.2, 5)))
        .isNotEqualTo(parts(Split.random(500, 0.3, 0.2, 6)));
  }

  @Test
  void givesEveryRowTheSameChance() {
    int[] held = new int[10];
    for (long seed = 0; seed < 4000; seed++) {
      Split split = Split.random(10, 0.3, 0, seed);
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
  void leavesRowsToTrainOn() {
    assertThatThrownBy(() -> Split.random(2, 0.5, 0.4, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[--test-fraction, --validation-fraction] expected to leave at least one of the 2 rows"
                + " for training but found 1 test and 1 validation rows");
  }

  @Test
  void numbersMoreThanTwoToThe31Rows() {
    Split split = Split.random(20, 0.5, 0, 1);
    assertThat(split.indexOf(3_000_000_000L))
        .isEqualTo(3_000_000_000L - split.rows(Part.TEST)); // rows behind the last are not held out
  }

  private static List<Part> parts(Split split) {
    return LongStream.range(0, 500).mapToObj(split::partOf).toList();
  }
}
