package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same bits as one subtraction and one multiplication, at any place in the arrays. */
class StandardizationTest {
  private static final int MOST = 150;
  private static final int AT = 5;
  private static final int START = 3;
  private static final int COLUMN = 2;

  private final Standardization plain = new PlainStandardization();
  private final Standardization chosen = JvmKernels.bestStandardization();
  private final byte[] bytes = new byte[AT + MOST];
  private final float[] floats = new float[AT + MOST];
  private final double[] doubles = new double[AT + MOST];
  private final float[] shift = new float[COLUMN + MOST];
  private final float[] factor = new float[COLUMN + MOST];
  private final double[] shiftInDoubles = new double[COLUMN + MOST];
  private final double[] factorInDoubles = new double[COLUMN + MOST];

  StandardizationTest() {
    SplittableRandom random = new SplittableRandom(3);
    random.nextBytes(bytes);
    for (int i = 0; i < AT + MOST; i++) {
      floats[i] = (float) (random.nextDouble() * 100 - 50);
      doubles[i] = random.nextDouble() * 100 - 50;
    }
    for (int i = 0; i < COLUMN + MOST; i++) {
      shiftInDoubles[i] = random.nextDouble() * 200;
      factorInDoubles[i] = random.nextDouble() / 50;
      shift[i] = (float) shiftInDoubles[i];
      factor[i] = (float) factorInDoubles[i];
    }
    doubles[AT + 9] = Double.NaN;
    doubles[AT + 20] = 1e300;
    floats[AT + 30] = Float.NEGATIVE_INFINITY;
  }

  @Test
  void vectorsHaveTheBitsOfThePlainLoopForEveryLength() {
    for (int length = 0; length <= MOST; length++) {
      int n = length;
      assertSame(n, (s, to) -> s.standardize(bytes, AT, shift, factor, COLUMN, to, START, n));
      assertSame(n, (s, to) -> s.standardize(bytes, AT, 33.3f, 0.7f, to, START, n));
      assertSame(n, (s, to) -> s.standardize(floats, AT, shift, factor, COLUMN, to, START, n));
      assertSame(n, (s, to) -> s.standardize(doubles, AT, shift, factor, COLUMN, to, START, n));
      assertSameInDoubles(
          n,
          (s, to) ->
              s.standardize(bytes, AT, shiftInDoubles, factorInDoubles, COLUMN, to, START, n));
      assertSameInDoubles(n, (s, to) -> s.standardize(bytes, AT, 33.3, 0.7, to, START, n));
      assertSameInDoubles(
          n,
          (s, to) ->
              s.standardize(floats, AT, shiftInDoubles, factorInDoubles, COLUMN, to, START, n));
      assertSameInDoubles(
          n,
          (s, to) ->
              s.standardize(doubles, AT, shiftInDoubles, factorInDoubles, COLUMN, to, START, n));
    }
  }

  @Test
  void bytesAreUnsignedAndTheDifferenceIsRoundedFirst() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    float[] to = new float[256];
    chosen.standardize(all, 0, 33.318447f, 1 / 78.56748f, to, 0, 256);
    double[] toDoubles = new double[256];
    chosen.standardize(all, 0, 33.318447, 1 / 78.56748, toDoubles, 0, 256);
    for (int i = 0; i < 256; i++) {
      float difference = i - 33.318447f;
      assertThat(to[i]).isEqualTo(difference * (1 / 78.56748f));
      double differenceInDoubles = i - 33.318447;
      assertThat(toDoubles[i]).isEqualTo(differenceInDoubles * (1 / 78.56748));
    }
  }

  private void assertSame(int length, ToFloats call) {
    float[] expected = new float[START + MOST + 2];
    float[] actual = new float[START + MOST + 2];
    Arrays.fill(expected, 7);
    Arrays.fill(actual, 7);
    call.with(plain, expected);
    call.with(chosen, actual);
    assertThat(Arrays.equals(actual, expected)).as("%d numbers", length).isTrue();
  }

  private void assertSameInDoubles(int length, ToDoubles call) {
    double[] expected = new double[START + MOST + 2];
    double[] actual = new double[START + MOST + 2];
    Arrays.fill(expected, 7);
    Arrays.fill(actual, 7);
    call.with(plain, expected);
    call.with(chosen, actual);
    assertThat(Arrays.equals(actual, expected)).as("%d numbers", length).isTrue();
  }

  private interface ToFloats {
    void with(Standardization s, float[] to);
  }

  private interface ToDoubles {
    void with(Standardization s, double[] to);
  }
}
