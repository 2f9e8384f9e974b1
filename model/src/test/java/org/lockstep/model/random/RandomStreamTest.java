package org.lockstep.model.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.random.RandomStream.Purpose;

class RandomStreamTest {

  /** A change that fails here changes the result of every training. */
  @Test
  void theStreamNeverChanges() {
    RandomStream random = new RandomStream(Purpose.DROPOUT, 42, 1, 2, 3);
    String numbers =
        random.nextLong()
            + " "
            + random.nextLong()
            + " "
            + random.nextDouble()
            + " "
            + random.nextGaussian()
            + " "
            + random.nextGaussian()
            + " "
            + random.nextLong(1000);
    assertThat(numbers)
        .isEqualTo(
            "-3300338409382035858 -857262837061862225 0.2563918252403439 0.5767514170357637"
                + " -0.00752704240929612 132");
    assertThat(new RandomStream(Purpose.ROW_ORDER, 1, 2, 3, 0).permutation(8))
        .containsExactly(2, 0, 5, 1, 7, 4, 3, 6);
  }

  @Test
  void everyPartOfTheKeyChangesTheStream() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (Purpose purpose : Purpose.values()) {
      for (long seed = -1; seed <= 1; seed++) {
        for (long a = 0; a < 5; a++) {
          for (long b = 0; b < 5; b++) {
            for (long c = 0; c < 5; c++) {
              firsts.add(new RandomStream(purpose, seed, a, b, c).nextLong());
              streams++;
            }
          }
        }
      }
    }
    assertThat(firsts).hasSize(streams);
  }

  @Test
  void aResetStreamEqualsANewOne() {
    RandomStream random = new RandomStream(Purpose.SPLIT, 1, 0, 0, 0);
    random.nextGaussian(); // keeps a spare one
    random.reset(Purpose.SPLIT, 2, 0, 0, 0);
    assertThat(random.nextGaussian())
        .isEqualTo(new RandomStream(Purpose.SPLIT, 2, 0, 0, 0).nextGaussian());
  }

  @Test
  void uniformNumbersHaveTheirMoments() {
    RandomStream random = new RandomStream(Purpose.SPLIT, 1, 0, 0, 0);
    int n = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = random.nextDouble();
      assertThat(x >= 0 && x < 1).isTrue();
      sum += x;
      squares += x * x;
    }
    assertThat(sum / n).isCloseTo(1 / 2.0, within(0.005));
    assertThat(squares / n).isCloseTo(1 / 3.0, within(0.005));
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    RandomStream random = new RandomStream(Purpose.SPLIT, 2, 0, 0, 0);
    int n = 100_000;
    double[] moments = new double[5];
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(x, k) / n;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(0.01));
    assertThat(moments[2]).isCloseTo(1, within(0.02));
    assertThat(moments[3]).isCloseTo(0, within(0.05));
    assertThat(moments[4]).isCloseTo(3, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 64, 1000})
  void aPermutationHoldsEachNumberOnce(int n) {
    int[] order = new RandomStream(Purpose.ROW_ORDER, 5, 1, 0, 0).permutation(n);
    assertThat(order).hasSize(n);
    boolean[] seen = new boolean[n];
    for (int i : order) {
      assertThat(seen[i]).isFalse();
      seen[i] = true;
    }
  }

  @Test
  void everyPermutationIsAsLikelyAsEveryOther() {
    int[][] counts = new int[4][4]; // [position][number]
    int runs = 24_000;
    for (int run = 0; run < runs; run++) {
      int[] order = new RandomStream(Purpose.ROW_ORDER, 9, run, 0, 0).permutation(4);
      for (int i = 0; i < 4; i++) {
        counts[i][order[i]]++;
      }
    }
    for (int[] position : counts) {
      for (int count : position) {
        assertThat(count).isBetween(runs / 4 - 400, runs / 4 + 400); // six standard deviations
      }
    }
  }

  @Test
  void boundedNumbersStayBelowTheBoundAndCoverTheRange() {
    RandomStream random = new RandomStream(Purpose.SPLIT, 3, 0, 0, 0);
    int[] counts = new int[7];
    for (int i = 0; i < 7_000; i++) {
      counts[(int) random.nextLong(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(800, 1200);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(random.nextLong(Long.MAX_VALUE)).isNotNegative();
      assertThat(random.nextLong(1)).isZero();
    }
  }
}
