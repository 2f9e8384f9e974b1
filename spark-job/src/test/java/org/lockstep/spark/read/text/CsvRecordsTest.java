package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.read.source.ReadOptions;

class CsvRecordsTest {
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), text).toString();
  }

  @Test
  void aRowOfManyQuotedLinesIsScannedOnce() throws IOException {
    String line = "say \"\"no\"\" ".repeat(50) + "\n";
    String path = file("n,note,label\n1,\"" + line.repeat(9000) + "\",0\n2,two,1\n");
    assertThat(lines(read(path))).hasSize(2);
    assertThat(read(path).places().placeOf(1)).isEqualTo(path + ":9003");
  }

  @Test
  void quotesCanCloseAndReopenWithinARow() throws IOException {
    String path =
        file("n,a,b,label\n1,\"x\ny\",\"x\n\"\"y\",0\n2,\"x\n,\",\"\n\",1\n3,\"x\"\"\n\",y,1\n");
    assertThat(lines(read(path))).hasSize(3);
    assertThat(read(path).places().placeOf(2)).isEqualTo(path + ":8");
  }

  @Test
  void aLineBeyondTheLimitIsMeasuredButNotKept() throws IOException {
    String path = file("n,note,label\n1,\"x\ny\",0\n2," + "z".repeat(20 * MIB) + ",1\n");
    assertThat(messageOf(ReadOptions.of(path)))
        .isEqualTo(
            "["
                + path
                + ":4] expected at most 16 MiB in a line but found "
                + (20 * MIB + 4)
                + " bytes");
  }
}
