package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

@Tag("slow")
class GenerateTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void name() {
    folder = new Folder(path);
  }

  private static CommandResult run(String line) {
    return CommandResult.of(line.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "classes", "multi-linear"})
  void csvAndParquetHoldTheSameRows(String kind) throws IOException {
    CommandResult result =
        run(Text.format("generate %s --rows 50 --output %s", kind, folder.of("a.csv"))).done();
    assertThat(result.lines()).containsExactly("50 rows in " + folder.of("a.csv"));
    run(Text.format("generate %s --rows 50 --output %s --quiet", kind, folder.of("a.parquet")))
        .done();
    List<String> lines = folder.lines("a.csv");
    Dataset<Row> rows = SparkForTests.session().read().parquet(folder.of("a.parquet"));
    assertThat(lines).hasSize(51);
    assertThat(lines.get(0)).isEqualTo(String.join(",", rows.columns()));
    assertThat(rows.collectAsList().stream().map(row -> row.mkString(",")))
        .containsExactlyElementsOf(lines.subList(1, 51));
    assertThat(folder.names()).allMatch(name -> !name.endsWith(".tmp"));
  }

  @Test
  void theSeedDeterminesEveryRow() throws IOException {
    Stream.of("a 1", "b 1", "c 2")
        .map(words -> words.split(" ", 2))
        .forEach(
            words ->
                run(Text.format(
                        "generate linear --rows 20 --seed %s --output %s.csv",
                        words[1], folder.of(words[0])))
                    .done());
    assertThat(folder.lines("a.csv")).isEqualTo(folder.lines("b.csv"));
    assertThat(folder.lines("a.csv").get(1)).isNotEqualTo(folder.lines("c.csv").get(1));
  }

  @Test
  void aFileIsReplacedOnlyOnRequest() throws IOException {
    String file = folder.file("a.csv", "mine");
    String command = "generate linear --rows 3 --output " + file;
    assertThat(run(command).mistake(3))
        .isEqualTo("[" + file + "] expected a new file but found a file; --overwrite replaces it");
    assertThat(folder.lines("a.csv")).containsExactly("mine");
    run(command + " --overwrite").done();
    assertThat(folder.lines("a.csv")).hasSize(4);
  }

  /** The same rows from a file give the same bits. */
  @Test
  void generatedDataTrainsWithoutAFileToTheSameBits() throws IOException {
    run("generate multi-linear --rows 400 --seed 3 --output " + folder.of("m.csv")).done();
    String options = " --target y1,y2,y3 --epochs 2 --hidden 4 --quiet --output ";
    run("train --preset plain-sgd --data " + folder.of("m.csv") + options + folder.of("file"))
        .done();
    run("train --preset plain-sgd --data generated:multi-linear?rows=400&seed=3"
            + options
            + folder.of("made"))
        .done();
    assertThat(Folder.read(folder.of("made")).parameters())
        .usingRecursiveComparison()
        .isEqualTo(Folder.read(folder.of("file")).parameters());
  }

  @Test
  void theLinearSetIsLearntToItsNoise() throws IOException {
    CommandResult result =
        run(
            "train --preset plain-sgd --data generated:linear?rows=2000 --hidden none --scale"
                + " standard --test-fraction 0.25 --quiet --output "
                + folder.of("run"));
    assertThat(result.done().out()).contains("completed").containsPattern("test R² 0.999");
    assertThat(Folder.read(folder.of("run")).parameters().get(6)).isBetween(-2.0, 4.0); // bias 1
  }

  @Test
  void moreRowsThanOneChunkHoldsKeepTheirOrder() {
    CommandResult result = run("inspect generated:classes?rows=200001&classes=3").done();
    assertThat(result.lines().get(0)).isEqualTo("rows      200,001");
    assertThat(result.out()).contains("target    label");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          generate                                     | [generate] expected --output F and KIND but found nothing
          generate lines --output a.csv                | [command line] expected one of linear, classes, multi-linear, particles but found 'lines'
          generate linear --output a.txt               | [--output] expected a file that ends in .csv or .parquet but found 'a.txt'
          generate linear --output a.csv --rows 0      | [--rows] expected at least 1 but found 0
          generate classes --output a.csv --classes 1  | [--classes] expected at least 2 but found 1
          generate linear --output a.csv --classes 3   | [--classes] expected the kind classes with it but found linear
          generate linear --output a.csv --rows many   | [--rows] expected a whole number but found 'many'
          """)
  void aMistakeIsReportedBeforeSparkStarts(String line, String expected) {
    assertThat(CommandResult.withoutSpark(line.strip().split(" ", -1)).mistake(2))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          generated:liner           | [generated:liner] expected one of generated:linear, generated:classes, generated:multi-linear, generated:particles but found no such set
          generated:linear?rows=0   | [generated:linear?rows=0: rows] expected at least 1 but found 0
          generated:linear?rows=x   | [generated:linear?rows=x: rows] expected a whole number but found 'x'
          generated:linear?row=5    | [generated:linear?row=5] expected each of rows=N, seed=N and classes=K at most once after the question mark but found 'row=5'
          generated:linear?seed=1&seed=2 | [generated:linear?seed=1&seed=2] expected each of rows=N, seed=N and classes=K at most once after the question mark but found 'seed=2'
          """)
  void aSetThatCannotBeGeneratedIsReportedInOneLine(String data, String expected) {
    assertThat(run("inspect " + data).mistake(3)).isEqualTo(expected);
  }
}
