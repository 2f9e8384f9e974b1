package org.lockstep.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankSumsTest {
  /** Multiples of 1/16 with ties, and their classes. */
  private static final int[] SIXTEENTHS = {1, 3, 3, 5, 5, 5, 8, 10, 10, 12, 14, 15};

  private static final int[] CLASSES = {0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1};
  private static final double[] WEIGHTS = {1, 2, 1, .5, 1, 3, 1, 1, 2, 1, .5, 1};

  private record Row(double p, int label, double weight) {}

  /** roc_auc_score and average_precision_score of scikit-learn 1.9.1, without and with weights. */
  @ParameterizedTest
  @CsvSource({
    "false, 0.6666666666666666, 0.6723905723905723",
    "true,  0.7268518518518519, 0.7609390609390609"
  })
  void areasEqualThoseOfScikitLearn(boolean weighted, double roc, double precision) {
    ThresholdCurve curve = of(manual(weighted)).curve();
    assertThat(curve.rocArea().orElseThrow()).isCloseTo(roc, within(1e-15));
    assertThat(curve.averagePrecision().orElseThrow()).isCloseTo(precision, within(1e-15));
    assertThat(curve.rocError()).isZero();
  }

  /** f1_score of scikit-learn 1.9.1 at p > t, for every t that is a probability of a row. */
  @Test
  void theBestThresholdIsInTheMiddleOfTheGapThatScikitLearnFindsBest() {
    ThresholdCurve.Point best = of(manual(false)).curve().bestF1().orElseThrow();
    assertThat(best.f1()).isCloseTo(0.7058823529411765, within(1e-15));
    assertThat(best.threshold()).isEqualTo(2 / 16.0); // between 1/16 and 3/16
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 64, 500})
  void curvesEqualThoseOfAPlainTwin(int rows) {
    for (int different : new int[] {2, 10, 1_000_000}) {
      List<Row> all = random(rows, different, rows + different);
      ThresholdCurve curve = of(all).curve();
      double pairs = 0;
      double wins = 0;
      double positives = 0;
      for (Row one : all) {
        positives += one.label() * one.weight();
        for (Row zero : all) {
          if (one.label() == 1 && zero.label() == 0) {
            double pair = one.weight() * zero.weight();
            pairs += pair;
            wins += pair * (one.p() > zero.p() ? 1 : one.p() == zero.p() ? 0.5 : 0);
          }
        }
      }
      assertThat(curve.rocArea().orElseThrow()).isCloseTo(wins / pairs, within(1e-12));

      double area = 0;
      double bestF1 = 0;
      double leastCost = positives * 5; // if no row is predicted as class 1
      double all1 = positives;
      double weight = all.stream().mapToDouble(Row::weight).sum();
      for (double t : all.stream().mapToDouble(Row::p).distinct().toArray()) {
        double taken = all.stream().filter(r -> r.p() >= t).mapToDouble(Row::weight).sum();
        double right = right(all, t);
        double above = right(all, Math.nextUp(t));
        area += (right - above) / all1 * (right / taken);
        bestF1 = Math.max(bestF1, 2 * right / (taken + all1));
        leastCost = Math.min(leastCost, (taken - right) + 5 * (all1 - right));
      }
      assertThat(curve.averagePrecision().orElseThrow()).isCloseTo(area, within(1e-12));
      assertThat(curve.bestF1().orElseThrow().f1()).isCloseTo(bestF1, within(1e-12));
      ThresholdCurve.Point cheapest = curve.leastCost(new Costs(1, 5)).orElseThrow();
      assertThat(curve.cost(cheapest, new Costs(1, 5)))
          .isCloseTo(leastCost / weight, within(1e-12));
      double t = curve.bestF1().orElseThrow().threshold();
      double taken = all.stream().filter(r -> r.p() > t).mapToDouble(Row::weight).sum();
      double right =
          all.stream().filter(r -> r.p() > t && r.label() == 1).mapToDouble(Row::weight).sum();
      assertThat(2 * right / (taken + all1)).as("F1 of p > t").isCloseTo(bestF1, within(1e-12));
    }
  }

  private static double right(List<Row> all, double t) {
    return all.stream().filter(r -> r.p() >= t && r.label() == 1).mapToDouble(Row::weight).sum();
  }

  @Test
  void aSingleClassHasNoCurve() {
    ThresholdCurve curve = of(List.of(new Row(0.3, 1, 1), new Row(0.6, 1, 1))).curve();
    assertThat(curve.hasBothClasses()).isFalse();
    assertThat(curve.rocArea()).isEmpty();
    assertThat(curve.averagePrecision()).isEmpty();
    assertThat(curve.bestF1()).isEmpty();
    assertThat(curve.leastCost(new Costs(1, 1))).isEmpty();
    assertThat(curve.rocInterval()).isEmpty();
    assertThat(curve.rocError()).isZero();
    assertThat(new RankSums().curve().rocArea()).isEmpty();
  }

  @Test
  void probabilitiesOfZeroAndOneAreRanked() {
    ThresholdCurve curve =
        of(List.of(new Row(0, 0, 1), new Row(1, 1, 1), new Row(1 - 0x1p-53, 0, 1))).curve();
    assertThat(curve.rocArea().orElseThrow()).isEqualTo(1);
    assertThat(curve.bestF1().orElseThrow().f1()).isEqualTo(1);
    assertThat(curve.bestF1().orElseThrow().threshold()).isLessThan(1).isGreaterThan(0.9999);
    ThresholdCurve allZero = of(List.of(new Row(0, 0, 1), new Row(0, 1, 1))).curve();
    assertThat(allZero.rocArea().orElseThrow()).isEqualTo(0.5);
    assertThat(allZero.bestF1().orElseThrow().f1()).as("p > t is never true").isZero();
  }

  @Test
  void keysGrowWithProbabilitiesAndConvertBack() {
    double[] p = new Random(5).doubles(2000).sorted().toArray();
    for (int i = 0; i < p.length; i++) {
      assertThat(RankSums.probabilityOf(RankSums.keyOf(p[i]))).isEqualTo(p[i]);
      if (i > 0) {
        assertThat(RankSums.keyOf(p[i])).isGreaterThan(RankSums.keyOf(p[i - 1]));
      }
    }
    for (double edge : new double[] {0, 0.5, Math.nextDown(0.5), Math.nextUp(0.5), 1}) {
      assertThat(RankSums.probabilityOf(RankSums.keyOf(edge))).isEqualTo(edge);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 64, 300, 100_000})
  void mergingInAnyOrderAndGroupingGivesTheSameBits(int mostBins) {
    List<Row> all = new ArrayList<>();
    for (Row row : random(5000, 1 << 30, 7)) {
      all.add(new Row(row.p(), row.label(), 1));
    }
    RankSums whole = of(all, mostBins);
    double area = whole.curve().rocArea().orElseThrow();
    double exact = of(all).curve().rocArea().orElseThrow();
    assertThat(area).isCloseTo(exact, within(whole.curve().rocError()));
    assertThat(whole.curve().rocError() > 0).isEqualTo(mostBins < 5000);
    Random random = new Random(11);
    for (int trial = 0; trial < 20; trial++) {
      Collections.shuffle(all, random);
      List<RankSums> parts = new ArrayList<>();
      int from = 0;
      while (from < all.size()) {
        int to = Math.min(all.size(), from + 1 + random.nextInt(2000));
        parts.add(of(all.subList(from, to), mostBins));
        from = to;
      }
      parts.add(new RankSums(mostBins));
      while (parts.size() > 1) {
        RankSums left = parts.remove(random.nextInt(parts.size()));
        left.merge(parts.remove(random.nextInt(parts.size())));
        parts.add(left);
      }
      ThresholdCurve merged = parts.get(0).curve();
      assertThat(merged.rocArea().orElseThrow()).isEqualTo(area);
      assertThat(merged.points()).isEqualTo(whole.curve().points()).isLessThanOrEqualTo(mostBins);
      assertThat(merged.averagePrecision()).isEqualTo(whole.curve().averagePrecision());
      assertThat(merged.rocInterval()).isEqualTo(whole.curve().rocInterval());
    }
  }

  /** Hanley and McNeil's (1982) standard error of an area of 0.75 of 200 and 200 rows is 0.0244. */
  @Test
  void theIntervalOfTheAreaIsAsWideAsTheorySays() {
    Random random = new Random(2);
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double z = random.nextGaussian() + (i % 2) * 0.954; // area Φ(0.954 / √2) = 0.75
      all.add(new Row(1 / (1 + Math.exp(-z)), i % 2, 1));
    }
    ThresholdCurve curve = of(all).curve();
    Interval interval = curve.rocInterval().orElseThrow();
    assertThat(curve.rocArea().orElseThrow()).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * 0.0244, within(0.02));
  }

  private static List<Row> manual(boolean weighted) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < CLASSES.length; i++) {
      rows.add(new Row(SIXTEENTHS[i] / 16.0, CLASSES[i], weighted ? WEIGHTS[i] : 1));
    }
    return rows;
  }

  /** Rows of both classes, with at most this many different probabilities. */
  private static List<Row> random(int rows, int different, long seed) {
    Random random = new Random(seed);
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int label = i < 2 ? i : random.nextInt(2);
      double p = (1 + random.nextInt(different)) / (different + 1.0);
      all.add(new Row(p, label, 0.25 + random.nextInt(8) / 4.0));
    }
    return all;
  }

  private static RankSums of(List<Row> rows) {
    return of(rows, RankSums.MOST_BINS);
  }

  private static RankSums of(List<Row> rows, int mostBins) {
    RankSums sums = new RankSums(mostBins);
    rows.forEach(row -> sums.add(row.p(), row.label(), row.weight()));
    return sums;
  }
}
