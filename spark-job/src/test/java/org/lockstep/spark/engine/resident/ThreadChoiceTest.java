package org.lockstep.spark.engine.resident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadChoiceTest {
  private final ThreadChoice choice = new ThreadChoice();

  @Test
  void computesAloneWhereThatIsFaster() {
    assertThat(stepsAlone(10_000, 70_000, 160_000)).isGreaterThan(9_000);
  }

  @Test
  void computesTogetherWhereThatIsFaster() {
    assertThat(stepsAlone(10_000, 300_000, 170_000)).isLessThan(500);
  }

  @Test
  void changesWhenTheOtherWayBecomesFaster() {
    stepsAlone(10_000, 300_000, 170_000);
    stepsAlone(5_000, 300_000, 600_000); // another program takes a core
    assertThat(stepsAlone(1_000, 300_000, 600_000)).isGreaterThan(950);
    stepsAlone(10_000, 300_000, 170_000); // and gives it back
    assertThat(stepsAlone(1_000, 300_000, 170_000)).isLessThan(100);
  }

  @Test
  void neverTriesLongStepsAlone() {
    assertThat(stepsAlone(1_000, 9_000_000, 5_000_000)).isZero();
  }

  @Test
  void computesAloneWhileTheOthersStallNowAndThen() {
    stepsAlone(10_000, 300_000, 170_000);
    int alone = 0;
    for (int i = 0; i < 2_000; i++) {
      alone += stepsAlone(1, 300_000, i % 16 == 0 ? 4_000_000 : 170_000);
    }
    assertThat(alone).isGreaterThan(1_000);
  }

  /** Counts the steps that it chose to compute alone, given the nanoseconds of either way. */
  private int stepsAlone(int steps, long alone, long together) {
    int count = 0;
    for (int i = 0; i < steps; i++) {
      count += choice.alone() ? 1 : 0;
      choice.took(choice.alone() ? alone : together);
    }
    return count;
  }
}
