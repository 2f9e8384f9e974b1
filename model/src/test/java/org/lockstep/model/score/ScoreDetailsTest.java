package org.lockstep.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

class ScoreDetailsTest {
  private static final int[] SIXTEENTHS = {1, 3, 3, 5, 5, 5, 8, 10, 10, 12, 14, 15};
  private static final int[] CLASSES = {0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1};
  private static final double[] WEIGHTS = {1, 2, 1, .5, 1, 3, 1, 1, 2, 1, .5, 1};

  private static final double[][] THREE = {
    {8, 4, 4}, {4, 10, 2}, {6, 6, 4}, {1, 3, 12}, {5, 3, 8}, {5, 10, 1}
  };
  private static final int[] CLASSES_OF_THREE = {0, 2, 1, 2, 0, 1};

  /** log_loss and brier_score_loss of scikit-learn 1.9.1, without and with weights. */
  @ParameterizedTest
  @CsvSource({
    "BINARY, false,         0.7028611855218821, 0.24837239583333334",
    "BINARY, true,          0.6807474229558202, 0.24466145833333333",
    "CLASSIFICATION, false, 0.7028611855218821, 0.24837239583333334",
    "CLASSIFICATION, true,  0.6807474229558202, 0.24466145833333333"
  })
  void lossesOfTwoClassesEqualThoseOfScikitLearn(
      Task task, boolean weighted, double logLoss, double brier) {
    ScoreDetails details = two(task, weighted).details().orElseThrow();
    assertThat(details.logLoss()).isCloseTo(logLoss, within(1e-14));
    assertThat(details.brier()).isCloseTo(brier, within(1e-14));
    assertThat(details.thresholds().orElseThrow().rocArea().orElseThrow())
        .isCloseTo(weighted ? 0.7268518518518519 : 0.6666666666666666, within(1e-15));
  }

  /** balanced_accuracy_score and matthews_corrcoef of scikit-learn 1.9.1, at p > 0.5. */
  @Test
  void metricsOfTwoClassesEqualThoseOfScikitLearn() {
    ClassificationMetrics metrics = ClassificationMetrics.of(two(Task.BINARY, false).confusion());
    assertThat(metrics.balancedAccuracy()).isCloseTo(0.5833333333333333, within(1e-15));
    assertThat(metrics.matthews()).isCloseTo(0.1690308509457033, within(1e-15));
  }

  /** calibration_curve of scikit-learn 1.9.1 with n_bins=10. */
  @Test
  void calibrationEqualsThatOfScikitLearn() {
    Calibration calibration =
        two(Task.BINARY, false).details().orElseThrow().calibration().orElseThrow();
    assertThat(calibration.bins())
        .extracting(Calibration.Bin::foretold)
        .containsExactly(0.0625, 0.1875, 0.3125, 0.5, 0.625, 0.75, 0.875, 0.9375);
    assertThat(calibration.bins())
        .extracting(Calibration.Bin::came)
        .containsExactly(0.0, 0.5, 1 / 3.0, 1.0, 0.5, 1.0, 0.0, 1.0);
    double error =
        (0.0625 + 2 * 0.3125 + 3 * (1 / 3.0 - 0.3125) + 0.5 + 2 * 0.125 + 0.25 + 0.875 + 0.0625)
            / 12;
    assertThat(calibration.error()).isCloseTo(error, within(1e-15));
  }

  /**
   * log_loss, top_k_accuracy_score, matthews_corrcoef and balanced_accuracy_score of scikit-learn
   * 1.9.1; the Brier score by NumPy.
   */
  @Test
  void metricsOfThreeClassesEqualThoseOfScikitLearn() {
    Score score = three();
    ScoreDetails details = score.details().orElseThrow();
    assertThat(details.logLoss()).isCloseTo(0.9457090811257842, within(1e-14));
    assertThat(details.brier()).isCloseTo(0.5481770833333334, within(1e-14));
    assertThat(details.topAccuracy(1).orElseThrow()).isEqualTo(score.accuracy()).isEqualTo(0.5);
    assertThat(details.topAccuracy(2).orElseThrow()).isEqualTo(5 / 6.0);
    assertThat(details.topAccuracy(3).orElseThrow()).isEqualTo(1);
    assertThat(details.thresholds()).isEmpty();
    ClassificationMetrics metrics = ClassificationMetrics.of(score.confusion());
    assertThat(metrics.matthews()).isCloseTo(0.25, within(1e-15));
    assertThat(metrics.balancedAccuracy()).isEqualTo(0.5);
    Calibration calibration = details.calibration().orElseThrow();
    assertThat(calibration.bins().stream().mapToDouble(Calibration.Bin::weight).sum()).isEqualTo(6);
  }

