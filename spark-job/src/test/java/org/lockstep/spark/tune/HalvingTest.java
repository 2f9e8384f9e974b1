package org.lockstep.spark.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.sweep.SweepResult;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;

/** Which trials continue, and for how long. */
class HalvingTest {
  @Test
  void rungsAreANinthAThirdAndAllOfTheEpochs() {
    assertThat(Halving.of(256).epochs()).containsExactly(29, 86, 256);
    assertThat(Halving.of(9).epochs()).containsExactly(1, 3, 9);
    assertThat(Halving.of(3).epochs()).containsExactly(1, 3);
    assertThat(Halving.of(2).epochs()).containsExactly(1, 2);
    assertThat(Halving.of(1).epochs()).containsExactly(1);
  }

  @Test
  void aThirdReachesTheNextRungAndAtLeastTwo() {
    assertThat(Halving.reaching(0, 27)).isEqualTo(27);
    assertThat(Halving.reaching(1, 27)).isEqualTo(9);
    assertThat(Halving.reaching(2, 27)).isEqualTo(3);
    assertThat(Halving.reaching(1, 28)).isEqualTo(10);
    assertThat(Halving.reaching(2, 6)).isEqualTo(2);
    assertThat(Halving.reaching(2, 1)).isEqualTo(1);
  }

  private static Cell cell(int trial) {
    return new Cell(trial, trial + "_epochs-1", List.of("epochs"), List.of("1"));
  }

  private static Outcome outcome(int trial, double accuracy, double loss) {
    HeldOut validation = Reports.heldOut(loss, accuracy);
    TimeLedger time = new TimeLedger(1L, 0, 0, 0);
    EpochReport report =
        new EpochReport(1, 7, 0.5, 0.5, validation, HeldOut.NONE, 0.1, 100, 1, time, Instant.EPOCH);
    return new Outcome(cell(trial), "completed", "", true, Optional.of(report), List.of(report));
  }

  private static List<Integer> promoted(int rung, Outcome... outcomes) {
    Map<Integer, Trial> trials = new HashMap<>();
    for (Outcome outcome : outcomes) {
      int number = outcome.cell().number();
      trials.put(number, new Trial(number, Map.of(), Map.of()));
    }
    SweepResult before =
        new SweepResult(new Grid(List.of()), "accuracy", new ArrayList<>(List.of(outcomes)));
    return Halving.promoted(rung, outcomes.length, before, trials).stream()
        .map(Trial::number)
        .toList();
  }

  @Test
  void thePresetContinuesFirstAndThenTheBest() {
    assertThat(
            promoted(
                1,
                outcome(1, 0.1, 1),
                outcome(2, 0.8, 1),
                outcome(3, 0.9, 1),
                outcome(4, 0.7, 1),
                outcome(5, 0.6, 1),
                outcome(6, 0.5, 1)))
        .containsExactly(1, 3, 2);
  }

  @Test
  void aPresetAmongTheBestTakesNoExtraPlace() {
    assertThat(promoted(1, outcome(1, 0.9, 1), outcome(2, 0.8, 1), outcome(3, 0.7, 1)))
        .containsExactly(1, 2);
  }

  @Test
  void tiesOfAccuracyGoToTheLowerLoss() {
    assertThat(promoted(1, outcome(1, 0.9, 1), outcome(2, 0.8, 0.3), outcome(3, 0.8, 0.2)))
        .containsExactly(1, 3);
  }

  @Test
  void failedTrialsNeverContinue() {
    assertThat(
            promoted(
                1, Outcome.failed(cell(1), "x"), outcome(2, 0.2, 1), Outcome.failed(cell(3), "x")))
        .containsExactly(2);
  }
}
