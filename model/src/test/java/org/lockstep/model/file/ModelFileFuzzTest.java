package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.model.math.Precision;

class ModelFileFuzzTest {
  /** An archive can inflate a hundredfold, and its content becomes arrays and objects. */
  private static final int BYTES_PER_BYTE = 100 * 100;

  static Stream<byte[]> seeds() throws IOException {
    byte[] model = Models.bytes(Models.small(Precision.FLOAT));
    return Stream.of(
        model,
        Models.bytes(Models.small(Precision.DOUBLE)),
        Models.archive(Models.entries(model)), // deflated
        withAnotherNameInTheDirectory(model));
  }

  private static byte[] withAnotherNameInTheDirectory(byte[] model) {
    byte[] changed = model.clone();
    changed[new String(model, ISO_8859_1).lastIndexOf("W1.npy")] = 'V';
    return changed;
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreAModelOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(bytes, BYTES_PER_BYTE, Models::read);
  }
}
