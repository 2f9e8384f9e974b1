package org.lockstep.spark.read.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ColumnRows;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Table;

class CsvFuzzTest {
  /** Every field, however short, becomes a text in its own list. */
  private static final int BYTES_PER_BYTE = 2000;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "length,kind,label\n1.5,a,0\n-2e3,\"b, c\",1\n",
            "\ufeff1,2,0\r\n3,4,1\r\n\r\n",
            "label,x\n\"say \"\"no\"\"\",1\n",
            "x,label\n1,NaN\n")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreATableOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(bytes, BYTES_PER_BYTE, CsvFuzzTest::read);
  }

  /** {@link CsvReader#read} without Spark. */
  private static void read(byte[] bytes) throws IOException {
    Source source = Fuzzed.source("x.csv", bytes);
    CsvText text = new CsvText.InFiles(null, Fuzzed.configuration(), source);
    CsvReader reader = new CsvReader(null, text, ReadOptions.of("x.csv"));
    List<Row> lines = Fuzzed.lines(source.files().get(0), bytes);
    CsvReader.Beginning beginning = reader.begin(Optional.empty());
    CsvProfiler profiler = new CsvProfiler(beginning.plan());
    ChunkIndex index = beginning.index(source, Fuzzed.list(profiler.call(lines.iterator())));
    ColumnRows rows = beginning.columns().rows(source, index, Table.Form.PACKED, beginning.plan());
    Fuzzed.checkPlaces(index, Fuzzed.list(rows.call(lines.iterator())).size());
  }
}
