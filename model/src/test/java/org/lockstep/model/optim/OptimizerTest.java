package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.optim.Optimizer.Rule;

/** Each rule against its formula, written out over NumPy in doubles for five steps. */
class OptimizerTest {
  private static final double RATE = 0.1;

  @ParameterizedTest
  @EnumSource
  void fiveStepsEqualTheRecordedRun(Rule rule) {
    double[] first =
        switch (rule) {
          case SGD, MOMENTUM -> new double[] {0.46, -0.93, 1.63};
          case NESTEROV -> new double[] {0.424, -0.867, 1.297};
          case ADAM -> new double[] {0.4000000024999999, -0.9000000014285714, 1.9000000002702704};
        };
    double[] fifth =
        switch (rule) {
          case SGD -> new double[] {0.336196, -0.6832933125, 0.7562079999999999};
          case MOMENTUM ->
              new double[] {0.08833599999999996, -0.18401831249999992, -0.9237770000000003};
          case NESTEROV ->
              new double[] {0.058167326439999986, -0.04231922709187491, -0.6190775244800002};
          case ADAM -> new double[] {0.044610804821418173, -0.5048044896388697, 1.5032750054898565};
        };
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      double tolerance = arithmetic.precision() == Precision.DOUBLE ? 1e-14 : 1e-6;
      FlatVector theta = arithmetic.vector(0.5, -1, 2);
      Optimizer optimizer = rule.create(() -> arithmetic.vector(3));
      for (int step = 1; step <= 5; step++) {
        optimizer.update(theta, gradient(arithmetic, theta), RATE, step);
        if (step == 1) {
          assertClose(theta, first, tolerance);
        }
      }
      assertClose(theta, fifth, tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goingOnFromTheStateGivesTheSameBits(Rule rule) {
    for (Arithmetic arithmetic : List.of(Arithmetics.DOUBLE, Arithmetics.FLOAT)) {
      FlatVector theta = arithmetic.vector(0.5, -1, 2);
      Optimizer whole = rule.create(() -> arithmetic.vector(3));
      whole.update(theta, gradient(arithmetic, theta), RATE, 1);
      FlatVector resumed = theta.copy();
      Optimizer second = rule.create(() -> arithmetic.vector(3));
      for (int i = 0; i < whole.state().size(); i++) {
        second.state().get(i).copyFrom(whole.state().get(i));
      }
      whole.update(theta, gradient(arithmetic, theta), RATE, 2);
      second.update(resumed, gradient(arithmetic, resumed), RATE, 2);
      for (int i = 0; i < 3; i++) {
        assertThat(resumed.get(i)).isEqualTo(theta.get(i));
      }
    }
  }

  @Test
  void stateIsWhatTheRuleNeeds() {
    assertThat(Rule.SGD.create(() -> Arithmetics.FLOAT.vector(3)).state()).isEmpty();
    assertThat(Rule.MOMENTUM.create(() -> Arithmetics.FLOAT.vector(3)).state()).hasSize(1);
    assertThat(Rule.NESTEROV.create(() -> Arithmetics.FLOAT.vector(3)).state()).hasSize(1);
    assertThat(Rule.ADAM.create(() -> Arithmetics.FLOAT.vector(3)).state()).hasSize(2);
  }

  /** A bowl: g = c·θ - d. */
  private static FlatVector gradient(Arithmetic arithmetic, FlatVector theta) {
    return arithmetic.vector(theta.get(0) - 0.1, 0.5 * theta.get(1) - 0.2, 2 * theta.get(2) - 0.3);
  }

  private static void assertClose(FlatVector actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.get(i)).isCloseTo(expected[i], within(tolerance));
    }
  }
}
