package org.lockstep.model.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Moments;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;

class InputFitTest {
  private static final double MISSING = Double.NaN;
  private static final InputChoices USUAL =
      new InputChoices(Missing.MEDIAN, true, 100, Map.of(), 100);

  private static InputFit fit(InputColumn column, double... values) {
    InputSchema read = new InputSchema(List.of(column));
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.DOUBLES, 1, Task.REGRESSION, 1, false));
    for (double value : values) {
      builder.addNumbers(new double[] {value});
      builder.setTargets(new double[] {0});
    }
    Shard shard = builder.build();
    Moments moments = Moments.of(shard, InputFit.categories(read));
    RankSearch search = InputFit.quartileRanks(read, moments, Scaling.Kind.ROBUST, USUAL, true);
    while (!search.isDone()) {
      search.narrow(search.count(shard));
    }
    return new InputFit(read, moments, search);
  }

  private static InputColumn fitted(InputChoices choices, InputColumn column, double... values) {
    return fit(column, values).input(choices).columns().get(0);
  }

  private static Scaling scaling(Scaling.Kind kind, InputColumn column, double... values) {
    InputFit fit = fit(column, values);
    return fit.scaling(kind, fit.input(USUAL));
  }

  @Test
  void missingNumbersAreFilledWithTheMedian() {
    assertThat(fitted(USUAL, NumberColumn.of("x"), 1, MISSING, 10, 2, MISSING))
        .isEqualTo(new NumberColumn("x", OptionalDouble.of(2), true, 0));
  }

  @Test
  void missingNumbersAreFilledWithTheMeanOnRequest() {
    InputChoices mean = new InputChoices(Missing.MEAN, false, 100, Map.of(), 100);
    assertThat(fitted(mean, NumberColumn.of("x"), 1, MISSING, 9, 2))
        .isEqualTo(new NumberColumn("x", OptionalDouble.of(4), false, 0));
  }

  @Test
  void aColumnWithoutMissingNumbersHasAFillForLater() {
    assertThat(fitted(USUAL, NumberColumn.of("x"), 1, 2, 4, 8))
        .isEqualTo(new NumberColumn("x", OptionalDouble.of(3), false, 0));
  }

  @Test
  void aColumnWithoutAnyNumberIsFilledWithZeros() {
    assertThat(fitted(USUAL, NumberColumn.of("x"), MISSING, MISSING))
        .isEqualTo(new NumberColumn("x", OptionalDouble.of(0), true, 0));
    assertThat(scaling(Scaling.Kind.ROBUST, NumberColumn.of("x"), MISSING, MISSING).scale())
        .containsExactly(1, 1);
  }

  @Test
  void strictColumnsHaveNoFill() {
    assertThat(fitted(InputChoices.STRICT, NumberColumn.of("x"), 1, 2))
        .isEqualTo(NumberColumn.of("x"));
  }

  @Test
  void categoriesAreThoseOfTheTrainingRows() {
    InputColumn read = InputColumn.text("c", List.of("a", "b", "c", "test rows only"));
    assertThat(fitted(USUAL, read, 0, 1, 2, 1))
        .isEqualTo(CategoryColumn.oneHot("c", List.of("a", "b", "c")));
  }

  @Test
  void twoCategoriesBecomeOneFeature() {
    InputColumn read = InputColumn.text("sex", List.of("F", "M"));
    assertThat(fitted(USUAL, read, 0, 1, 1))
        .isEqualTo(new CategoryColumn("sex", List.of("F", "M"), Form.SIGN, false, false));
  }

  @Test
  void aMissingTextIsACategoryOfItsOwn() {
    InputColumn read = InputColumn.text("sex", List.of("F", "M"));
    assertThat(fitted(USUAL, read, 0, 1, MISSING))
        .isEqualTo(new CategoryColumn("sex", List.of("F", "M"), Form.ONE_HOT, true, false));
  }

  @Test
  void theRarestOfTooManyCategoriesBecomeOne() {
    InputColumn read = InputColumn.text("c", List.of("a", "b", "c", "d"));
    InputChoices two = new InputChoices(Missing.MEDIAN, true, 2, Map.of(), 100);
    assertThat(fitted(two, read, 0, 1, 1, 2, 3, 3, 3))
        .isEqualTo(new CategoryColumn("c", List.of("b", "d"), Form.ONE_HOT, false, true));
  }

  @Test
  void anOrdinalColumnIsOneFeature() {
    InputChoices ordinal =
        new InputChoices(Missing.MEDIAN, true, 100, Map.of("size", List.of()), 100);
    assertThat(fitted(ordinal, InputColumn.text("size", List.of("L", "M", "S")), 0, 2, 1))
        .isEqualTo(new CategoryColumn("size", List.of("L", "M", "S"), Form.ORDINAL, false, false));
  }

  @Test
  void anOrdinalColumnKeepsTheGivenOrder() {
    List<String> order = List.of("S", "M", "L", "XL");
    InputChoices given = new InputChoices(Missing.MEDIAN, true, 1, Map.of("size", order), 100);
    InputColumn read = InputColumn.text("size", List.of("L", "M", "S"));
    InputFit fit = fit(read, 0, 2, 2, MISSING);
    InputSchema input = fit.input(given);
    assertThat(input.columns())
        .containsExactly(new CategoryColumn("size", order, Form.ORDINAL, false, false));
    assertThat(fit.scaling(Scaling.Kind.MAXABS, input).scale()).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource(Scaling.Kind.class)
  void anOrdinalColumnWithoutAnyCategoryHasAFiniteScaling(Scaling.Kind kind) {
    List<String> order = List.of("S", "M", "L", "XL");
    InputChoices given = new InputChoices(Missing.MEDIAN, true, 1, Map.of("size", order), 100);
    InputFit fit = fit(InputColumn.text("size", List.of("L")), MISSING, MISSING);
    Scaling scaling = fit.scaling(kind, fit.input(given));
    assertThat(scaling.scale()[0]).isPositive().isFinite();
    if (!kind.keepsZero()) {
      assertThat(scaling.shift()).containsExactly(1.5); // so that a missing one becomes 0
    }
  }

  @Test
  void aMissingDateIsTheMedianAndCyclesAreScaledAsIfUniform() {
    List<DatePart> parts = List.of(DatePart.DAYS, DatePart.WEEKDAY);
    DateColumn read = DateColumn.of("d", DateForm.ISO, DateUnit.HOUR, parts, 240_000);
    InputFit fit = fit(read, 0, 24, MISSING, 240); // relative to the origin
    InputColumn fitted = fit.input(USUAL).columns().get(0);
    assertThat(fitted).isEqualTo(read.filled(240_024, true));
    assertThat(fit.input(InputChoices.STRICT).columns()).containsExactly(read);
    Scaling scaling = fit.scaling(Scaling.Kind.MINMAX, new InputSchema(List.of(fitted)));
    assertThat(scaling.shift()).containsExactly(0, -1, -1, 0);
    assertThat(scaling.scale()).containsExactly(10, 2, 2, 1);
  }

  @Test
  void robustScalingUsesTheQuartiles() {
    double[] numbers = DoubleStream.iterate(0, x -> x < 101, x -> x + 1).toArray();
    Scaling scaling = scaling(Scaling.Kind.ROBUST, NumberColumn.of("x"), numbers);
    assertThat(scaling.shift()).containsExactly(50);
    assertThat(scaling.scale()).containsExactly(50);
  }

  @Test
  void robustScalingUsesHalfTheRangeIfTheQuartilesAreEqual() {
    Scaling scaling = scaling(Scaling.Kind.ROBUST, NumberColumn.of("x"), 5, 5, 5, 5, 5, 5, 9, 1);
    assertThat(scaling.shift()).containsExactly(5);
    assertThat(scaling.scale()).containsExactly(4);
  }

  @Test
  void missingNumbersDoNotNarrowTheSpread() {
    Scaling scaling =
        scaling(Scaling.Kind.ROBUST, NumberColumn.of("x"), 0, 1, 2, 3, 4, MISSING, MISSING);
    assertThat(scaling.shift()).containsExactly(2, 0);
    assertThat(scaling.scale()[0]).isEqualTo(2);
  }

  @Test
  void oneHotFeaturesAreScaledLikeNumbers() {
    InputColumn read = InputColumn.text("c", List.of("a", "b", "c"));
    double[] values = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2};
    Scaling standard = scaling(Scaling.Kind.STANDARD, read, values);
    double[] shares = {0.5, 0.3, 0.2};
    for (int c = 0; c < shares.length; c++) {
      assertThat(standard.shift()[c]).isCloseTo(shares[c], within(1e-15));
      assertThat(standard.scale()[c])
          .isCloseTo(Math.sqrt(shares[c] * (1 - shares[c])), within(1e-15));
    }
    Scaling robust = scaling(Scaling.Kind.ROBUST, read, values);
    double[] ofA = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    assertThat(robust.shift()[0])
        .isEqualTo(scaling(Scaling.Kind.ROBUST, NumberColumn.of("x"), ofA).shift()[0]);
    assertThat(robust.scale()).containsExactly(1, 0.75, 0.5);
    assertThat(Arrays.stream(robust.shift()).skip(1)).containsExactly(0.0, 0.0);
  }
}
