package org.lockstep.model.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.model.math.Precision;

/** Any {@code checkpoint.json} in a valid archive whose other entries belong to another one. */
class CheckpointHeaderFuzzTest {
  private static final int BYTES_PER_BYTE = 1000;
  private static final Map<String, byte[]> SMALL =
      Checkpoints.entries(Checkpoints.inTheMiddle(Precision.FLOAT));

  static Stream<byte[]> seeds() {
    return Stream.of(SMALL.get(CheckpointFile.HEADER));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyHeaderIsValidOrIsRefused(byte[] json) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>(SMALL);
    entries.put(CheckpointFile.HEADER, json);
    byte[] archive = Models.archive(entries);
    Untrusted.parse(
        json,
        BYTES_PER_BYTE,
        given -> CheckpointFile.read("c.npz", new ByteArrayInputStream(archive)));
  }
}
