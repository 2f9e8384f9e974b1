package org.lockstep.model.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors travel between driver and executors without losing a bit. */
class SerializationTest {
  @ParameterizedTest
  @EnumSource
  void aVectorArrivesWithTheSameBits(Precision precision) throws Exception {
    for (int length : new int[] {0, 1, 7, 1000}) {
      FlatVector vector = FlatVector.zeros(precision, length);
      for (int i = 0; i < length; i++) {
        vector.set(i, i % 3 == 0 ? -0.0 : Math.sin(i) * Math.pow(10, i % 30 - 15));
      }
      FlatVector arrived = sent(vector);
      assertThat(arrived.precision()).isEqualTo(precision);
      assertThat(arrived.length()).isEqualTo(length);
      for (int i = 0; i < length; i++) {
        assertThat(Double.doubleToRawLongBits(arrived.get(i)))
            .isEqualTo(Double.doubleToRawLongBits(vector.get(i)));
      }
    }
  }

  private static FlatVector sent(FlatVector vector) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(vector);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (FlatVector) in.readObject();
    }
  }
}
