package org.lockstep.model.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.ParameterLayout;

class InitialWeightsFuzzTest {
  /** An archive can inflate a hundredfold, and its content becomes arrays. */
  private static final int BYTES_PER_BYTE = 100 * 32;

  private static final Arithmetic FLOATS = new Arithmetic(Precision.FLOAT, BlasChoice.JAVA.load());
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(Models.small(Precision.FLOAT).network());

  static Stream<byte[]> seeds() throws IOException {
    double[] weights = new double[12];
    return Stream.of(
        Models.bytes(Models.small(Precision.DOUBLE)),
        Models.archive(
            Map.of(
                "W1.npy", Models.npy(Precision.FLOAT, List.of(3, 4), weights),
                "b1.npy", Models.npy(Precision.FLOAT, List.of(1, 4), 1, 2, 3, 4))));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreTheWeightsOfANetworkOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        BYTES_PER_BYTE,
        b -> ModelFile.readParameters("w.npz", new ByteArrayInputStream(b), LAYOUT, FLOATS));
  }
}
