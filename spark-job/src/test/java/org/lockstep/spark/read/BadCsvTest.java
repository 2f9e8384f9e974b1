package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;

/** Every mistake in a CSV file is reported in one line; what only looks like a mistake trains. */
@Tag("slow")
class BadCsvTest {
  private static final String NUMBER = "expected a number in column ";
  private static final String FINITE = "expected a finite number with a decimal point in column ";

  @TempDir private Path path;
  private Refusals refusals;

  @BeforeEach
  void folder() {
    refusals = new Refusals(new Folder(path));
  }

  static Stream<Arguments> refusedFiles() {
    return Stream.of(
        arguments(
            "ragged row, short",
            "x,y,label\n1,2,0\n1,0\n",
            "",
            ":3] expected 2 features but found 1"),
        arguments(
            "ragged row, long",
            "x,y,label\n1,2,0\n1,2,3,0\n",
            "",
            ":3] expected 2 features but found 3"),
        arguments(
            "empty line",
            "x,label\n1,0\n\n2,1\n",
            "",
            ":3] expected a row of data but found an empty line"),
        arguments(
            "unexpected header",
            "x,label\n1,0\n2,1\n",
            "--header absent",
            ":1] " + NUMBER + "1 but found 'x'"),
        arguments(
            "header once more",
            "x,label\n1,0\nx,label\n2,1\n",
            "",
            ":3] " + NUMBER + "'x' but found 'x'"),
        arguments(
            "missing header",
            "1,0\n2,1\n",
            "--header present",
            ":1] expected a target column 'label' but found columns 1, 0"),
        arguments(
            "missing header, column by name",
            "1,0\n2,1\n",
            "--target label",
            ":1] expected a target column 'label' but found columns 1, 2, numbered because there is"
                + " no header"),
        arguments(
            "lost quote",
            "x,label\n1,\"a\nb\n",
            "",
            ":2] expected every quote closed but found one that is still open at the end of the"
                + " line"),
        arguments(
            "NaN",
            "x,label\n1,0\nNaN,1\n",
            "--missing refuse",
            ":3] expected a value in column 'x' but found 'NaN'"),
        arguments(
            "a word for missing among numbers",
            "x,label\n1,0\n2,1\nNone,1\n",
            "--missing refuse",
            ":4] expected a value in column 'x' but found 'None'"),
        arguments("Inf", "x,label\n1,0\nInf,1\n", "", ":3] " + FINITE + "'x' but found 'Inf'"),
        arguments(
            "1e999", "x,label\n1,0\n1e999,1\n", "", ":3] " + FINITE + "'x' but found '1e999'"),
        arguments(
            "decimal comma beside a decimal point",
            "x,label\n1.5,0\n\"1,5\",1\n",
            "",
            ":3] " + FINITE + "'x' but found '1,5'"),
        arguments(
            "decimal comma, bare",
            "x,label\n1,0\n1,5,1\n",
            "",
            ":3] expected 1 features but found 2"),
        arguments(
            "decimal comma in the target, points elsewhere",
            "x,y\n1.5,\"2,5\"\n2.5,\"3,5\"\n",
            "--target y --task regression",
            ":2] " + FINITE + "'y' but found '2,5'"),
        arguments(
            "text in a number column",
            "x,label\n1,0\nabc,1\n",
            "",
            ":3] " + NUMBER + "'x' but found 'abc'"),
        arguments(
            "terminal commands in a name",
            "x\u001b[2J,label\n1,0\nabc,1\n",
            "",
            ":3] " + NUMBER + "'x\\u001b[2J' but found 'abc'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedFiles")
  void oneLineNamesTheFileTheLineAndWhatWasFound(
      String what, String content, String options, String expected) throws IOException {
    Files.writeString(path.resolve("data.csv"), content);
    assertThat(refusals.ofTrain("--data @data.csv " + options)).isEqualTo("[@data.csv" + expected);
  }

  @Test
  void aLineOfAHundredMegabytesIsRefused() throws IOException {
    byte[] zeros = "0".repeat(100 << 20).getBytes(StandardCharsets.UTF_8);
    Files.write(path.resolve("data.csv"), zeros);
    Files.writeString(path.resolve("data.csv"), "\n", StandardOpenOption.APPEND);
    assertThat(refusals.ofTrain("--data @data.csv"))
        .isEqualTo("[@data.csv:1] expected at most 16 MiB in a line but found 104857600 bytes");
  }

  static Stream<Arguments> trainedFiles() {
    return Stream.of(
        arguments("byte order mark", "\uFEFFx,label\n1,0\n2,1\n"),
        arguments("CRLF", "x,label\r\n1,0\r\n2,1\r\n"),
        arguments("no line end at the end", "x,label\n1,0\n2,1"),
        arguments("semicolons and decimal commas", "x;label\n1,5;0\n2,5;1\n"),
        arguments("quoted decimal commas", "x,label\n1,0\n\"1,5\",1\n"),
        arguments("quoted line break", "x,label\n1,\"a\nb\"\n2,c\n"),
        arguments("tabs", "x\tlabel\n1\t0\n2\t1\n"),
        arguments("empty lines at the end", "x,label\n1,0\n2,1\n\n\n"));
  }

  @Test
  void utf16Trains() throws IOException {
    Files.write(path.resolve("data.csv"), "x,label\n1,0\n2,1\n".getBytes(StandardCharsets.UTF_16));
    refusals.trains("--data @data.csv");
    assertThat(Folder.read(path + "/run").input().columns())
        .containsExactly(NumberColumn.of("x").filled(1.5, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainedFiles")
  void filesOfOtherProgramsTrain(String what, String content) throws IOException {
    Files.writeString(path.resolve("data.csv"), content);
    refusals.trains("--data @data.csv");
    assertThat(Folder.read(path + "/run").input().width()).as(what).isEqualTo(1);
  }
}