  @Test
  void aProbabilityOfZeroForTheTrueClassCostsAFiniteLogLoss() {
    Score score = new Score(Task.BINARY, 1, true);
    score.addClass(new double[] {0}, 1, 0, 1);
    score.addClass(new double[] {1}, 1, 0, 1);
    ScoreDetails details = score.details().orElseThrow();
    assertThat(details.logLoss()).isCloseTo(26 * Math.log(2), within(1e-12));
    assertThat(details.calibration().orElseThrow().error()).isEqualTo(0.5);
  }

  /** mean_absolute_percentage_error of scikit-learn 1.9.1. */
  @Test
  void mapeEqualsThatOfScikitLearnAndLeavesOutTargetsOfZero() {
    Score score = new Score(Task.REGRESSION, 1, true);
    double[] y = {3, -0.5, 2, 7};
    double[] a = {2.5, 0, 2, 8};
    for (int i = 0; i < y.length; i++) {
      score.add(new double[] {a[i]}, new double[] {y[i]}, 0, 1);
    }
    ScoreDetails details = score.details().orElseThrow();
    assertThat(details.mape(0).orElseThrow()).isCloseTo(0.3273809523809524, within(1e-15));
    assertThat(details.zeroTargets(0)).isZero();
    score.add(new double[] {100}, new double[] {0}, 0, 1);
    assertThat(details.mape(0).orElseThrow()).isCloseTo(0.3273809523809524, within(1e-15));
    assertThat(details.zeroTargets(0)).isEqualTo(1);
    Score zeros = new Score(Task.REGRESSION, 1, true);
    zeros.add(new double[] {100}, new double[] {0}, 0, 1);
    assertThat(zeros.details().orElseThrow().mape(0)).isEmpty();
  }

  /** The plain twin draws the weights of one replicate at a time, and holds all rows. */
  @Test
  void theIntervalOfR2EqualsThatOfReplicatesDrawnOneByOne() {
    double[][] rows = numbers(300, 1e6);
    Score score = regression(rows, 0, 300, 1);
    double[] values = new double[PoissonBootstrap.REPLICATES];
    int[] times = new int[values.length];
    for (int r = 0; r < values.length; r++) {
      RandomStream stream = new RandomStream(Purpose.BOOTSTRAP, 0, 0, 0, 0);
      double n = 0;
      double sum = 0;
      for (int i = 0; i < 300; i++) {
        PoissonBootstrap.drawRow(stream, i, times);
        n += times[r];
        sum += times[r] * rows[i][1];
      }
      double spread = 0;
      double squared = 0;
      for (int i = 0; i < 300; i++) {
        PoissonBootstrap.drawRow(stream, i, times);
        spread += times[r] * Math.pow(rows[i][1] - sum / n, 2);
        squared += times[r] * Math.pow(rows[i][1] - rows[i][0], 2);
      }
      values[r] = 1 - squared / spread;
    }
    Arrays.sort(values);
    Interval interval = score.accuracyInterval().orElseThrow();
    assertThat(interval.low()).isCloseTo(values[4] + 0.975 * (values[5] - values[4]), within(1e-6));
    assertThat(interval.high())
        .isCloseTo(values[194] + 0.025 * (values[195] - values[194]), within(1e-6));
    assertThat(score.accuracy()).isBetween(interval.low(), interval.high());
  }

