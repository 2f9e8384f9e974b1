package org.lockstep.model.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.model.math.Precision;

/** Any {@code model.json} in a valid archive whose arrays belong to another one. */
class ModelHeaderFuzzTest {
  private static final int BYTES_PER_BYTE = 1000;
  private static final Map<String, byte[]> SMALL = entries();

  private static Map<String, byte[]> entries() {
    try {
      return Models.entries(Models.bytes(Models.small(Precision.FLOAT)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(SMALL.get(ModelFile.HEADER));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyHeaderIsValidOrIsRefused(byte[] json) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>(SMALL);
    entries.put(ModelFile.HEADER, json);
    byte[] archive = Models.archive(entries);
    Untrusted.parse(json, BYTES_PER_BYTE, b -> Models.read(archive));
  }
}
