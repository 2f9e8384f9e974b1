package org.lockstep.spark.read.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;
import org.lockstep.spark.table.SourceFile;

class LibsvmFuzzTest {
  private static final int BYTES_PER_BYTE = 2000;

  static Stream<byte[]> seeds() {
    return Stream.of("1 1:0.5 3:-2e3\n-1 2:1\n\n", "0\t7:1 \r\n").map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyLinesAreParsedOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(bytes, BYTES_PER_BYTE, LibsvmFuzzTest::read);
  }

  private static void read(byte[] bytes) throws IOException {
    SourceFile file = Fuzzed.file("x.libsvm", bytes);
    for (Row line : Fuzzed.lines(file, bytes)) {
      String text = CsvLines.text(line);
      if (!text.isBlank()) {
        LibsvmLine.Profile profile = LibsvmLine.profile(0, text, 0);
        if (profile.problem() != null) {
          throw profile.problem().at("x.libsvm:1");
        }
        LibsvmLine.parse(text, profile.largestIndex());
      }
    }
  }
}
