package org.lockstep.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;

class ScoreTest {

  @Test
  void theConfusionOfVeryManyClassesIsNotCounted() {
    assertThat(new Score(Task.CLASSIFICATION, Score.MOST_CONFUSED, true).hasConfusion()).isTrue();
    Score score = new Score(Task.CLASSIFICATION, 50_000, true);
    score.addClass(new double[50_000], 0, 1, 1);
    assertThat(score.hasConfusion()).isFalse();
    assertThat(score.accuracy()).isEqualTo(1);
    assertThat(score.bytes()).isEqualTo(32);
  }

  @Test
  void aLossOrAnErrorThatOverflowsIsNotFinite() {
    Score classes = new Score(Task.CLASSIFICATION, 2, false);
    classes.addClass(new double[] {1, 0}, 0, 0.5, 1);
    assertThat(classes.isFinite()).isTrue();
    classes.addClass(new double[] {1, 0}, 0, Double.NaN, 1);
    assertThat(classes.isFinite()).isFalse();
    Score numbers = new Score(Task.REGRESSION, 1, false);
    numbers.add(new double[] {1e200}, new double[] {0}, 0, 1);
    assertThat(numbers.isFinite()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.POSITIVE_INFINITY})
  void aMeanLossOverZeroOrInfiniteWeightIsNotFinite(double weight) {
    Score score = new Score(Task.CLASSIFICATION, 2, false);
    score.addClass(new double[] {1, 0}, 0, 0.5, 1);
    score.clear();
    score.addClass(new double[] {1, 0}, 0, weight == 0 ? 0.5 : 0, weight);
    assertThat(score.isFinite()).isFalse();
  }

  @Test
  void theLargestOutputWinsAndTheFirstOfEqualOnes() {
    assertThat(Score.classOf(Task.CLASSIFICATION, new double[] {1, 3, 3, 2}, 4)).isEqualTo(1);
    assertThat(Score.classOf(Task.CLASSIFICATION, new double[] {2, 2, 2}, 3)).isZero();
    assertThat(Score.classOf(Task.CLASSIFICATION, new double[] {1, 2, 9}, 2)).isEqualTo(1);
    assertThat(Score.classOf(Task.BINARY, new double[] {0.5}, 1)).isZero();
    assertThat(Score.classOf(Task.BINARY, new double[] {0.5000001}, 1)).isEqualTo(1);
  }

  @Test
  void aboveTheThresholdTheSecondClassIsPredicted() {
    for (Task task : new Task[] {Task.CLASSIFICATION, Task.BINARY}) {
      TargetSchema target =
          new TargetSchema(task, List.of("y"), List.of("no", "yes"), OptionalDouble.of(0.25));
      Score score = new Score(task, target.outputs(), true, 0.25);
      for (double p : new double[] {0.125, 0.25, Math.nextUp(0.25), 0.375}) {
        double[] a = task == Task.BINARY ? new double[] {p} : new double[] {1 - p, p};
        assertThat(Score.classOf(target, a)).isEqualTo(p > 0.25 ? 1 : 0);
        assertThat(Score.classOf(target.withThreshold(OptionalDouble.empty()), a)).isZero();
        score.addClass(a, 1, 0, 1);
      }
      assertThat(score.copy().merge(score).confusion())
          .isDeepEqualTo(new long[][] {{0, 0}, {4, 4}});
    }
  }

