package org.lockstep.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.spark.train.EpochReport.HeldOut;

class EarlyStoppingTest {
  private static EpochReport report(int epoch, OptionalDouble loss) {
    return new EpochReport(
        epoch,
        epoch,
        1,
        1,
        new HeldOut(loss, loss),
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
    EarlyStopping stopping = new EarlyStopping(OptionalInt.of(2), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
    assertThat(stopping.stopsAfter(report(2, OptionalDouble.of(2)), theta(2))).isFalse();
    assertThat(stopping.stopsAfter(report(3, OptionalDouble.of(2)), theta(3))).isFalse();
    assertThat(stopping.stopsAfter(report(4, OptionalDouble.of(5)), theta(4))).isTrue();
    assertThat(stopping.best().get(0)).isEqualTo(2);
    assertThat(stopping.bestEpoch()).isEqualTo(2);
  }

  @Test
  void anEpochThatCouldNotBeEvaluatedIsNeverTheBest() {
    EarlyStopping stopping = new EarlyStopping(OptionalInt.of(2), theta(0));
    assertThat(stopping.stopsAfter(report(1, OptionalDouble.of(3)), theta(1))).isFalse();
    assertThat(stopping.stopsAfter(report(2, OptionalDouble.empty()), theta(2))).isFalse();
    assertThat(stopping.stopsAfter(report(3, OptionalDouble.of(Double.NaN)), theta(3))).isTrue();
    assertThat(stopping.best().get(0)).isEqualTo(1);
  }
}
