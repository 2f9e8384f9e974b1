package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.io.BufferedOutputStream;
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
import org.lockstep.model.prepare.Missing;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.Header;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;

class CsvBadInputTest {
  private static final InputSchema NAMED =
      new InputSchema(List.of(InputColumn.number("x"), InputColumn.text("c", List.of("p", "q"))));

  @TempDir private Path folder;

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("f.csv"), content).toString();
  }

  private String message(String content) throws IOException {
    String path = file(content);
    return messageOf(ReadOptions.of(path)).replace(path, "f.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1,2,0;3,1;4,5,0       | [f.csv:2] expected 2 features but found 1
          1,2,0;3,4,5,1         | [f.csv:2] expected 2 features but found 3
          1,0,2;7;8             | [f.csv:2] expected 2 features but found 0
          x,label;1,0;;2,1      | [f.csv:3] expected a row of data but found an empty line
          ;x,label;1,0          | [f.csv:1] expected a header or a row of data but found an empty line
          x,label;1,0;abc,1     | [f.csv:3] expected a number in column 'x' but found 'abc'
          x,label;abc,0;1,1;2,0 | [f.csv:2] expected a number in column 'x' but found 'abc'
          1,0;abc,1             | [f.csv:2] expected a number in column 1 but found 'abc'
          x,label;1,0;-Inf,1    | [f.csv:3] expected a finite number with a decimal point in column 'x' but found '-Inf'
          x,label;1,0;1e999,1   | [f.csv:3] expected a finite number with a decimal point in column 'x' but found '1e999'
          x,label;1.5,0;"1,5",1 | [f.csv:3] expected a finite number with a decimal point in column 'x' but found '1,5'
          x,label;1,0;1d,1      | [f.csv:3] expected a number in column 'x' but found '1d'
          x,label;1,0;2,b       | [f.csv:3] expected a number in column 'label' but found 'b'
          x,label;1,"a;b        | [f.csv:2] expected every quote closed but found one that is still open at the end of the line
          "x;y",label           | [f.csv:1] expected every quote closed but found one that is still open at the end of the line
          x,label               | [f.csv] expected rows of data but found only a header
          x,label;1,;2,NA       | [f.csv] expected rows of data but found only rows without a target
          x,y,label;,NA,0;?,,1  | [f.csv] expected a feature column with values but found only missing values
          label;1               | [f.csv:1] expected at least one feature column but found column label
          x,y;1,0               | [f.csv:1] expected a target column 'label' but found columns x, y
          """)
  void oneLineNamesTheFirstBadPlace(String content, String expected) throws IOException {
    assertThat(message(content.replace(';', '\n') + "\n")).isEqualTo(expected);
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(message("")).isEqualTo("[f.csv] expected rows of data but found an empty file");
  }

  @Test
  void linesOfControlCharactersAreNotRows() throws IOException {
    assertThat(message("x,label\n1,0\n\0\0\n2,1\n"))
        .isEqualTo("[f.csv:3] expected 1 features but found 0");
    assertThat(message("1,0\n\u0001\n")).isEqualTo("[f.csv:2] expected 1 features but found 0");
    assertThat(message("\u0001\n1,0\n"))
        .isEqualTo("[f.csv:1] expected a target column 'label' but found column column 1");
  }

  @Test
  void binaryDataIsRefused() throws IOException {
    Path path = folder.resolve("f.csv");
    Files.write(path, new byte[] {1, 2, 0, 3});
    assertThat(messageOf(ReadOptions.of(path.toString())))
        .isEqualTo("[" + path + "] expected text but found binary data");
  }

  @Test
  void theFirstBadLineOfAllFilesIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("d"));
    Files.writeString(folder.resolve("d/a.csv"), "x,label\n1,0\n2,1\n");
    Files.writeString(folder.resolve("d/b.csv"), "x,label\n1,0\n2,1\noops,1\n1\n");
    Files.writeString(folder.resolve("d/c.csv"), "x,label\n\n1,0\n");

    assertThat(messageOf(ReadOptions.of(folder + "/d")))
        .isEqualTo("[" + folder + "/d/b.csv:4] expected a number in column 'x' but found 'oops'");
  }

  @Test
  void everyFileOfADirectoryNeedsTheSameHeader() throws IOException {
    Files.createDirectory(folder.resolve("d"));
    Files.writeString(folder.resolve("d/a.csv"), "x,label\n1,0\n");
    Files.writeString(folder.resolve("d/b.csv"), "2,1\n");

    assertThat(messageOf(ReadOptions.of(folder + "/d")))
        .isEqualTo(
            "["
                + folder
                + "/d/b.csv:1] expected the header of "
                + folder
                + "/d/a.csv but found columns 2, 1");
  }

  @Test
  void aWrongHeaderSettingIsRefused() throws IOException {
    String without = file("1,0\n2,1\n");
    assertThat(messageOf(Reading.header(without, Header.PRESENT)))
        .isEqualTo("[" + without + ":1] expected a target column 'label' but found columns 1, 0");
    String with = file("x,label\n2,1\n");
    assertThat(messageOf(Reading.header(with, Header.ABSENT)))
        .isEqualTo("[" + with + ":1] expected a number in column 1 but found 'x'");
  }

  @Test
  void aLineLongerThan16MebibytesIsRefused() throws IOException {
    Path path = folder.resolve("long.csv");
    byte[] zeros = "0".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      out.write("1,0\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 100; i++) {
        out.write(zeros);
      }
      out.write("\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(messageOf(ReadOptions.of(path.toString())))
        .isEqualTo("[" + path + ":2] expected at most 16 MiB in a line but found 104857600 bytes");
    Path first = folder.resolve("first.csv");
    Files.write(first, "0".repeat((16 << 20) + 1).getBytes(StandardCharsets.UTF_8));
    assertThat(messageOf(ReadOptions.of(first.toString())))
        .isEqualTo("[" + first + ":1] expected at most 16 MiB in a line but found 16777217 bytes");
  }

  @Test
  void badGzipIsRefused() throws IOException {
    Path bomb = folder.resolve("bomb.csv.gz");
    byte[] rows = "0,0\n".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 80; i++) {
        out.write(rows);
      }
    }
    assertThat(messageOf(ReadOptions.of(bomb.toString())))
        .matches(
            "\\[.*/bomb.csv.gz] expected data that unpacks to at most 250 times its size but found"
                + " more than \\d+ bytes from "
                + Files.size(bomb));
    assertThat(Files.size(bomb)).isLessThan(400_000);
    Path cut = folder.resolve("cut.csv.gz");
    byte[] whole = Files.readAllBytes(bomb);
    Files.write(cut, java.util.Arrays.copyOf(whole, 3000));
    assertThat(messageOf(ReadOptions.of(cut.toString())))
        .isEqualTo(
            "["
                + cut
                + "] expected a whole compressed file but found Unexpected end of input"
                + " stream");
    Path plain = folder.resolve("plain.csv.gz");
    Files.writeString(plain, "1,0\n2,1\n");
    assertThat(messageOf(ReadOptions.of(plain.toString())))
        .isEqualTo("[" + plain + "] expected gzipped text, as its name says but found other data");
    Path unnamed = folder.resolve("unnamed.csv");
    Files.write(unnamed, whole);
    assertThat(messageOf(ReadOptions.of(unnamed.toString())))
        .isEqualTo(
            "[" + unnamed + "] expected a name ending in .gz for gzipped text but found another");
  }

  @Test
  void withMissingRefusedTheFirstMissingValueIsNamed() throws IOException {
    String path = file("x,c,label\n1,p,0\n,q,1\n");
    SettingValues refuse = SettingValues.none().with(ColumnSettings.MISSING, Missing.REFUSE);
    assertThat(messageOf(ReadOptions.of(path).withColumns(ColumnSettings.of(refuse))))
        .isEqualTo("[" + path + ":3] expected a value in column 'x' but found an empty field");
  }

  @Test
  void negativeWeightsAreRefused() throws IOException {
    String path = file("x,w,label\n1,1,0\n2,-1,1\n");
    assertThat(messageOf(Reading.weight(path, "w")))
        .isEqualTo("[" + path + ":3] expected a weight of at least 0 in column 'w' but found '-1'");
    assertThat(messageOf(Reading.weight(path, "v")))
        .isEqualTo("[" + path + ":1] expected a weight column 'v' but found columns x, w, label");
  }

  @Test
  void weightsTooLargeForAFloatAreRefused() throws IOException {
    String path = file("x,w,label\n1,3.4e38,0\n2,1e308,1\n");
    assertThat(messageOf(Reading.weight(path, "w")))
        .isEqualTo(
            "["
                + path
                + ":3] expected a weight of at most 3.4028235E38 in column 'w' but found"
                + " '1e308'");
  }

  @Test
  void severalTargetsMustBeNumbers() throws IOException {
    String path = file("x,y,z\n1,1,a\n");
    assertThat(messageOf(Reading.target(path, "y", "z")))
        .isEqualTo("[" + path + ":2] expected a number in column 'z' but found 'a'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x,c,label;,p,0      | [f.csv:2] expected a number in column 'x' but found an empty field
          x,c,label;a,p,0     | [f.csv:2] expected a number in column 'x' but found 'a'
          x,label;1,0         | [f.csv:1] expected a column 'c' but found columns x, label
          1,p,7,0             | [f.csv:1] expected 2 features but found 3
          1,0                 | [f.csv:1] expected 2 features but found 1
          """)
  void testDataThatDoesNotMatchTheModelIsRefused(String content, String expected)
      throws IOException {
    String path = file(content.replace(';', '\n') + "\n");
    String message = Reading.message(() -> read(ReadOptions.of(path), NAMED));
    assertThat(message.replace(path, "f.csv")).isEqualTo(expected);
  }
}
