package org.lockstep.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticRowsTest {
  private static final int ROWS = 10_000;
  private static final double[][] PUBLISHED_WEIGHTS = {
    {1, 2, 3, 4, 5, 6}, {1.3, 2.3, 4.2, 2, 3.3, 2.1}, {4.2, 1.9, 2.2, 2.3, 1.2, 0.8}
  };

  private static SyntheticRows set(SyntheticKind kind) {
    return new SyntheticRows(kind, ROWS, 1, 4);
  }

  private static double[] column(SyntheticRows set, ToDoubleFunction<double[]> value) {
    return LongStream.range(0, set.rows())
        .mapToDouble(row -> value.applyAsDouble(set.row(row)))
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / a.length / Math.sqrt(variance(a) * variance(b));
  }

  private static double product(int target, double[] row) {
    double sum = 0;
    for (int j = 0; j < 6; j++) {
      sum += PUBLISHED_WEIGHTS[target][j] * row[j];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(names = "PARTICLES", mode = EnumSource.Mode.EXCLUDE)
  void featuresAreIndependentWithAStandardDeviationOfFive(SyntheticKind kind) {
    SyntheticRows set = set(kind);
    double[] before = null;
    for (int j = 0; j < 6; j++) {
      int feature = j;
      double[] values = column(set, row -> row[feature]);
      assertThat(mean(values)).isCloseTo(0, within(0.2)); // four standard errors
      assertThat(variance(values)).isCloseTo(25, within(1.5));
      if (before != null) {
        assertThat(correlation(before, values)).isCloseTo(0, within(0.04));
      }
      before = values;
    }
  }

  @Test
  void theLinearTargetIsThePublishedSumPlusOneAndNoise() {
    SyntheticRows set = set(SyntheticKind.LINEAR);
    double[] rest = column(set, row -> row[6] - product(0, row));
    assertThat(mean(rest)).isCloseTo(1, within(0.04));
    assertThat(variance(rest)).isCloseTo(1, within(0.06));
  }

  @Test
  void theTargetsOfMultiLinearAreThePublishedSumsScaledToTheirRange() {
    SyntheticRows set = set(SyntheticKind.MULTI_LINEAR);
    for (int k = 0; k < 3; k++) {
      int target = k;
      double[] scaled = column(set, row -> row[6 + target]);
      assertThat(Arrays.stream(scaled).min()).hasValue(0);
      assertThat(Arrays.stream(scaled).max()).hasValue(1);
      double[] sums = column(set, row -> product(target, row));
      // Only the noise differs, about 1 / (1 + 25·Σw²) of the variance.
      assertThat(correlation(sums, scaled)).isBetween(0.9985, 0.99999);
    }
  }

  @Test
  void classesAreTheLinearTargetCutIntoEqualWidths() {
    SyntheticRows classes = set(SyntheticKind.CLASSES);
    SyntheticRows linear = set(SyntheticKind.LINEAR);
    double[] y = column(linear, row -> row[6]);
    double min = Arrays.stream(y).min().orElseThrow();
    double width = (Arrays.stream(y).max().orElseThrow() - min) / 4;
    int[] counts = new int[4];
    for (int i = 0; i < ROWS; i++) {
      int label = (int) classes.row(i)[6];
      counts[label]++;
      assertThat(y[i]).isBetween(min + label * width - 1e-9, min + (label + 1) * width + 1e-9);
    }
    assertThat(counts).doesNotContain(0);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(ROWS);
  }

  @Test
  void everyOtherCollisionIsASignalWhosePairOfJetsHasAMass() {
    SyntheticRows set = set(SyntheticKind.PARTICLES);
    assertThat(set.columns()).hasSize(29).startsWith("lepton_pt").endsWith("m_wwbb", "label");
    double[] labels = column(set, row -> row[28]);
    assertThat(mean(labels)).isEqualTo(0.5);
    double[] massesOfSignals =
        LongStream.range(0, ROWS / 2).mapToDouble(i -> set.row(2 * i + 1)[25]).toArray();
    double[] massesOfOthers =
        LongStream.range(0, ROWS / 2).mapToDouble(i -> set.row(2 * i)[25]).toArray();
    assertThat(mean(massesOfSignals)).isCloseTo(125, within(1.0));
    assertThat(variance(massesOfSignals)).isCloseTo(225, within(15.0));
    assertThat(variance(massesOfOthers)).isGreaterThan(2000);
  }

  @Test
  void aMassFollowsFromTheDetectedParticles() {
    double[] row = set(SyntheticKind.PARTICLES).row(7);
    // Two particles without mass: m² = 2·pT·pT'·(cosh(η - η') - cos(φ - φ')).
    double expected =
        Math.sqrt(2 * row[5] * row[9] * (Math.cosh(row[6] - row[10]) - Math.cos(row[7] - row[11])));
    assertThat(row[21]).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void aRowDependsOnItsNumberAndTheSeedAlone() {
    SyntheticRows set = set(SyntheticKind.MULTI_LINEAR);
    double[] alone = set.row(4321);
    set.row(17);
    assertThat(set.row(4321)).isEqualTo(alone);
    assertThat(new SyntheticRows(SyntheticKind.LINEAR, 5000, 1, 4).row(4321))
        .isEqualTo(set(SyntheticKind.LINEAR).row(4321));
    assertThat(new SyntheticRows(SyntheticKind.LINEAR, ROWS, 2, 4).row(0))
        .isNotEqualTo(set(SyntheticKind.LINEAR).row(0));
  }

  /** The rows must never change: a preset's result depends on them. */
  @Test
  void theFirstRowsAreTheRecordedOnes() {
    double[] multi = set(SyntheticKind.MULTI_LINEAR).row(0);
    assertThat(multi)
        .containsExactly(
            10.14132035165769,
            -8.692667833280892,
            -0.6042020072532617,
            2.0425962056814755,
            1.4352118148712991,
            1.553292196703587,
            0.5172541930730968,
            0.5511192613822475,
            0.6126848065654074);
    assertThat(set(SyntheticKind.LINEAR).row(0))
        .startsWith(Arrays.copyOf(multi, 6))
        .endsWith(18.60004748583953);
    assertThat(set(SyntheticKind.CLASSES).row(0)).startsWith(Arrays.copyOf(multi, 6)).endsWith(2);
  }

  @Test
  void columnsAreNamedForTrainingWithoutOptions() {
    assertThat(set(SyntheticKind.LINEAR).columns())
        .isEqualTo(List.of("x1", "x2", "x3", "x4", "x5", "x6", "label"));
    assertThat(set(SyntheticKind.MULTI_LINEAR).columns()).endsWith("x6", "y1", "y2", "y3");
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, 0, 4, [rows] expected at least 1 but found 0",
    "MULTI_LINEAR, 1, 4, [rows] expected at least 2 but found 1",
    "LINEAR, 10000000001, 4, [rows] expected at most 10000000000 but found 10000000001",
    "CLASSES, 9223372036854775807, 4, [rows] expected at most 10000000000 but found"
        + " 9223372036854775807",
    "CLASSES, 10, 1, [classes] expected at least 2 but found 1"
  })
  void invalidCountsOfRowsAndClassesAreRefused(
      SyntheticKind kind, long rows, int classes, String message) {
    assertThatThrownBy(() -> new SyntheticRows(kind, rows, 1, classes)).hasMessage(message);
  }
}
