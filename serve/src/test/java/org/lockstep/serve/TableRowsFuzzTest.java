package org.lockstep.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;

/** No body breaks the server of a table. */
class TableRowsFuzzTest {
  private static final int BYTES_PER_BYTE = 400;
  private static final TableRows PEOPLE = new TableRows(Tables.people().input());

  static Stream<byte[]> seeds() {
    String row =
        "{\"age\":41,\"price\":1e0,\"town\":\"Bern\",\"size\":null,\"joined\":\"31.01.2024\","
            + "\"message\":\"win\",\"other\":[1,{}]}";
    return Stream.of(row, "[" + row + "," + row + "]", "[]", "{\"age\":true}")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsRowsOrIsRefused(byte[] body) throws Exception {
    Untrusted.parse(
        body,
        BYTES_PER_BYTE,
        b -> {
          try {
            PEOPLE.read(b);
          } catch (Refusal e) {
            if (e.status() != 400 || e.getMessage().length() > 200) {
              throw new AssertionError("expected a short refusal but found " + e.getMessage());
            }
          }
        });
  }
}
