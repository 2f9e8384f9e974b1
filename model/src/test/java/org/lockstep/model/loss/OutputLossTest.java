package org.lockstep.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.score.Score;

/** Extreme logits: no overflow, no NaN, losses exact. */
class OutputLossTest {

  static List<Named<Arithmetic>> arithmetics() {
    return Arithmetics.all();
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void softmaxSurvivesLogitsOfTenThousand(Arithmetic arithmetic) {
    Result right = run(arithmetic, new SoftmaxCrossEntropy(), 0, 1e4, -1e4, 0);
    assertThat(right.loss).isZero();
    assertThat(right.dZ).containsExactly(0.0, 0.0, 0.0);
    Result wrong = run(arithmetic, new SoftmaxCrossEntropy(), 1, 1e4, -1e4, 0);
    assertThat(wrong.loss).isEqualTo(2e4);
    assertThat(wrong.dZ).containsExactly(1.0, -1.0, 0.0);
    Result tie = run(arithmetic, new SoftmaxCrossEntropy(), 2, -1e4, -1e4, -1e4, -1e4);
    assertThat(tie.loss).isCloseTo(Math.log(4), within(1e-15));
    assertThat(tie.dZ).containsExactly(0.25, 0.25, -0.75, 0.25);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void sigmoidCrossEntropySurvivesLogitsOfTenThousand(Arithmetic arithmetic) {
    Result right = run(arithmetic, new SigmoidCrossEntropy(), 0, 1e4, -1e4);
    assertThat(right.loss).isZero();
    assertThat(right.dZ).containsExactly(0.0, 0.0);
    Result wrong = run(arithmetic, new SigmoidCrossEntropy(), 1, 1e4, -1e4);
    assertThat(wrong.loss).isEqualTo(2e4);
    assertThat(wrong.dZ).containsExactly(1.0, -1.0);
    assertThat(run(arithmetic, new SigmoidCrossEntropy(), 0, 0).loss)
        .isCloseTo(Math.log(2), within(1e-15));
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void sigmoidSquaredErrorSurvivesLogitsOfTenThousand(Arithmetic arithmetic) {
    Result wrong = run(arithmetic, new SigmoidSquaredError(), 1, 1e4, -1e4);
    assertThat(wrong.loss).isEqualTo(1);
    assertThat(wrong.dZ).containsExactly(0.0, -0.0); // saturated: nothing is learnt there
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void smoothedCrossEntropiesSurviveLogitsOfTenThousand(Arithmetic arithmetic) {
    Result softmax = run(arithmetic, new SoftmaxCrossEntropy(0.25), 0, 1e4, -1e4);
    assertThat(softmax.loss).isEqualTo(0.125 * 2e4);
    assertThat(softmax.dZ).containsExactly(0.125, -0.125);
    Result sigmoid = run(arithmetic, new SigmoidCrossEntropy(0.25), 0, 1e4, -1e4);
    assertThat(sigmoid.loss).isEqualTo(2 * 0.125 * 1e4);
    assertThat(sigmoid.dZ).containsExactly(0.125, -0.125);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void lossesOfNumbersSurviveLogitsOfTenThousand(Arithmetic arithmetic) {
    Result huber = run(arithmetic, new LinearHuber(0.5), 0, 1e4, -1e4);
    assertThat(huber.loss).isEqualTo(0.5 * (9999 - 0.25) + 0.5 * (1e4 - 0.25));
    assertThat(huber.dZ).containsExactly(0.5, -0.5);
    Result absolute = run(arithmetic, new LinearAbsoluteError(), 0, 1e4, -1e4);
    assertThat(absolute.loss).isEqualTo(19999);
    assertThat(absolute.dZ).containsExactly(1.0, -1.0);
    Result quantile = run(arithmetic, new LinearQuantile(0.75), 0, 1e4, -1e4);
    assertThat(quantile.loss).isEqualTo(0.25 * 9999 + 0.75 * 1e4);
    assertThat(quantile.dZ).containsExactly(0.25, -0.75);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void poissonIsExactForTinyMeansAndInfiniteWhereTheMeanIs(Arithmetic arithmetic) {
    Result tiny = run(arithmetic, new ExpPoisson(), 1, -1e4, -1e4);
    assertThat(tiny.loss).isEqualTo(1e4);
    assertThat(tiny.dZ).containsExactly(0.0, -1.0);
    Result huge = run(arithmetic, new ExpPoisson(), 1, 1e4, -1e4);
    assertThat(huge.loss).isInfinite().isPositive();
    assertThat(huge.dZ).containsExactly(Double.POSITIVE_INFINITY, -1.0);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aRowsWeightMultipliesItsLossAndItsGradient(Arithmetic arithmetic) {
    Matrix z = arithmetic.matrix(1, 2);
    z.storeRow(0, new double[] {3, 1});
    BatchTargets targets = new BatchTargets(1, 2);
    targets.setValues(0, new double[] {1, 1}, 0, 2.5);
    Score score = new Score(Task.REGRESSION, 2, false);
    new LinearSquaredError().forwardBackward(z, targets, score, new OutputLoss.Scratch(2));
    assertThat(score.loss()).isEqualTo(5);
    assertThat(score.weight()).isEqualTo(2.5);
    assertThat(score.meanLoss()).isEqualTo(2);
    assertThat(z.get(0, 0)).isEqualTo(5);
    assertThat(z.get(0, 1)).isZero();
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void predictionsAreOutputsNotLogits(Arithmetic arithmetic) {
    Matrix z = arithmetic.matrix(1, 2);
    z.fill(1e4);
    new SoftmaxCrossEntropy().predict(z, new OutputLoss.Scratch(2));
    assertThat(z.get(0, 0)).isEqualTo(0.5);
    z.fill(-1e4);
    new SigmoidCrossEntropy().predict(z, new OutputLoss.Scratch(2));
    assertThat(z.get(0, 1)).isZero();
    z.fill(-1e4);
    new LinearSquaredError().predict(z, new OutputLoss.Scratch(2));
    assertThat(z.get(0, 1)).isEqualTo(-1e4);
    z.fill(0);
    new ExpPoisson().predict(z, new OutputLoss.Scratch(2));
    assertThat(z.get(0, 1)).isEqualTo(1);
  }

  private record Result(double loss, List<Double> dZ) {}

  /** One row of a class, one-hot. */
  private static Result run(
      Arithmetic arithmetic, OutputLoss outputLoss, int label, double... logits) {
    int outputs = logits.length;
    Matrix z = arithmetic.matrix(1, outputs);
    z.storeRow(0, logits);
    BatchTargets targets = new BatchTargets(1, outputs);
    double[] y = new double[outputs];
    y[label] = 1;
    targets.setValues(0, y, 0, 1);
    Score score = new Score(Task.REGRESSION, outputs, false);
    outputLoss.forwardBackward(z, targets, score, new OutputLoss.Scratch(outputs));
    double[] dZ = new double[outputs];
    z.loadRow(0, dZ);
    return new Result(score.loss(), java.util.Arrays.stream(dZ).boxed().toList());
  }
}