  /** √(0.9·0.1 / 1000) is a standard error of 0.0095. */
  @Test
  void theIntervalOfTheAccuracyIsAsWideAsTheorySays() {
    Score score = new Score(Task.CLASSIFICATION, 2, true);
    for (int i = 0; i < 1000; i++) {
      score.addClass(new double[] {0.8, 0.2}, i % 10 == 0 ? 1 : 0, 0, 1);
    }
    Interval interval = score.accuracyInterval().orElseThrow();
    assertThat(interval.low()).isCloseTo(0.9 - 1.96 * 0.0095, within(0.006));
    assertThat(interval.high()).isCloseTo(0.9 + 1.96 * 0.0095, within(0.006));
    assertThat(new Score(Task.BINARY, 1, true).accuracyInterval()).isEmpty();
  }

  @Test
  void bootstrapCountsFollowAPoissonDistributionOfMeanOne() {
    RandomStream stream = new RandomStream(Purpose.BOOTSTRAP, 0, 0, 0, 0);
    int[] times = new int[PoissonBootstrap.REPLICATES];
    long[] counts = new long[20];
    for (int row = 0; row < 2000; row++) {
      PoissonBootstrap.drawRow(stream, row, times);
      for (int n : times) {
        counts[n]++;
      }
    }
    double probability = Math.exp(-1);
    for (int k = 0; k < 7; k++) {
      assertThat(counts[k] / 400_000.0).isCloseTo(probability, within(0.003));
      probability /= k + 1;
    }
    for (long n : new long[] {1, 2, 30, 64, 65, 5000}) {
      double sum = 0;
      double squares = 0;
      RandomStream group = PoissonBootstrap.ofReplicate((int) n);
      for (int i = 0; i < 20_000; i++) {
        double drawn = PoissonBootstrap.draw(group, n);
        sum += drawn;
        squares += drawn * drawn;
      }
      double mean = sum / 20_000;
      assertThat(mean / n).isCloseTo(1, within(0.03));
      assertThat((squares / 20_000 - mean * mean) / n).as("variance").isCloseTo(1, within(0.06));
    }
  }

