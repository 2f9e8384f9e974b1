package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

class RegularizationTest {
  /** W1 (2 weights) and b1. */
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          NetworkSpec.perceptron(2, List.of(), new Relu(), 1, new LinearSquaredError(), true));

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  @Test
  void l2PenalisesWeightsButNotBiases() {
    for (Arithmetic arithmetic : List.of(Arithmetics.FLOAT, Arithmetics.DOUBLE)) {
      FlatVector theta = arithmetic.vector(3.0, 4.0, 100.0);
      FlatVector g = arithmetic.vector(1.0, 1.0, 1.0);
      Regularization l2 = new Regularization(0.5, NO_LIMIT);
      assertThat(l2.penalty(LAYOUT, theta)).isEqualTo(0.25 * 25);
      assertValues(gradient(l2, theta, g, 1), 2.5, 3, 1);
      assertValues(gradient(l2, theta, g, 4), 1.75, 2.25, 0.25);
      assertThat(new Regularization(0, NO_LIMIT).penalty(LAYOUT, theta)).isZero();
    }
  }

  @Test
  void l1PenalisesWeightsByTheirSignAndZeroNotAtAll() {
    for (Arithmetic arithmetic : List.of(Arithmetics.FLOAT, Arithmetics.DOUBLE)) {
      Regularization l1 = new Regularization(0.5, 0.25, 0, NO_LIMIT);
      FlatVector theta = arithmetic.vector(-4.0, 0.0, 100.0);
      assertThat(l1.penalty(LAYOUT, theta)).isEqualTo(0.25 * 16 + 0.25 * 4);
      assertValues(gradient(l1, theta, arithmetic.vector(1.0, 1.0, 1.0), 4), -2, 0.25, 0.25);
    }
  }

  @Test
  void theLimitAppliesToTheGradientWithL1ButNotToTheDecay() {
    for (Arithmetic arithmetic : List.of(Arithmetics.FLOAT, Arithmetics.DOUBLE)) {
      FlatVector theta = arithmetic.vector(-3.0, 0.0, 9.0);
      FlatVector g = arithmetic.vector(0.0, 4.0, 0.0);
      assertValues(gradient(new Regularization(0, 3, 0, 1), theta, g, 1), -0.6, 0.8, 0);
      assertValues(gradient(new Regularization(0, 3, 0.5, 1), theta, g, 1), -2.1, 0.8, 0);
    }
  }

  @Test
  void onlyAGradientBeyondTheLimitIsShortened() {
    for (Arithmetic arithmetic : List.of(Arithmetics.FLOAT, Arithmetics.DOUBLE)) {
      FlatVector theta = arithmetic.vector(3);
      FlatVector g = arithmetic.vector(3.0, 0.0, 4.0);
      assertValues(gradient(new Regularization(0, 5), theta, g, 1), 3, 0, 4);
      assertValues(gradient(new Regularization(0, 2.5), theta, g, 1), 1.5, 0, 2);
      assertValues(gradient(new Regularization(0, 2.5), theta, g, 2), 1.5, 0, 2);
    }
  }

  @Test
  void theLimitAppliesToTheGradientWithL2() {
    FlatVector theta = Arithmetics.DOUBLE.vector(3.0, 4.0, 9.0);
    FlatVector g = Arithmetics.DOUBLE.vector(0.0, 0.0, 0.0);
    assertValues(gradient(new Regularization(1, 1), theta, g, 1), 0.6, 0.8, 0);
  }

  @Test
  void rowsOfZeroWeightHaveNoGradient() {
    Step step =
        new Regularization(0, 1)
            .step(LAYOUT, Arithmetics.FLOAT.vector(3), Arithmetics.FLOAT.vector(3), 0, 0.1, 7);
    assertThat(step).isEqualTo(new Step(1, 0, 0, 0, 0, 0.1, 7));
  }

  /** The gradient that an optimizer follows. */
  private static FlatVector gradient(
      Regularization regularization, FlatVector theta, FlatVector sum, double weight) {
    Step step = regularization.step(LAYOUT, theta, sum, weight, 1, 1);
    FlatVector next = theta.copy();
    Updater.atStart(new Sgd(), LAYOUT, theta).update(theta, sum, step, next);
    for (int i = 0; i < next.length(); i++) {
      next.set(i, theta.get(i) - next.get(i));
    }
    return next;
  }

  private static void assertValues(FlatVector actual, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.get(i)).isCloseTo(expected[i], within(1e-6));
    }
  }
}
