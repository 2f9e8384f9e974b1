package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The emulation against the JVM's own, which is exact even without an instruction for it. */
class FmaTest {
  private static final int TRIALS = 300_000;

  private static final float[] FLOATS = {
    0,
    -0f,
    1,
    -1,
    0x1p-149f,
    -0x1p-149f,
    0x1p-126f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    0x1.fffffep0f,
    1 / 0f,
    -1 / 0f,
    Float.NaN,
    0x1p-75f,
    0x1.000002p0f,
    3,
    0x1p100f
  };

  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    -1,
    0x1p-1074,
    0x1p-1022,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1 / 0.0,
    -1 / 0.0,
    Double.NaN,
    0x1p-537,
    0x1.0000000000001p0,
    3,
    0x1p400,
    0x1p-400,
    0x1p700
  };

  @Test
  void fmaOfFloatsRoundsOnce() {
    Random random = new Random(1);
    for (float a : FLOATS) {
      for (float b : FLOATS) {
        for (float c : FLOATS) {
          check(a, b, c);
        }
      }
    }
    for (int i = 0; i < TRIALS; i++) {
      float a = Float.intBitsToFloat(random.nextInt());
      float b = Float.intBitsToFloat(random.nextInt());
      check(a, b, Float.intBitsToFloat(random.nextInt()));
      // Sums whose product is nearly cancelled, or just below the last bit.
      float product = a * b;
      check(a, b, -product);
      check(a, b, product * Math.scalb(1 + random.nextFloat(), random.nextInt(60) - 30));
    }
  }

  @Test
  void fmaOfDoublesRoundsOnce() {
    Random random = new Random(1);
    for (double a : DOUBLES) {
      for (double b : DOUBLES) {
        for (double c : DOUBLES) {
          check(a, b, c);
        }
      }
    }
    for (int i = 0; i < TRIALS; i++) {
      double a = Math.scalb(random.nextDouble() - 0.5, random.nextInt(900) - 450);
      double b = Math.scalb(random.nextDouble() - 0.5, random.nextInt(900) - 450);
      check(a, b, Math.scalb(random.nextDouble() - 0.5, random.nextInt(900) - 450));
      double product = a * b;
      check(a, b, -product);
      check(a, b, product * Math.scalb(1 + random.nextDouble(), random.nextInt(120) - 60));
    }
  }

  private static void check(float a, float b, float c) {
    int expected = Float.floatToIntBits(Math.fma(a, b, c));
    int found = Float.floatToIntBits(Fma.emulated(a, b, c));
    if (found != expected) {
      assertThat(found).as("bits of %a · %a + %a", a, b, c).isEqualTo(expected);
    }
  }

  private static void check(double a, double b, double c) {
    long expected = Double.doubleToLongBits(Math.fma(a, b, c));
    long found = Double.doubleToLongBits(Fma.emulated(a, b, c));
    if (found != expected) {
      assertThat(found).as("bits of %a · %a + %a", a, b, c).isEqualTo(expected);
    }
  }
}