  /** Rows are spread over shards as in a run: row p is in shard p mod S. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void shardsShowTheSameRowsAndDrawTheSameReplicatesAsTheWhole(int shards) {
    double[][] rows = numbers(5000, 10);
    Score whole = regression(rows, 0, 5000, 1);
    Score merged = null;
    for (int k = 0; k < shards; k++) {
      Score shard = regression(rows, k, 5000, shards);
      merged = merged == null ? shard : merged.merge(shard);
    }
    ScoreDetails details = merged.details().orElseThrow();
    assertThat(details.shown())
        .hasSize(RowSample.MOST_ROWS)
        .isEqualTo(whole.details().orElseThrow().shown());
    assertThat(details.shown().get(7).actual().get(0))
        .isEqualTo(rows[(int) details.shown().get(7).row()][1]);
    Interval expected = whole.accuracyInterval().orElseThrow();
    Interval actual = merged.accuracyInterval().orElseThrow();
    assertThat(actual.low()).isCloseTo(expected.low(), within(1e-9));
    assertThat(actual.high()).isCloseTo(expected.high(), within(1e-9));
    assertThat(merged.copy().accuracyInterval().orElseThrow()).isEqualTo(actual);
  }

  @Test
  void mergedScoresOfClassesEqualTheWholeAndAClearedScoreForgets() {
    for (Task task : List.of(Task.BINARY, Task.CLASSIFICATION)) {
      List<double[]> outputs = new ArrayList<>();
      List<Integer> labels = new ArrayList<>();
      Random random = new Random(4);
      for (int i = 0; i < 500; i++) {
        double p = random.nextDouble();
        outputs.add(
            task == Task.BINARY ? new double[] {p} : new double[] {p, (1 - p) / 2, (1 - p) / 2});
        labels.add(random.nextInt(2));
      }
      int width = outputs.get(0).length;
      Score whole = new Score(task, width, true);
      Score left = new Score(task, width, true);
      Score right = new Score(task, width, true);
      left.addClass(outputs.get(0), 1, 3, 2);
      left.clear();
      for (int i = 0; i < 500; i++) {
        whole.addClass(outputs.get(i), labels.get(i), 1, 0.5);
        (i < 100 ? left : right).addClass(outputs.get(i), labels.get(i), 1, 0.5);
      }
      ScoreDetails a = whole.details().orElseThrow();
      ScoreDetails b = left.merge(right).details().orElseThrow();
      assertThat(b.logLoss()).isCloseTo(a.logLoss(), within(1e-13));
      assertThat(b.brier()).isCloseTo(a.brier(), within(1e-13));
      assertThat(b.topAccuracy(2)).isEqualTo(a.topAccuracy(2));
      assertThat(b.calibration().orElseThrow().error())
          .isCloseTo(a.calibration().orElseThrow().error(), within(1e-13));
      assertThat(left.accuracyInterval()).isEqualTo(whole.accuracyInterval());
      assertThat(b.thresholds().map(ThresholdCurve::rocArea))
          .isEqualTo(a.thresholds().map(ThresholdCurve::rocArea));
    }
  }

  @Test
  void aDeserialisedScoreCanBeAddedTo() throws IOException, ClassNotFoundException {
    double[][] rows = numbers(3000, 10);
    Score score = deserialised(regression(rows, 0, 2999, 1));
    score.add(new double[] {rows[2999][0]}, new double[] {rows[2999][1]}, 0, 1);
    Score whole = regression(rows, 0, 3000, 1);
    assertThat(score.accuracyInterval()).isEqualTo(whole.accuracyInterval());
    assertThat(score.details().orElseThrow().shown())
        .isEqualTo(whole.details().orElseThrow().shown());
    Score classes = two(Task.BINARY, true);
    assertThat(
            deserialised(classes).details().orElseThrow().thresholds().orElseThrow().rocInterval())
        .isEqualTo(classes.details().orElseThrow().thresholds().orElseThrow().rocInterval())
        .isPresent();
  }

  private static Score deserialised(Score score) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(score);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Score) in.readObject();
    }
  }

  @Test
  void aScoreWithoutDetailsHasNone() {
    assertThat(new Score(Task.BINARY, 1, false).details()).isEmpty();
    assertThat(new Score(Task.REGRESSION, 1, false).accuracyInterval()).isEmpty();
    Score many = new Score(Task.REGRESSION, ScoreDetails.MOST_REPLICATED + 1, true);
    double[] row = new double[ScoreDetails.MOST_REPLICATED + 1];
    many.add(row, row, 0, 1);
    assertThat(many.details().orElseThrow().r2Interval(0)).isEmpty();
    assertThat(many.details().orElseThrow().shown()).isEmpty();
  }

  private static Score two(Task task, boolean weighted) {
    Score score = new Score(task, task == Task.BINARY ? 1 : 2, true);
    for (int i = 0; i < CLASSES.length; i++) {
      double p = SIXTEENTHS[i] / 16.0;
      double[] a = task == Task.BINARY ? new double[] {p} : new double[] {1 - p, p};
      score.addClass(a, CLASSES[i], 0, weighted ? WEIGHTS[i] : 1);
    }
    return score;
  }

  private static Score three() {
    Score score = new Score(Task.CLASSIFICATION, 3, true);
    for (int i = 0; i < CLASSES_OF_THREE.length; i++) {
      double[] a = Arrays.stream(THREE[i]).map(v -> v / 16).toArray();
      score.addClass(a, CLASSES_OF_THREE[i], 0, 1);
    }
    return score;
  }

  /** Predictions and targets around a mean. */
  private static double[][] numbers(int n, double mean) {
    Random random = new Random(9);
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      double y = mean + random.nextGaussian();
      rows[i] = new double[] {y + 0.5 * random.nextGaussian(), y};
    }
    return rows;
  }

  private static Score regression(double[][] rows, int from, int to, int stride) {
    Score score = new Score(Task.REGRESSION, 1, true);
    score.numberRows(from, stride);
    for (int i = from; i < to; i += stride) {
      score.add(new double[] {rows[i][0]}, new double[] {rows[i][1]}, 0, 1);
    }
    return score;
  }
}
