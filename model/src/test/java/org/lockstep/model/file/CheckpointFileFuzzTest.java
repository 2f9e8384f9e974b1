package org.lockstep.model.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.model.math.Precision;

class CheckpointFileFuzzTest {
  /** An archive can inflate a hundredfold, and its content becomes arrays and objects. */
  private static final int BYTES_PER_BYTE = 100 * 100;

  static Stream<byte[]> seeds() throws IOException {
    byte[] checkpoint = Checkpoints.bytes(Checkpoints.inTheMiddle(Precision.FLOAT));
    return Stream.of(
        checkpoint,
        Checkpoints.bytes(Checkpoints.inTheMiddle(Precision.DOUBLE)),
        Models.archive(Models.entries(checkpoint))); // deflated
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreACheckpointOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        BYTES_PER_BYTE,
        given -> CheckpointFile.read("c.npz", new ByteArrayInputStream(given)));
  }
}
