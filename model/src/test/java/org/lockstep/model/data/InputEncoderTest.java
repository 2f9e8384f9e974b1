package org.lockstep.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.CategoryColumn.Form;

class InputEncoderTest {
  private static final double MISSING = Double.NaN;

  private static double[] encoded(InputColumn column, double... row) {
    return encoded(InputEncoder.of(new InputSchema(List.of(column))), row);
  }

  private static double[] encoded(InputEncoder encoder, double... row) {
    double[] features = new double[encoder.width()];
    Arrays.fill(features, 99);
    encoder.encode(row, features);
    return features;
  }

  @Test
  void aNumberIsAFeatureAndAMissingOneIsFilled() {
    NumberColumn age = NumberColumn.of("age").filled(30, false);
    assertThat(encoded(age, 4)).containsExactly(4);
    assertThat(encoded(age, MISSING)).containsExactly(30);
  }

  @Test
  void anIndicatorSaysWhereANumberIsMissing() {
    NumberColumn age = NumberColumn.of("age").filled(30, true);
    assertThat(encoded(age, 4)).containsExactly(4, 0);
    assertThat(encoded(age, MISSING)).containsExactly(30, 1);
    assertThat(age.featureNames()).containsExactly("age", "age is missing");
  }

  @Test
  void theFillOfAMissingNumberIsMeasuredFromTheOriginToo() {
    NumberColumn time = NumberColumn.of("time").from(1e12).filled(1e12 + 5, false);
    assertThat(encoded(time, 7)).containsExactly(7);
    assertThat(encoded(time, MISSING)).containsExactly(5);
  }

  @Test
  void aCategoryIsOneHotAndAnUnknownOneAllZeros() {
    CategoryColumn color = CategoryColumn.oneHot("color", List.of("blue", "green", "red"));
    assertThat(encoded(color, 2)).containsExactly(0, 0, 1);
    assertThat(encoded(color, CategoryColumn.UNKNOWN)).containsExactly(0, 0, 0);
    assertThat(encoded(color, MISSING)).containsExactly(0, 0, 0);
    assertThat(color.featureNames()).containsExactly("color=blue", "color=green", "color=red");
  }

  @Test
  void missingAndUnknownTextsCanHaveTheirOwnFeatures() {
    CategoryColumn city =
        new CategoryColumn("city", List.of("Bern", "Ulm"), Form.ONE_HOT, true, true);
    assertThat(encoded(city, 0)).containsExactly(1, 0, 0, 0);
    assertThat(encoded(city, MISSING)).containsExactly(0, 0, 1, 0);
    assertThat(encoded(city, CategoryColumn.UNKNOWN)).containsExactly(0, 0, 0, 1);
    assertThat(city.featureNames())
        .containsExactly("city=Bern", "city=Ulm", "city is missing", "city is another");
  }

  @Test
  void twoCategoriesCanBeOneSignedFeature() {
    CategoryColumn sex = new CategoryColumn("sex", List.of("F", "M"), Form.SIGN, false, false);
    assertThat(encoded(sex, 0)).containsExactly(-1);
    assertThat(encoded(sex, 1)).containsExactly(1);
    assertThat(encoded(sex, CategoryColumn.UNKNOWN)).containsExactly(0);
    assertThat(encoded(sex, MISSING)).containsExactly(0);
  }

  @Test
  void anUnknownOrdinalIsEncodedAsTheMiddle() {
    CategoryColumn size =
        new CategoryColumn("size", List.of("L", "M", "S"), Form.ORDINAL, false, false);
    assertThat(encoded(size, 2)).containsExactly(2);
    assertThat(encoded(size, CategoryColumn.UNKNOWN)).containsExactly(1);
  }

  @Test
  void columnsAreEncodedInTheirOrder() {
    InputSchema schema =
        new InputSchema(
            List.of(
                NumberColumn.of("a").filled(1, true),
                InputColumn.vector("v", 3),
                CategoryColumn.oneHot("c", List.of("x", "y"))));
    assertThat(schema.values()).isEqualTo(5);
    assertThat(encoded(InputEncoder.of(schema), MISSING, 5, 6, 7, 1))
        .containsExactly(1, 1, 5, 6, 7, 0, 1);
  }

  @Test
  void rowsReadWithAllTextsAreEncodedWithTheFittedOnes() {
    InputSchema read = new InputSchema(List.of(InputColumn.text("c", List.of("a", "b", "z"))));
    InputSchema fitted =
        new InputSchema(
            List.of(new CategoryColumn("c", List.of("b", "z"), Form.ONE_HOT, false, true)));
    InputEncoder encoder = InputEncoder.of(read, fitted);
    assertThat(encoded(encoder, 0)).containsExactly(0, 0, 1);
    assertThat(encoded(encoder, 1)).containsExactly(1, 0, 0);
    assertThat(encoded(encoder, 2)).containsExactly(0, 1, 0);
  }

  @Test
  void onlyColumnsThatStayOneFeatureAreElementwise() {
    NumberColumn number = NumberColumn.of("a");
    assertThat(isElementwise(number)).isTrue();
    assertThat(isElementwise(number.filled(2, false))).isTrue();
    assertThat(isElementwise(InputColumn.vector("v", 4))).isTrue();
    assertThat(isElementwise(number.filled(2, true))).isFalse();
    assertThat(isElementwise(InputColumn.text("t", List.of("x")))).isFalse();
  }

  private static boolean isElementwise(InputColumn column) {
    return InputEncoder.of(new InputSchema(List.of(column))).isElementwise();
  }

  @Test
  void invalidColumnsAreRefused() {
    assertThatThrownBy(() -> new NumberColumn("a", OptionalDouble.empty(), true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column a has an indicator but no fill");
    assertThatThrownBy(() -> new CategoryColumn("c", List.of("x"), Form.SIGN, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column c has 1 categories in the form SIGN");
    assertThatThrownBy(() -> CategoryColumn.oneHot("c", List.of("x", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column c has the category x twice");
  }
}
