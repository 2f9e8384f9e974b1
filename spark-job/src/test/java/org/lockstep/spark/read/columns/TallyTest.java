package org.lockstep.spark.read.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.table.ColumnReport.ValueCount;

class TallyTest {
  private static Tally tallyOf(int from, int to) {
    Tally tally = new Tally();
    IntStream.range(from, to).forEach(i -> tally.add(Math.floorDiv(i, 2) + 0.25));
    return tally;
  }

  @Test
  void fewValuesAreCountedExactly() {
    Tally tally = tallyOf(0, 20_000);
    assertThat(tally.distinct()).isEqualTo(10_000);
    assertThat(tally.isEstimate()).isFalse();
    assertThat(tally.frequent()).hasSize(5).first().isEqualTo(new ValueCount("0.25", 2));
    assertThat(tally.example()).isEqualTo("0.25");
    assertThat(tally.areWhole()).isFalse();
  }

  @Test
  void manyValuesAreEstimatedTheSameInAnyOrder() {
    Tally parts = tallyOf(600_000, 1_000_000);
    parts.append(tallyOf(0, 600_000));
    Tally whole = tallyOf(0, 1_000_000);
    assertThat(whole.isEstimate()).isTrue();
    assertThat((double) whole.distinct()).isCloseTo(500_000, within(20_000.0));
    assertThat(parts.distinct()).isEqualTo(whole.distinct());
    assertThat(parts.spread(0, 500_000)).isEqualTo(whole.spread(0, 500_000));
    assertThat(whole.spread(0, 500_000).median()).isCloseTo(250_000, within(10_000.0));
  }

  @Test
  void binsDivideTheRangeEvenly() {
    assertThat(tallyOf(0, 4_800).spread(0.25, 2399.25).bins()).hasSize(24).containsOnly(200L);
    assertThat(tallyOf(0, 2).spread(0.25, 0.25).bins().get(0)).isEqualTo(2);
  }
}
