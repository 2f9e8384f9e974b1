package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatVectorTest {

  @ParameterizedTest
  @EnumSource
  void operationsWorkInPlace(Precision precision) {
    FlatVector x = vector(precision, 1, 2, 3);
    x.add(vector(precision, 10, 20, 30));
    assertValues(x, 11, 22, 33);
    FlatVector copy = x.copy();
    x.fill(4);
    assertValues(copy, 11, 22, 33);
    x.copyFrom(copy);
    assertValues(x, 11, 22, 33);
  }

  @ParameterizedTest
  @EnumSource
  void sumsOfSquaresOfAnyRangeEqualThePlainSum(Precision precision) {
    for (int from : new int[] {0, 1, 3}) {
      for (int length : new int[] {0, 1, 3, 4, 7, 8, 63, 64, 65}) {
        FlatVector x = FlatVector.zeros(precision, 70);
        FlatVector y = FlatVector.zeros(precision, 70);
        double squares = 0;
        double combined = 0;
        for (int i = 0; i < 70; i++) {
          x.set(i, Math.sin(i + 1));
          y.set(i, Math.cos(i));
          if (i >= from && i < from + length) {
            squares += x.get(i) * x.get(i);
            combined += Math.pow(0.5 * x.get(i) - 3 * y.get(i), 2);
          }
        }
        assertThat(x.sumOfSquares(from, from + length)).isCloseTo(squares, within(1e-13));
        assertThat(x.sumOfSquares(0.5, -3, y, from, from + length))
            .isCloseTo(combined, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aValueThatIsNotFiniteIsFoundAnywhere(double value) {
    for (Precision precision : Precision.values()) {
      for (int length : new int[] {1, 7, 8, 63, 64, 65}) {
        FlatVector x = FlatVector.zeros(precision, length);
        for (int i = 0; i < length; i++) {
          String place = precision + " " + i + " of " + length;
          x.fill(-Float.MAX_VALUE);
          assertThat(x.isFinite()).as(place).isTrue();
          x.set(i, value);
          assertThat(x.isFinite()).as(place).isFalse();
          assertThat(x.isFinite(0, i)).as(place).isTrue();
          assertThat(x.isFinite(i, i + 1)).as(place).isFalse();
          assertThat(x.isFinite(i + 1, length)).as(place).isTrue();
        }
      }
      assertThat(FlatVector.zeros(precision, 0).isFinite()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVectorSurvivesJavaSerialisation(Precision precision)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(vector(precision, 1, -2, 0.5));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertValues((FlatVector) in.readObject(), 1, -2, 0.5);
    }
  }

  @Test
  void vectorsOfDifferentLengthsAreRefused() {
    FlatVector x = FlatVector.zeros(Precision.FLOAT, 3);
    assertThatThrownBy(() -> x.add(FlatVector.zeros(Precision.FLOAT, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a vector of 3 but found one of 4");
  }

  private static FlatVector vector(Precision precision, double... values) {
    FlatVector vector = FlatVector.zeros(precision, values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    return vector;
  }

  private static void assertValues(FlatVector actual, double... expected) {
    assertThat(actual.length()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.get(i)).isEqualTo(expected[i]);
    }
  }
}
