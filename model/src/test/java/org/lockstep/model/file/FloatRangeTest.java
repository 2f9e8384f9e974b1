package org.lockstep.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;

class FloatRangeTest {
  private static final String SUMS =
      "the model's sums may be too large for 32-bit floats: predictions may be infinite or not a"
          + " number";

  /** A model of a 1-2-1 network. */
  private static Model model(Activation activation, double... theta) {
    return new Model(
        NetworkSpec.perceptron(1, List.of(2), activation, 1, new LinearSquaredError(), true),
        new DoubleVector(theta),
        new InputSchema(List.of(InputColumn.number("x"))),
        new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
        Scaling.none(1));
  }

  @Test
  void anOrdinaryModelHasNoNote() {
    assertThat(FloatRange.note(model(new Relu(), 1e18, -1e18, 1, 1, 1e18, 1e18, 0))).isEmpty();
  }

  @Test
  void anOverflowAcrossTwoLayersIsFound() {
    assertThat(FloatRange.note(model(new Relu(), 1e20, 0, 0, 0, -1e20, 0, 0))).contains(SUMS);
  }

  @Test
  void aBoundedActivationStopsAnOverflow() {
    assertThat(FloatRange.note(model(new Tanh(), 1e20, 0, 0, 0, -1e20, 0, 0))).isEmpty();
  }

  @Test
  void biasesCountTowardsTheSums() {
    assertThat(FloatRange.note(model(new Tanh(), 0, 0, 3e38, 0, 0, 0, 0))).isEmpty();
    assertThat(FloatRange.note(model(new Tanh(), 3e38, 0, 3e38, 0, 0, 0, 0))).contains(SUMS);
  }

  @Test
  void numbersThatBecomeInfiniteAreCounted() {
    assertThat(FloatRange.note(model(new Relu(), 1e39, -1e39, 0, 0, 0, 0, 1e38)))
        .contains(
            "2 of the model's numbers are too large for 32-bit floats and infinite in the file:"
                + " its predictions will not be the model's");
  }
}
