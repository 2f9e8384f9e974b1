package org.lockstep.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatsTest {
  @Test
  void theMedianIsTheMiddleValue() {
    assertThat(Stats.median(9, 1, 5)).isEqualTo(5);
    assertThat(Stats.median(4)).isEqualTo(4);
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheTwoMiddleValues() {
    assertThat(Stats.median(100, 1, 3, 2)).isEqualTo(2.5);
  }

  @Test
  void theMedianDoesNotReorderItsArguments() {
    double[] values = {3, 1, 2};
    Stats.median(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void theMedianOfNothingIsRefused() {
    assertThatThrownBy(Stats::median).hasMessage("the median of nothing");
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    assertThat(Stats.ratios(new double[] {2, 9}, new double[] {4, 3})).containsExactly(0.5, 3);
    assertThatThrownBy(() -> Stats.ratios(new double[] {1}, new double[] {1, 2}))
        .hasMessage("1 values beside 2");
  }
}
