package org.lockstep.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.Task;

/** Sums of four rows of three labels, by hand. */
class LabelSumsTest {
  private static final double[][] OUTPUTS = {
    {0.9, 0.2, 1.7}, {0.4, 0.6, 0.5}, {0.4, 0.1, 0.51}, {0.7, -0.3, 0.9}
  };
  private static final double[][] LABELS = {{1, 0, 1}, {1, 0, 1}, {0, 0, 1}, {0, 1, 1}};
  private static final double[] WEIGHTS = {1, 2, 1, 0};

  private static LabelSums sums(int from, int to) {
    LabelSums sums = new LabelSums(3);
    for (int i = from; i < to; i++) {
      sums.add(OUTPUTS[i], LABELS[i], WEIGHTS[i]);
    }
    return sums;
  }

  @Test
  void everyLabelIsCountedSeparatelyAndRowsOfZeroWeightCount() {
    LabelSums sums = sums(0, 4);
    // hit, miss, -, false alarm
    assertThat(sums.accuracy(0)).isEqualTo(0.5);
    assertThat(sums.precision(0)).isEqualTo(0.5);
    assertThat(sums.recall(0)).isEqualTo(0.5);
    assertThat(sums.f1(0)).isEqualTo(0.5);
    assertThat(sums.support(0)).isEqualTo(2);
    // -, false alarm, -, miss
    assertThat(sums.accuracy(1)).isEqualTo(0.5);
    assertThat(sums.precision(1)).isZero();
    assertThat(sums.recall(1)).isZero();
    assertThat(sums.f1(1)).isZero();
    assertThat(sums.support(1)).isEqualTo(1);
    // hit, miss, hit, hit: 0.5 is not predicted
    assertThat(sums.accuracy(2)).isEqualTo(0.75);
    assertThat(sums.precision(2)).isEqualTo(1);
    assertThat(sums.recall(2)).isEqualTo(0.75);
    assertThat(sums.f1(2)).isEqualTo(6 / 7.0);
    assertThat(sums.support(2)).isEqualTo(4);
    assertThat(sums.meanF1()).isCloseTo((0.5 + 6 / 7.0) / 3, within(1e-15));
    assertThat(sums.subsetAccuracy()).as("the first and the third row").isEqualTo(0.5);
  }

  @Test
  void theRocAreaCountsTiesAsHalfAndRowsByTheirWeight() {
    // Positives 0.9 (weight 1) and 0.4 (weight 2), a negative 0.4: (1·1 + 2·1/2) / (3·1)
    assertThat(sums(0, 4).rocArea(0)).hasValue(2 / 3.0);
  }

  @Test
  void aLabelOfOneValueOrWithoutWeightHasNoRocArea() {
    LabelSums sums = sums(0, 4);
    assertThat(sums.rocArea(1)).as("the row that it applies to weighs nothing").isEmpty();
    assertThat(sums.rocArea(2)).as("it applies to all rows").isEmpty();
    assertThat(sums(0, 3).rocArea(1)).as("it applies to none").isEmpty();
    assertThat(sums(0, 3).f1(1)).isZero();
  }

  @Test
  void outputsBeyondZeroAndOneAreTies() {
    LabelSums sums = new LabelSums(2);
    sums.add(new double[] {1.5, -0.5}, new double[] {0, 1}, 1);
    sums.add(new double[] {1, 0}, new double[] {1, 0}, 1);
    assertThat(sums.rocArea(0)).hasValue(0.5);
    assertThat(sums.rocArea(1)).hasValue(0.5);
  }

  @Test
  void partialSumsMergeToTheWhole() {
    LabelSums whole = sums(0, 4);
    for (int cut = 0; cut <= 4; cut++) {
      LabelSums merged = sums(0, cut);
      merged.merge(sums(cut, 4));
      assertThat(merged).usingRecursiveComparison().ignoringFields("ranks").isEqualTo(whole);
      for (int j = 0; j < 3; j++) {
        assertThat(merged.rocArea(j)).isEqualTo(whole.rocArea(j));
      }
    }
  }

  @Test
  void veryManyLabelsHaveNoRocArea() {
    for (int labels : new int[] {LabelSums.MOST_RANKED, LabelSums.MOST_RANKED + 1}) {
      LabelSums sums = new LabelSums(labels);
      sums.add(new double[labels], new double[labels], 1);
      double[] ones = new double[labels];
      Arrays.fill(ones, 1);
      sums.add(ones, ones, 1);
      assertThat(sums.f1(labels - 1)).isEqualTo(1);
      assertThat(sums.rocArea(0).isPresent()).isEqualTo(labels == LabelSums.MOST_RANKED);
    }
  }

  @Test
  void theAccuracyOfSeveralLabelsIsTheShareOfRightAnswers() {
    Score score = new Score(Task.MULTI_LABEL, 3, true);
    for (int i = 0; i < OUTPUTS.length; i++) {
      score.add(OUTPUTS[i], LABELS[i], i, WEIGHTS[i]);
    }
    assertThat(score.accuracy()).isEqualTo(7 / 12.0);
    assertThat(score.meanLoss()).as("of losses 0, 1, 2 and 3 by weight").isEqualTo(1);
    assertThat(score.accuracyInterval()).isEmpty();
    assertThat(score.hasConfusion()).isFalse();
    LabelSums labels = score.details().flatMap(ScoreDetails::labels).orElseThrow();
    assertThat(labels.subsetAccuracy()).isEqualTo(0.5);
  }
}
