package org.lockstep.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.KeepTies;
import org.lockstep.spark.train.EpochReport.HeldOut;

class EarlyStoppingTest {
  private static EpochReport report(int epoch, OptionalDouble loss) {
    return report(epoch, loss, loss);
  }

  private static EpochReport report(int epoch, OptionalDouble loss, OptionalDouble accuracy) {
    return new EpochReport(
        epoch,
        epoch,
        1,
        1,
        new HeldOut(loss, accuracy),
        HeldOut.NONE,
        0.1,
        10,
        1,
        new TimeLedger(1, 0, 0, 0),
        Instant.EPOCH);
  }

  private static FlatVector theta(double value) {
    return new DoubleVector(new double[] {value});
  }

  @Test
  void theBestIsKeptAndPatienceCountsFromIt() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.BEST_LOSS, KeepTies.FIRST, OptionalInt.of(2), 0), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
    assertThat(stopping.stopsAfter(report(2, OptionalDouble.of(2)), theta(2))).isFalse();
    assertThat(stopping.stopsAfter(report(3, OptionalDouble.of(2)), theta(3))).isFalse();
    assertThat(stopping.stopsAfter(report(4, OptionalDouble.of(5)), theta(4))).isTrue();
    assertThat(stopping.kept(theta(9)).get(0)).isEqualTo(2);
    assertThat(stopping.keptEpoch(9)).isEqualTo(2);
  }

  @Test
  void anImprovementWithinTheToleranceIsKeptButDoesNotCountForPatience() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.BEST_LOSS, KeepTies.FIRST, OptionalInt.of(2), 0.5), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
    assertThat(stopping.stopsAfter(report(2, OptionalDouble.of(2.75)), theta(2))).isFalse();
    assertThat(stopping.stopsAfter(report(3, OptionalDouble.of(2.5)), theta(3))).isTrue();
    assertThat(stopping.keptEpoch(9)).isEqualTo(3);
    assertThat(stopping.text())
        .isEqualTo(
            "the validation loss has not improved by more than 0.5 for 2 epochs: kept epoch 3 with"
                + " validation loss 2.50000");
  }

  @Test
  void anEpochThatCouldNotBeEvaluatedIsNeverTheBest() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.BEST_LOSS, KeepTies.FIRST, OptionalInt.of(2), 0), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
    assertThat(stopping.stopsAfter(report(2, OptionalDouble.empty()), theta(2))).isFalse();
    assertThat(stopping.stopsAfter(report(3, OptionalDouble.of(Double.NaN)), theta(3))).isTrue();
    assertThat(stopping.kept(theta(9)).get(0)).isEqualTo(1);
  }

  @Test
  void theBestAccuracyIsKeptWhateverTheLoss() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.BEST_ACCURACY, KeepTies.FIRST, OptionalInt.empty(), 0), theta(0));
    double[] losses = {3, 2, 1, 0.5};
    double[] accuracies = {0.4, 0.6, 0.6, 0.5};
    for (int epoch = 1; epoch <= 4; epoch++) {
      EpochReport report =
          report(
              epoch,
              OptionalDouble.of(losses[epoch - 1]),
              OptionalDouble.of(accuracies[epoch - 1]));
      assertThat(stopping.stopsAfter(report, theta(epoch))).isFalse();
    }
    assertThat(stopping.kept(theta(4)).get(0)).isEqualTo(2);
    assertThat(stopping.keptEpoch(4)).isEqualTo(2);
    assertThat(stopping.keptText()).isEqualTo(": kept epoch 2 with validation accuracy 0.6000");
  }

  @Test
  void whereNoEpochCanBeJudgedTheLastIsKept() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.BEST_ACCURACY, KeepTies.FIRST, OptionalInt.empty(), 0), theta(0));
    for (int epoch = 1; epoch <= 2; epoch++) {
      OptionalDouble undefined = OptionalDouble.of(Double.NaN); // R² of equal targets
      assertThat(stopping.stopsAfter(report(epoch, OptionalDouble.of(1), undefined), theta(epoch)))
          .isFalse();
    }
    assertThat(stopping.kept(theta(2)).get(0)).isEqualTo(2);
    assertThat(stopping.keptEpoch(2)).isEqualTo(2);
    assertThat(stopping.keptText())
        .isEqualTo(": kept the last, since the validation rows judge none");
  }

  @Test
  void aRunThatKeepsTheLastEpochCanStopEarly() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.LAST, KeepTies.FIRST, OptionalInt.of(1), 0), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
    assertThat(stopping.stopsAfter(report(2, OptionalDouble.of(4)), theta(2))).isTrue();
    assertThat(stopping.kept(theta(2)).get(0)).isEqualTo(2);
    assertThat(stopping.keptEpoch(2)).isEqualTo(2);
    assertThat(stopping.text()).isEqualTo("the validation loss has not improved for 1 epochs");
  }

  @Test
  void aTieKeepsTheFirstOrLastEpochAndIsNoImprovement() {
    for (KeepTies ties : KeepTies.values()) {
      EarlyStopping stopping =
          new EarlyStopping(new StoppingRule(Keep.BEST_LOSS, ties, OptionalInt.of(2), 0), theta(0));
      assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
      assertThat(stopping.stopsAfter(report(2, OptionalDouble.of(3)), theta(2))).isFalse();
      assertThat(stopping.stopsAfter(report(3, OptionalDouble.of(3)), theta(3))).isTrue();
      int kept = ties == KeepTies.FIRST ? 1 : 3;
      assertThat(stopping.keptEpoch(9)).isEqualTo(kept);
      assertThat(stopping.kept(theta(9)).get(0)).isEqualTo(kept);
    }
  }

  @Test
  void epochsWithoutALossAreNoTies() {
    EarlyStopping stopping =
        new EarlyStopping(
            new StoppingRule(Keep.BEST_LOSS, KeepTies.LAST, OptionalInt.empty(), 0), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.empty()), theta(1))).isFalse();
    assertThat(stopping.bestEpoch()).isZero();
  }

  @Test
  void rmseAndMaeAreMinimisedAndR2IsMaximised() {
    double[] values = {3, 1, 2};
    for (Keep keep : List.of(Keep.BEST_RMSE, Keep.BEST_MAE, Keep.BEST_R2)) {
      EarlyStopping stopping =
          new EarlyStopping(
              new StoppingRule(keep, KeepTies.FIRST, OptionalInt.empty(), 0), theta(0));
      for (int epoch = 1; epoch <= 3; epoch++) {
        OptionalDouble value = OptionalDouble.of(values[epoch - 1]);
        OptionalDouble other = OptionalDouble.of(-values[epoch - 1]);
        EpochReport.Errors errors =
            keep == Keep.BEST_RMSE
                ? new EpochReport.Errors(value, other)
                : new EpochReport.Errors(other, value);
        EpochReport report =
            new EpochReport(
                epoch,
                epoch,
                1,
                1,
                new HeldOut(other, value, errors),
                HeldOut.NONE,
                0.1,
                10,
                1,
                new TimeLedger(1, 0, 0, 0),
                Instant.EPOCH);
        assertThat(stopping.stopsAfter(report, theta(epoch))).isFalse();
      }
      assertThat(stopping.keptText())
          .isEqualTo(
              switch (keep) {
                case BEST_RMSE -> ": kept epoch 2 with validation RMSE 1.00000";
                case BEST_MAE -> ": kept epoch 2 with validation MAE 1.00000";
                default -> ": kept epoch 1 with validation R² 3.0000";
              });
    }
  }
}
