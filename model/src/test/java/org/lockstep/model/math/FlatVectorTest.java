package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    x.addScaled(2, vector(precision, 1, 1, 1));
    x.addScaled(-1, vector(precision, 5, 5, 5), 1, 2);
    x.scale(0.5);
    assertValues(x, 6.5, 9.5, 17.5);
    assertThat(x.sumOfSquares(0, 2)).isEqualTo(6.5 * 6.5 + 9.5 * 9.5);
    FlatVector copy = x.copy();
    x.fill(4);
    assertValues(copy, 6.5, 9.5, 17.5);
    x.copyFrom(copy);
    assertValues(x, 6.5, 9.5, 17.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void oneValueThatIsNotFiniteIsSeenWhereverItIs(double value) {
    for (Precision precision : Precision.values()) {
      for (int i : new int[] {0, 31, 64}) {
        FlatVector x = FlatVector.zeros(precision, 65);
        x.fill(-Float.MAX_VALUE);
        assertThat(x.isFinite()).isTrue();
        x.set(i, value);
        assertThat(x.isFinite()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVectorTravelsByJavaSerialisation(Precision precision)
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
  void vectorsOfOtherLengthsAreRefused() {
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
