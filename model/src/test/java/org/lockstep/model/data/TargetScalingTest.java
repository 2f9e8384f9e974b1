package org.lockstep.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetScalingTest {
  private static final double[] SHIFT = {200_000, 3};
  private static final double[] SCALE = {50_000, 0.5};

  @Test
  void standardSubtractsTheShiftAndDividesByTheScale() {
    TargetScaling scaling = new TargetScaling(TargetScaling.Kind.STANDARD, SHIFT, SCALE);
    assertThat(scaling.encode(0, 300_000)).isEqualTo(2);
    assertThat(scaling.decode(0, 2)).isEqualTo(300_000);
    assertThat(scaling.encode(1, 2)).isEqualTo(-2);
    double[] row = {-1, 4};
    scaling.decode(row);
    assertThat(row).containsExactly(150_000, 5);
  }

  @Test
  void logTakesTheLogarithmOfOnePlusTheSizeFirst() {
    TargetScaling scaling =
        new TargetScaling(TargetScaling.Kind.LOG, new double[] {1}, new double[] {2});
    assertThat(scaling.encode(0, Math.E - 1)).isCloseTo(0, within(1e-15));
    assertThat(scaling.encode(0, 1 - Math.E)).isCloseTo(-1, within(1e-15));
    assertThat(scaling.encode(0, 0)).isEqualTo(-0.5);
    assertThat(scaling.decode(0, -0.5)).isEqualTo(0);
    assertThat(scaling.decode(0, 1)).isCloseTo(Math.exp(3) - 1, within(1e-13));
    assertThat(scaling.decode(0, -2)).isCloseTo(1 - Math.exp(3), within(1e-13));
  }

  @Test
  void clippedIsStandardWithinTheRange() {
    TargetScaling scaling =
        TargetScaling.clipped(SHIFT, SCALE, new double[] {100_000, 3}, new double[] {280_000, 4});
    assertThat(scaling.encode(0, 300_000)).isEqualTo(2);
    assertThat(scaling.decode(0, 1)).isEqualTo(250_000);
    double[] row = {-3, 5};
    scaling.decode(row);
    assertThat(row).containsExactly(100_000, 4);
    row = new double[] {Double.POSITIVE_INFINITY, -0.25};
    scaling.decode(row);
    assertThat(row).containsExactly(280_000, 3);
    assertThat(scaling.decode(0, Double.NaN)).isNaN();
    assertThat(scaling.low()).containsExactly(100_000, 3);
    assertThat(scaling.high()).containsExactly(280_000, 4);
    assertThat(scaling.isClipped()).isTrue();
  }

  @Test
  void anInvalidRangeIsRefused() {
    double nan = Double.NaN;
    double inf = Double.POSITIVE_INFINITY;
    for (double[] range : new double[][] {{2, 1}, {nan, 1}, {0, nan}, {-inf, 0}, {0, inf}}) {
      assertThatThrownBy(() -> clipped(new double[] {range[0]}, new double[] {range[1]}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target 1: a range from " + range[0] + " to " + range[1]);
    }
    assertThatThrownBy(() -> clipped(new double[1], new double[2]))
        .hasMessage("1 targets, clipped, ranges of 1 and 2");
    assertThatThrownBy(() -> scaling(TargetScaling.Kind.CLIPPED, 0, 1))
        .hasMessage("1 targets, clipped, ranges of 0 and 0");
    assertThat(clipped(new double[] {1}, new double[] {1}).decode(0, 7)).isEqualTo(1);
  }

  @Test
  void scalingsWithDifferentRangesDiffer() {
    TargetScaling scaling = clipped(new double[] {0}, new double[] {2});
    assertThat(scaling).isEqualTo(clipped(new double[] {0}, new double[] {2}));
    assertThat(scaling).hasSameHashCodeAs(clipped(new double[] {0}, new double[] {2}));
    assertThat(scaling).isNotEqualTo(clipped(new double[] {1}, new double[] {2}));
    assertThat(scaling).isNotEqualTo(clipped(new double[] {0}, new double[] {3}));
  }

  private static TargetScaling clipped(double[] low, double[] high) {
    return TargetScaling.clipped(new double[1], new double[] {1}, low, high);
  }

  /** A scaling of any kind; the range of a clipped one is too wide to matter. */
  private static TargetScaling of(TargetScaling.Kind kind, double[] shift, double[] scale) {
    return kind == TargetScaling.Kind.CLIPPED
        ? TargetScaling.clipped(shift, scale, new double[] {-1e301}, new double[] {1e301})
        : new TargetScaling(kind, shift, scale);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-300, 1e-9, 0.3, 1, 123.456, 8.7e5, 1e17, 1e300})
  void decodingRestoresEncodedNumbersOfEitherSign(double size) {
    for (TargetScaling.Kind kind : TargetScaling.Kind.values()) {
      double[] shift = {kind == TargetScaling.Kind.NONE ? 0 : 0.25};
      double[] scale = {kind == TargetScaling.Kind.NONE ? 1 : 1.75};
      TargetScaling scaling = of(kind, shift, scale);
      for (double y : new double[] {size, -size}) {
        double back = scaling.decode(0, scaling.encode(0, y));
        // The relative error of a logarithm becomes log(1 + |y|) times as large in y.
        double allowed = 1e-15 * (1 + size * (1 + Math.log1p(size)));
        assertThat(back).as("%s of %s", kind, y).isCloseTo(y, within(allowed));
      }
    }
  }

  @Test
  void noScalingLeavesEveryBitAsItIs() {
    TargetScaling none = TargetScaling.none(2);
    for (double y : new double[] {0.1, -0.0, Double.MIN_VALUE, -1e308}) {
      assertThat(none.encode(1, y)).isEqualTo(y);
      assertThat(none.decode(1, y)).isEqualTo(y);
    }
    assertThat(none.isNone()).isTrue();
    assertThat(none.outputs()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(TargetScaling.Kind.class)
  void equalKindsAndNumbersAreEqualScalings(TargetScaling.Kind kind) {
    double[] zeros = new double[1];
    double[] ones = {1};
    TargetScaling scaling = of(kind, zeros, ones);
    assertThat(scaling).isEqualTo(of(kind, zeros, ones));
    assertThat(scaling).hasSameHashCodeAs(of(kind, zeros, ones));
    for (TargetScaling.Kind other : TargetScaling.Kind.values()) {
      assertThat(scaling.equals(of(other, zeros, ones))).isEqualTo(other == kind);
    }
  }

  @Test
  void invalidShiftsAndScalesAreRefused() {
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> scaling(TargetScaling.Kind.STANDARD, 0, scale))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target 1: shift 0.0, scale " + scale);
    }
    assertThatThrownBy(() -> scaling(TargetScaling.Kind.LOG, Double.NaN, 1))
        .hasMessage("target 1: shift NaN, scale 1.0");
    assertThatThrownBy(() -> scaling(TargetScaling.Kind.NONE, 0, 2))
        .hasMessage("target 1: shift 0.0, scale 2.0");
    assertThatThrownBy(
            () -> new TargetScaling(TargetScaling.Kind.LOG, new double[1], new double[2]))
        .hasMessage("1 shifts, 2 scales");
  }

  private static TargetScaling scaling(TargetScaling.Kind kind, double shift, double scale) {
    return new TargetScaling(kind, new double[] {shift}, new double[] {scale});
  }
}
