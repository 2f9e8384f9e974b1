package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantStaysWhereItIs() {
    assertRates(new Schedule.Constant(0.3), 0.3, 0.3, 0.3);
  }

  @Test
  void stepDropsEveryFewEpochs() {
    assertRates(new Schedule.Step(0.8, 0.5, 2), 0.8, 0.8, 0.4, 0.4, 0.2);
  }

  @Test
  void exponentialDropsEveryEpoch() {
    assertRates(new Schedule.Exponential(0.8, 0.5), 0.8, 0.4, 0.2, 0.1);
  }

  @Test
  void cosineComesDownFromTheFullRate() {
    double root = Math.sqrt(0.5);
    assertRates(new Schedule.Cosine(1, 4), 1, (1 + root) / 2, 0.5, (1 - root) / 2);
  }

  @Test
  void aDecayThatIsNoFactorIsRefused() {
    assertThatThrownBy(() -> new Schedule.Exponential(1, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a decay of 1.5");
    assertThatThrownBy(() -> new Schedule.Step(1, Double.NaN, 1)).hasMessage("a decay of NaN");
    assertThatThrownBy(() -> new Schedule.Step(1, 0.5, 0)).hasMessage("a drop every 0 epochs");
  }

  private static void assertRates(Schedule schedule, double... expected) {
    for (int epoch = 1; epoch <= expected.length; epoch++) {
      assertThat(schedule.rate(epoch)).isCloseTo(expected[epoch - 1], within(1e-15));
    }
  }
}
