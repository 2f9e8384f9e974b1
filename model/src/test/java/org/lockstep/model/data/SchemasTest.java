package org.lockstep.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {

  @Test
  void theWidthOfTheInputIsTheSumOfItsColumns() {
    InputSchema schema =
        new InputSchema(
            List.of(
                InputColumn.number("a"),
                InputColumn.vector("pixels", 784),
                InputColumn.text("colour", List.of("red", "green", "blue"))));
    assertThat(schema.width()).isEqualTo(788);
    assertThat(schema.values()).isEqualTo(786);
  }

  @Test
  void anInputWiderThanAnIntIsRefusedRatherThanWrapped() {
    InputColumn u = InputColumn.vector("u", Integer.MAX_VALUE);
    InputColumn v = InputColumn.vector("v", Integer.MAX_VALUE);
    assertThatThrownBy(() -> new InputSchema(List.of(u, v, InputColumn.vector("w", 6))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4294967300 features");
  }

  @Test
  void invalidColumnsAreRefused() {
    assertThatThrownBy(() -> InputColumn.vector("v", 0)).hasMessage("column v has width 0");
    assertThatThrownBy(() -> InputColumn.text("t", List.of()))
        .hasMessage("column t has 0 categories in the form ONE_HOT");
  }

  @Test
  void theTaskDeterminesTheOutputsOfATarget() {
    List<String> one = List.of("y");
    assertThat(new TargetSchema(Task.CLASSIFICATION, one, List.of("a", "b", "c")).outputs())
        .isEqualTo(3);
    assertThat(new TargetSchema(Task.BINARY, one, List.of("no", "yes")).outputs()).isEqualTo(1);
    assertThat(new TargetSchema(Task.REGRESSION, List.of("y", "z"), List.of()).outputs())
        .isEqualTo(2);
    assertThatThrownBy(() -> new TargetSchema(Task.BINARY, one, List.of("only")))
        .hasMessage("BINARY with target columns [y] and 1 classes");
    assertThatThrownBy(() -> new TargetSchema(Task.REGRESSION, List.of(), List.of()))
        .hasMessage("no target column");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aThresholdIsAProbabilityAndNeedsTwoClasses(double threshold) {
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("y"), List.of("no", "yes"));
    assertThat(two.withThreshold(OptionalDouble.of(0)).threshold()).hasValue(0);
    assertThatThrownBy(() -> two.withThreshold(OptionalDouble.of(threshold)))
        .hasMessage("a threshold of " + threshold);
    TargetSchema numbers = new TargetSchema(Task.REGRESSION, List.of("y"), List.of());
    assertThatThrownBy(() -> numbers.withThreshold(OptionalDouble.of(0.5)))
        .hasMessage("a threshold of 0 classes");
  }

  @Test
  void duplicateNamesAreRefused() {
    List<String> twice = List.of("a", "b", "a");
    assertThatThrownBy(() -> new TargetSchema(Task.CLASSIFICATION, List.of("y"), twice))
        .hasMessage("the class a twice");
    assertThatThrownBy(() -> new TargetSchema(Task.REGRESSION, twice, List.of()))
        .hasMessage("the target column a twice");
    assertThatThrownBy(() -> InputColumn.text("t", twice))
        .hasMessage("column t has the category a twice");
    assertThatThrownBy(
            () -> new InputSchema(List.of(InputColumn.number("x"), InputColumn.vector("x", 2))))
        .hasMessage("the column x twice");
  }

  @Test
  void anImageOfMoreNumbersThanAnIntHoldsIsRefused() {
    assertThat(ImageShape.gray(1, Integer.MAX_VALUE).length()).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> ImageShape.gray(65536, 65536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image of 65536 x 65536 pixels of 1 channels, more than 2147483647 numbers");
    assertThatThrownBy(() -> new ImageShape(1 << 15, 1 << 15, 3, ImageShape.Layout.PLANAR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScalingCannotBeChangedFromOutside() {
    double[] shift = {1, 2};
    Scaling scaling = new Scaling(Scaling.Kind.CENTER, shift, new double[] {1, 4});
    shift[0] = 9;
    scaling.scale()[0] = 9;
    assertThat(scaling.shift()).containsExactly(1, 2);
    assertThat(scaling.scale()).containsExactly(1, 4);
    assertThat(scaling.factor()).containsExactly(1, 0.25);
    assertThat(scaling)
        .isEqualTo(new Scaling(Scaling.Kind.CENTER, new double[] {1, 2}, new double[] {1, 4}))
        .isNotEqualTo(Scaling.none(2))
        .hasToString("center over 2 features");
  }
}
