package org.lockstep.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;

class PixelsFuzzTest {
  private static final int BYTES_PER_BYTE = 64;
  private static final ImageModel DIGITS = ImageModel.of("m.npz", Models.digits());

  static Stream<byte[]> seeds() {
    String sixteens = String.join(",", Collections.nCopies(64, "16"));
    return Stream.of("{\"pixels\": [" + sixteens + "]}", "{\"pixels\":[0.5, 1e0]}")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAnImageOrIsRefused(byte[] body) throws Exception {
    Untrusted.parse(
        body,
        BYTES_PER_BYTE,
        b -> {
          try {
            Pixels.read(b, DIGITS);
          } catch (Refusal e) {
            if (e.status() != 400 || e.getMessage().length() > 100) {
              throw new AssertionError("expected a short refusal but found " + e.getMessage());
            }
          }
        });
  }
}
