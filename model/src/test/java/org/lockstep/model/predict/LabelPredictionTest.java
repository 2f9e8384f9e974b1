package org.lockstep.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;

class LabelPredictionTest {
  private static final TargetSchema LABELS =
      new TargetSchema(Task.MULTI_LABEL, List.of("left", "low"), List.of());

  @Test
  void aLabelAppliesAboveOneHalf() {
    assertThat(LabelPrediction.of(LABELS, new double[] {0.5, Math.nextUp(0.5)}))
        .isEqualTo(
            new LabelPrediction(
                List.of("left", "low"), List.of(false, true), List.of(0.5, Math.nextUp(0.5))));
  }

  @Test
  void outputsBeyondZeroAndOneAreClippedToProbabilities() {
    assertThat(LabelPrediction.of(LABELS, new double[] {-0.25, 1.5}))
        .isEqualTo(
            new LabelPrediction(List.of("left", "low"), List.of(false, true), List.of(0.0, 1.0)));
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("c"), List.of("no", "yes"));
    assertThat(ClassPrediction.of(two, new double[] {1.5}))
        .isEqualTo(new ClassPrediction("yes", List.of(0.0, 1.0)));
    assertThat(ClassPrediction.of(two, new double[] {-0.5}))
        .isEqualTo(new ClassPrediction("no", List.of(1.0, 0.0)));
  }

  @Test
  void aScorerPredictsLabelsOfRowsAndOfNamedValues() {
    NetworkSpec spec =
        NetworkSpec.perceptron(1, List.of(), new Relu(), 2, new LinearSquaredError(), false);
    Model model =
        new Model(
            spec,
            new DoubleVector(new double[] {1, -1}),
            new InputSchema(List.of(InputColumn.number("x"))),
            LABELS,
            Scaling.none(1));
    LabelPrediction expected =
        new LabelPrediction(List.of("left", "low"), List.of(true, false), List.of(0.75, 0.0));
    assertThat(Scorer.of(model).labels(new double[] {0.75})).isEqualTo(expected);
    assertThat(Scorer.of(model).labels(Map.of("x", 0.75))).isEqualTo(expected);
  }

  @Test
  void predictionsOfClassesAndOfLabelsAreNotInterchangeable() {
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("c"), List.of("no", "yes"));
    assertThatThrownBy(() -> LabelPrediction.of(two, new double[] {0.75}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prediction of classes has no labels");
    assertThatThrownBy(() -> ClassPrediction.of(LABELS, new double[] {0.75, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prediction of several labels has no class");
  }
}
