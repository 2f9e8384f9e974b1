package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;

class LibsvmReaderTest {
  @TempDir private Path folder;

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private String message(String content) throws IOException {
    String path = write("a.libsvm", content);
    return messageOf(ReadOptions.of(path)).replace(folder + "/", "");
  }

  private static InputSchema width(int width) {
    return new InputSchema(List.of(InputColumn.vector("features", width)));
  }

  @Test
  void absentIndexesAreZeroAndTheLargestIndexIsTheWidth() throws IOException {
    String path = write("a.libsvm", "1 2:0.5\r\n0\t1:-1e2   4:3 \n2\n\n");

    Table table = read(path);

    assertThat(lines(table))
        .containsExactly(
            "0 [0.0, 0.5, 0.0, 0.0] 1.0",
            "1 [-100.0, 0.0, 0.0, 3.0] 0.0",
            "2 [0.0, 0.0, 0.0, 0.0] 2.0");
    assertThat(table.input()).isEqualTo(width(4));
    assertThat(table.target().names()).containsExactly("label");
    assertThat(table.places().placeOf(1)).isEqualTo(path + ":2");
  }

  @Test
  void aCommentEndsALine() throws IOException {
    String path = write("a.libsvm", "1 2:0.5 # row 1\n-1 1:3#a:b\n");
    assertThat(lines(read(path))).containsExactly("0 [0.0, 0.5] 1.0", "1 [3.0, 0.0] -1.0");
  }

  @Test
  void severalFilesGzipAndOtherSuffixesAreRead() throws IOException {
    write("part-1.txt", "1 1:2\n");
    try (OutputStream zip =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("part-0.txt.gz")))) {
      zip.write("0 3:1\n1 2:1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(lines(read(folder.toString())))
        .containsExactly("0 [0.0, 0.0, 1.0] 0.0", "1 [0.0, 1.0, 0.0] 1.0", "2 [2.0, 0.0, 0.0] 1.0");
  }

  @Test
  void theModelDecidesTheWidth() throws IOException {
    String path = write("a.libsvm", "1 2:0.5\n");
    assertThat(lines(read(ReadOptions.of(path), width(3))))
        .containsExactly("0 [0.0, 0.5, 0.0] 1.0");
    assertThat(Reading.message(() -> read(ReadOptions.of(path), width(1))))
        .isEqualTo("[" + path + ":1] expected 1 features but found index 2");
  }

  @Test
  void aModelWithTextColumnsIsRefusedBeforeAnyRow() throws IOException {
    String path = write("a.libsvm", "1 2:0.5\n");
    InputSchema text = new InputSchema(List.of(InputColumn.text("colour", List.of("red"))));
    assertThat(Reading.message(() -> read(ReadOptions.of(path), text)))
        .isEqualTo("[" + path + "] expected text in column 'colour' but found only numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x 1:2       | a number as the label but found 'x'",
        "nan 1:2     | a finite number with a decimal point as the label but found 'nan'",
        "# comment   | a row of data (remove the line) but found a comment",
        "1 0:2       | indexes from 1 but found 0",
        "1 2:1 2:1   | indexes in ascending order but found 2 after 2",
        "1 3:1 2:1   | indexes in ascending order but found 2 after 3",
        "1 2         | index:value but found '2'",
        "1 -2:1      | index:value but found '-2:1'",
        "1 1:NaN     | a finite number with a decimal point for index 1 but found 'NaN'",
        "1 1:1e999   | a finite number with a decimal point for index 1 but found '1e999'",
        "1 1:        | a number for index 1 but found ''",
        "1 1:1,5     | a finite number with a decimal point for index 1 but found '1,5'",
        "1 99999999:1 | indexes of at most 1048576 but found 99999999",
        "1 9999999999:1 | index:value but found '9999999999:1'"
      })
  void aBadLineIsNamed(String line, String problem) throws IOException {
    assertThat(message("0 1:1\n" + line + "\n1 x\n")).isEqualTo("[a.libsvm:2] expected " + problem);
  }

  @Test
  void emptyLinesFilesAndRowsAreRefused() throws IOException {
    assertThat(message("0 1:1\n\n1 1:1\n"))
        .isEqualTo("[a.libsvm:2] expected a row of data but found an empty line");
    assertThat(message("\n")).isEqualTo("[a.libsvm] expected rows of data but found none");
    assertThat(message("0\n1\n"))
        .isEqualTo("[a.libsvm] expected at least one index:value but found only labels");
  }
}
