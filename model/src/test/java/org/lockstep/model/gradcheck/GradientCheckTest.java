package org.lockstep.model.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/** The check itself, on functions with known derivatives, right and wrong. */
class GradientCheckTest {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new ParameterLayout.Array("W1", 0, 2, 3, Role.WEIGHT),
              new ParameterLayout.Array("b1", 6, 1, 3, Role.BIAS)));

  /** L(θ) = Σ f(θ_i), with a claimed f', and the side of its kink at 0 if it has one. */
  private record Sum(DoubleUnaryOperator f, Claim claim, boolean hasKink)
      implements DifferentiableLoss {
    private static final ThreadLocal<BitSet> PIECE = ThreadLocal.withInitial(BitSet::new);

    interface Claim {
      double derivative(int i, double x);
    }

    @Override
    public ParameterLayout layout() {
      return LAYOUT;
    }

    @Override
    public double value(FlatVector theta) {
      double sum = 0;
      PIECE.set(new BitSet());
      for (int i = 0; i < theta.length(); i++) {
        sum += f.applyAsDouble(theta.get(i));
        PIECE.get().set(i, hasKink && theta.get(i) > 0);
      }
      return sum;
    }

    @Override
    public BitSet piece(FlatVector theta) {
      return PIECE.get();
    }

    @Override
    public FlatVector gradient(FlatVector theta) {
      FlatVector gradient = theta.copy();
      for (int i = 0; i < theta.length(); i++) {
        gradient.set(i, claim.derivative(i, theta.get(i)));
      }
      return gradient;
    }
  }

  private static FlatVector theta() {
    return Arithmetics.DOUBLE.vector(0.5, -1.25, 2, 0.1, -0.3, 1, 3, -2, 0.7);
  }

  private static List<ArrayCheck> check(Sum sum, FlatVector theta) {
    return GradientCheck.run(sum, theta, 100, 1);
  }

  @Test
  void aRightGradientAgrees() {
    Sum sum = new Sum(Math::sin, (i, x) -> Math.cos(x), false);
    FlatVector theta = theta();
    assertThat(check(sum, theta))
        .allSatisfy(array -> assertThat(array.isOk()).as("%s", array).isTrue())
        .extracting(ArrayCheck::checked)
        .containsExactly(6, 3);
    assertThat(theta).usingRecursiveComparison().isEqualTo(theta());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.00001, 1.1, -1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void aWrongElementIsFoundAndNamed(double factor) {
    Sum sum = new Sum(Math::sin, (i, x) -> Math.cos(x) * (i == 4 ? factor : 1), false);
    List<ArrayCheck> checks = check(sum, theta());
    assertThat(checks.get(0).isOk()).isFalse();
    assertThat(checks.get(0).place()).isEqualTo("W1[1, 1]");
    assertThat(checks.get(0).worst()).isGreaterThan(GradientCheck.TOLERANCE);
    assertThat(checks.get(1).isOk()).isTrue();
  }

  @Test
  void aWrongBiasIsNamedByItsUnit() {
    Sum sum = new Sum(Math::exp, (i, x) -> Math.exp(x) + (i == 8 ? 1e-3 : 0), false);
    assertThat(check(sum, theta()).get(1).place()).isEqualTo("b1[2]");
  }

  @Test
  void derivativesOfExactlyZeroAgree() {
    Sum sum = new Sum(x -> 3, (i, x) -> 0, false);
    assertThat(check(sum, theta())).allMatch(ArrayCheck::isOk);
  }

  @Test
  void stepsSuitFlatAndSteepFunctions() {
    Sum steep = new Sum(x -> Math.sin(300 * x), (i, x) -> 300 * Math.cos(300 * x), false);
    assertThat(check(steep, theta())).allMatch(ArrayCheck::isOk);
    Sum flat = new Sum(x -> 1e-3 * x * x, (i, x) -> 2e-3 * x, false);
    assertThat(check(flat, theta())).allMatch(ArrayCheck::isOk);
  }

  @Test
  void elementsAtKinksAreCountedRatherThanCompared() {
    Sum sum = new Sum(x -> Math.max(0, x), (i, x) -> x > 0 ? 1 : 0, true);
    FlatVector theta = theta();
    theta.set(2, 0);
    theta.set(6, 1e-9);
    theta.set(7, 1e-4); // a smaller step stays on its side
    List<ArrayCheck> checks = check(sum, theta);
    assertThat(checks).allMatch(ArrayCheck::isOk);
    assertThat(checks).extracting(ArrayCheck::atKinks).containsExactly(1, 1);
    assertThat(checks).extracting(ArrayCheck::checked).containsExactly(5, 2);
  }

  @Test
  void anArrayWithNoComparedElementIsNotOk() {
    Sum sum = new Sum(Math::abs, (i, x) -> 0, true);
    FlatVector theta = theta();
    theta.fill(0);
    assertThat(check(sum, theta)).noneMatch(ArrayCheck::isOk);
  }

  @Test
  void theRequestedNumberOfElementsIsComparedAndTheSeedChoosesThem() {
    Sum sum = new Sum(Math::sin, (i, x) -> i, false);
    assertThat(GradientCheck.run(sum, theta(), 2, 1))
        .extracting(ArrayCheck::checked)
        .containsExactly(2, 2);
    assertThat(GradientCheck.run(sum, theta(), 2, 1))
        .isEqualTo(GradientCheck.run(sum, theta(), 2, 1))
        .isNotEqualTo(GradientCheck.run(sum, theta(), 2, 2));
  }

  @Test
  void singlePrecisionIsRefused() {
    Sum sum = new Sum(Math::sin, (i, x) -> Math.cos(x), false);
    assertThatThrownBy(() -> GradientCheck.run(sum, Arithmetics.FLOAT.vector(9), 1, 1))
        .hasMessage("differences need double precision");
  }
}
