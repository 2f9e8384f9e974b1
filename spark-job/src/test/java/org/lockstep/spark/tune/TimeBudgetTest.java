package org.lockstep.spark.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a search has time for, by a clock that the test sets. */
class TimeBudgetTest {
  private static final Halving HALVING = new Halving(List.of(10, 30, 90));

  private long seconds;

  private static Trial trial(int number) {
    return new Trial(number, Map.of(), Map.of());
  }

  private TimeBudget budget(double limit) {
    return new TimeBudget(limit, 1, () -> seconds * 1_000_000_000L);
  }

  /** Runs three epochs with a median of 1 s: the first takes 5 s, and the run 1 s more. */
  private void run(TimeBudget budget, int trial) {
    seconds += 8;
    budget.ran(trial(trial), 8, 5, 1, 1);
  }

  @Test
  void withoutALimitThereIsTimeForAll() {
    TimeBudget budget = budget(Double.POSITIVE_INFINITY);
    run(budget, 1);
    seconds += 1_000_000;
    assertThat(budget.rungs(HALVING, 1)).isEqualTo(3);
    assertThat(budget.fits(HALVING, 1000, 1)).isTrue();
    assertThat(budget.fits(HALVING, 2, trial(1))).isTrue();
  }

  @Test
  void theFirstRungLeavesTimeForTheLaterOnes() {
    // Two more trials of 15 s each, then two of 35 and two of 95 s, and the preset once more in
    // both.
    TimeBudget budget = budget(8 + 2 * 15 + 3 * 35 + 3 * 95);
    run(budget, 1);
    assertThat(budget.fits(HALVING, 3, 1)).isTrue();
    assertThat(budget.fits(HALVING, 4, 1)).isFalse();
    assertThat(budget.rungs(HALVING, 1)).isEqualTo(3);
  }

  @Test
  void rungsThatDoNotFitAreLeftOutExceptTheFirst() {
    TimeBudget two = budget(8 + 2 * 15 + 3 * 35);
    run(two, 1);
    assertThat(two.rungs(HALVING, 1)).isEqualTo(2);
    seconds = 0;
    TimeBudget one = budget(5);
    run(one, 1);
    assertThat(one.rungs(HALVING, 1)).isEqualTo(1);
  }

  @Test
  void aRunBeginsOnlyIfItIsLikelyToEndInTime() {
    TimeBudget budget = budget(500);
    run(budget, 1);
    seconds = 500 - 95;
    assertThat(budget.fits(HALVING, 2, trial(1))).isTrue();
    seconds++;
    assertThat(budget.fits(HALVING, 2, trial(1))).isFalse();
    assertThat(budget.fits(HALVING, 2, trial(9))).as("as long as the others take").isFalse();
  }

  @Test
  void aMiddleRungLeavesTimeForThePresetAndAnotherTrialOnTheLastRung() {
    TimeBudget budget = budget(500);
    run(budget, 1);
    seconds = 500 - 2 * 95 - 35;
    assertThat(budget.fits(HALVING, 1, trial(1))).isTrue();
    seconds++;
    assertThat(budget.fits(HALVING, 1, trial(1))).isFalse();
  }

  @Test
  void timeIsLeftForTheMembersOfTheBest() {
    TimeBudget budget = new TimeBudget(500, 4, () -> seconds * 1_000_000_000L);
    run(budget, 1);
    seconds = 500 - 95 - 4 * 95;
    assertThat(budget.fits(HALVING, 2, trial(1))).isTrue();
    seconds++;
    assertThat(budget.fits(HALVING, 2, trial(1))).isFalse();
  }

  @Test
  void trainingBeforeAResumeCounts() {
    // Its epochs take 3 s each, and the run 1 s more: 91 s on the second rung, 271 s on the third.
    TimeBudget budget = budget(13 + 91 + 2 * 271);
    budget.ranBefore(trial(1), 2, 3, 5);
    seconds += 3;
    assertThat(budget.elapsed()).isEqualTo(13);
    assertThat(budget.fits(HALVING, 1, trial(1))).isTrue();
    seconds++;
    assertThat(budget.fits(HALVING, 1, trial(1))).isFalse();
  }
}