  /** scikit-learn's classification_report for y = 0 0 1 1 1 2 and p = 0 1 1 1 0 1. */
  @Test
  void classificationMetricsEqualThoseOfScikitLearn() {
    int[] actual = {0, 0, 1, 1, 1, 2};
    int[] predicted = {0, 1, 1, 1, 0, 1};
    Score score = new Score(Task.CLASSIFICATION, 3, true);
    for (int i = 0; i < actual.length; i++) {
      score.add(oneHot(predicted[i]), oneHot(actual[i]), i, 2);
    }
    assertThat(score.confusion()).isDeepEqualTo(new long[][] {{1, 1, 0}, {1, 2, 0}, {0, 1, 0}});
    assertThat(score.accuracy()).isEqualTo(0.5);
    assertThat(score.rows()).isEqualTo(6);
    assertThat(score.weight()).isEqualTo(12);
    assertThat(score.loss()).isEqualTo(30);
    assertThat(score.meanLoss()).isEqualTo(2.5);

    ClassificationMetrics metrics = ClassificationMetrics.of(score.confusion());
    assertThat(metrics.accuracy()).isEqualTo(0.5);
    assertThat(metrics.classes())
        .containsExactly(
            new ClassificationMetrics.PerClass(0.5, 0.5, 0.5, 2),
            new ClassificationMetrics.PerClass(0.5, 2 / 3.0, 4 / 7.0, 3),
            new ClassificationMetrics.PerClass(0, 0, 0, 1));
    assertThat(metrics.matthews()).isCloseTo(0.10660035817780521, within(1e-15));
    assertThat(metrics.balancedAccuracy()).isCloseTo(7 / 18.0, within(1e-15));
    assertThat(metrics.macro().precision()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(metrics.macro().recall()).isCloseTo(7 / 18.0, within(1e-15));
    assertThat(metrics.macro().f1()).isCloseTo(5 / 14.0, within(1e-15));
    assertThat(metrics.macro().rows()).isEqualTo(6);
  }

  @Test
  void aClassWithoutRowsIsLeftOutOfMeans() {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(new long[][] {{3, 1, 1}, {0, 2, 0}, {0, 0, 0}});
    assertThat(metrics.classesWithRows()).isEqualTo(2);
    assertThat(metrics.macro().precision()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
    assertThat(metrics.macro().recall()).isCloseTo((0.6 + 1) / 2, within(1e-15));
    assertThat(metrics.balancedAccuracy()).isCloseTo(0.8, within(1e-15));
  }

  @Test
  void correlationsOfOneClassAndMetricsOfNoRowsAreZero() {
    assertThat(ClassificationMetrics.of(new long[][] {{5, 0}, {0, 0}}).matthews()).isZero();
    assertThat(ClassificationMetrics.of(new long[][] {{2, 0}, {3, 0}}).matthews()).isZero();
    ClassificationMetrics nothing = ClassificationMetrics.of(new long[2][2]);
    assertThat(nothing.macro()).isEqualTo(new ClassificationMetrics.PerClass(0, 0, 0, 0));
    assertThat(nothing.matthews()).isZero();
  }

  @Test
  void aClassScoresLikeItsOneHotTarget() {
    for (Task task : new Task[] {Task.CLASSIFICATION, Task.BINARY}) {
      int outputs = task == Task.BINARY ? 1 : 3;
      Score expected = new Score(task, outputs, true);
      Score actual = new Score(task, outputs, true);
      Random random = new Random(1);
      for (int i = 0; i < 50; i++) {
        double[] a = random.doubles(outputs).toArray();
        int label = random.nextInt(task == Task.BINARY ? 2 : 3);
        expected.add(a, task == Task.BINARY ? new double[] {label} : oneHot(label), i, 0.5);
        actual.addClass(a, label, i, 0.5);
      }
      assertThat(actual.isOfClasses()).isTrue();
      assertThat(actual.confusion()).isDeepEqualTo(expected.confusion());
      assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
      assertThat(actual.loss()).isEqualTo(expected.loss());
      assertThat(actual.weight()).isEqualTo(25);
      assertThat(actual.rows()).isEqualTo(50);
    }
    assertThat(new Score(Task.REGRESSION, 2, false).isOfClasses()).isFalse();
  }

  @Test
  void binaryConfusionHasTwoClasses() {
    Score score = new Score(Task.BINARY, 1, true);
    score.add(new double[] {0.9}, new double[] {1}, 0, 1);
    score.add(new double[] {0.9}, new double[] {0}, 0, 1);
    score.add(new double[] {0.1}, new double[] {0}, 0, 1);
    assertThat(score.confusion()).isDeepEqualTo(new long[][] {{1, 1}, {0, 1}});
    assertThat(score.accuracy()).isCloseTo(2 / 3.0, within(1e-15));
  }

  /** y = 3 -0.5 2 7 and a = 2.5 0 2 8: the example of scikit-learn's manual. */
  @Test
  void regressionMetricsEqualThoseOfScikitLearn() {
    Score score = regression(new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0, 2, 8}, 0, 4);
    RegressionMetrics metrics = score.regression().get(0);
    assertThat(metrics.mse()).isEqualTo(0.375);
    assertThat(metrics.rmse()).isEqualTo(Math.sqrt(0.375));
    assertThat(metrics.mae()).isEqualTo(0.5);
    assertThat(metrics.r2()).isCloseTo(0.9486081370449679, within(1e-15));
    assertThat(score.accuracy()).isEqualTo(metrics.r2());
  }

  @Test
  void r2OfEqualTargetsIsNan() {
    Score score = regression(new double[] {0.1, 0.1, 0.1}, new double[] {0, 0, 0}, 0, 3);
    score.merge(regression(new double[] {0.1, 0.1}, new double[] {0, 1}, 0, 2));
    assertThat(score.regression().get(0).r2()).isNaN();
    assertThat(score.regression().get(0).mse()).isCloseTo(0.17, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 999, 1000})
  void mergedScoresEqualTheWholeEvenForALargeMean(int cut) {
    Random random = new Random(3);
    double[] y = random.doubles(1000, 1e6, 1e6 + 1).toArray();
    double[] a = random.doubles(1000, 1e6, 1e6 + 1).toArray();
    RegressionMetrics whole = regression(y, a, 0, 1000).regression().get(0);
    Score left = regression(y, a, 0, cut);
    RegressionMetrics merged = left.merge(regression(y, a, cut, 1000)).regression().get(0);
    assertThat(left.rows()).isEqualTo(1000);
    assertThat(merged.mse()).isCloseTo(whole.mse(), within(1e-12));
    assertThat(merged.mae()).isCloseTo(whole.mae(), within(1e-12));
    assertThat(merged.r2()).isCloseTo(whole.r2(), within(1e-8));
    double mean = 1e6;
    double deviations = 0;
    for (double value : y) {
      mean += (value - 1e6) / 1000;
    }
    for (double value : y) {
      deviations += (value - mean) * (value - mean);
    }
    assertThat(whole.r2()).isCloseTo(1 - whole.mse() * 1000 / deviations, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void mergingAnEmptyScoreEitherWayChangesNothing(int cut) {
    double[] y = {0.1, 0.7, 1 / 3.0};
    double[] a = {0.3, 0.2, 0.9};
    RegressionMetrics merged =
        regression(y, a, 0, cut).merge(regression(y, a, cut, 3)).regression().get(0);
    assertThat(merged).isEqualTo(regression(y, a, 0, 3).regression().get(0));
  }

  @Test
  void aClearedScoreStartsAnew() {
    Score score = regression(new double[] {1, 2}, new double[] {5, 5}, 0, 2);
    score.clear();
    assertThat(score.rows()).isZero();
    assertThat(score.loss()).isZero();
    assertThat(score.weight()).isZero();
    score.add(new double[] {1}, new double[] {2}, 1, 1);
    assertThat(score.regression().get(0).mse()).isEqualTo(1);
  }

  private static Score regression(double[] y, double[] a, int from, int to) {
    Score score = new Score(Task.REGRESSION, 1, false);
    for (int i = from; i < to; i++) {
      score.add(new double[] {a[i]}, new double[] {y[i]}, 1, 1);
    }
    return score;
  }

  private static double[] oneHot(int label) {
    double[] y = new double[3];
    y[label] = 1;
    return y;
  }
}
