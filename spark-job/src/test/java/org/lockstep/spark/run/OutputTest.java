package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

/** Where a run writes, and that it writes nothing if the data is bad. */
class OutputTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  private CommandResult train(String options) {
    String[] args =
        Stream.concat(
                Stream.of("train", "--preset=plain-sgd", "--epochs=1", "--hidden=2", "--quiet"),
                Stream.of(options.split(" ", -1)))
            .map(word -> word.replace("@", path + "/"))
            .toArray(String[]::new);
    return CommandResult.of(args);
  }

  private String mistake(String options) {
    return train(options).mistake(3).replace(path + "/", "@");
  }

  @Test
  void aRunIsReplacedOnlyOnRequest() throws IOException {
    folder.insects("data.csv", 30);
    train("--data @data.csv --output @run").done();
    byte[] first = Files.readAllBytes(path.resolve("run/model.npz"));
    assertThat(mistake("--data @data.csv --output @run"))
        .isEqualTo(
            "[@run] expected a new directory but found a run (completed); --overwrite replaces it");
    assertThat(Files.readAllBytes(path.resolve("run/model.npz"))).isEqualTo(first);
    train("--data @data.csv --output @run --overwrite --seed 7").done();
    assertThat(Files.readAllBytes(path.resolve("run/model.npz"))).isNotEqualTo(first);
  }

  @Test
  void foreignFilesAreNeverReplaced() throws IOException {
    folder.insects("data.csv", 30);
    train("--data @data.csv --output @run").done();
    folder.file("run/notes.txt", "mine");
    assertThat(mistake("--data @data.csv --output @run --overwrite"))
        .isEqualTo(
            "[@run] expected a new directory, or one that holds only a run but found other files:"
                + " notes.txt");
    assertThat(mistake("--data @data.csv --output @run --resume"))
        .isEqualTo(
            "[@run] expected a new directory, or one that holds only a run but found other files:"
                + " notes.txt");
    assertThat(folder.lines("run/notes.txt")).containsExactly("mine");
    assertThat(mistake("--data @data.csv --output @data.csv --overwrite"))
        .isEqualTo("[@data.csv] expected a directory to write the run to but found a file");
  }

  @Test
  void verboseShowsTheStackTraceOfAFailure() throws IOException {
    folder.insects("data.csv", 30);
    CommandResult result = train("--data @none.csv --output @run --verbose");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .contains("lockstep: [file:" + path + "/none.csv] expected ")
        .contains("    at org.lockstep.");
  }

  @Test
  void anUnwritableOutputIsNamed() throws IOException {
    folder.insects("data.csv", 30);
    assertThat(mistake("--data @data.csv --output @data.csv/run"))
        .isEqualTo(
            "[@data.csv/run] expected a directory above it but found the file file:@data.csv");
    // Nobody can create a file there, not even root.
    assertThat(train("--data @data.csv --output /proc/self/run").mistake(3))
        .isEqualTo(
            "[/proc/self/run] expected a directory that can be written to but found /proc/self,"
                + " which cannot be");
    assertThat(mistake("--data @data.csv --output nofs://host/run"))
        .isEqualTo(
            "[nofs://host/run] expected a file system that is set up but found no connector for"
                + " it: No FileSystem for scheme \"nofs\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --data @none.csv                       | [file:@none.csv] expected a file or a directory but found nothing there
          --data @*.tsv                          | [file:@*.tsv] expected files that match this pattern but found no such file
          --data nofs://host/data                | [nofs://host/data] expected a file system that is set up but found no connector for it (No FileSystem for scheme "nofs")
          --data @ragged.csv                     | [@ragged.csv:3] expected 2 features but found 1
          --data @text.csv                       | [@text.csv:3] expected a number in column 'x' but found 'abc'
          --data @one-class.csv                  | [@one-class.csv:column label] expected at least two classes but found only '1'
          --data @target-only.csv                | [@target-only.csv:1] expected at least one feature column but found column label
          --data @empty.csv                      | [@empty.csv] expected rows of data but found an empty file
          --data @good.csv --target y            | [@good.csv:1] expected a target column 'y' but found columns x, z, label
          --data @good.csv --test @narrow.csv    | [@narrow.csv:1] expected a column 'z' but found columns x, label
          --data @good.csv --test @unknown.csv   | [@unknown.csv:2] expected one of the classes '0', '1' but found '5'
          --data @good.csv --target x,label --loss cross-entropy | [--loss] expected squared-error for regression but found cross-entropy
          --data @good.csv --target x,label --class-weights balanced | [--class-weights] expected classes to balance but found numbers (regression)
          --data @good.csv --loss huber | [--loss] expected cross-entropy or squared-error for classes but found huber
          --data @good.csv --class-weights 0=2,7=3 | [--class-weights] expected one of the classes '0', '1' but found '7'
          --data @good.csv --target x,label --class-weights 0=2 | [--class-weights] expected classes to weigh but found numbers (regression)
          --data @good.csv --target x,label --label-smoothing 0.1 | [--label-smoothing] expected --loss cross-entropy but found --loss squared-error
          --data @good.csv --target x,label --loss poisson --target-scale log | [--target-scale log] expected a linear output but found exp
          --data @below.csv --task regression --loss poisson | [@below.csv:3] expected a count of at least 0 in target column 'label' but found -1
          --data @good.csv --test @below.csv --task regression --loss poisson | [@below.csv:3] expected a count of at least 0 in target column 'label' but found -1
          --data @good.csv --target x --task multi-label | [@good.csv:column x] expected at least two target columns for multi-label but found 1
          --data @good.csv --target x,label --task multi-label | [@good.csv:3] expected 0 or 1 in target column 'x' but found 2
          --data @good.csv --labels @narrow.csv  | [@good.csv] expected IDX images, or an array of HDF5 or npz, to go with the labels in @narrow.csv but found csv
          --data @good.csv --test-fraction 0.9   | [--test-fraction, --validation-fraction] expected to leave at least one of the 2 rows for training but found 2 test and 0 validation rows
          --data @good.csv --format libsvm       | [@good.csv:1] expected a number as the label but found 'x,z,label'
          --data @damaged.parquet                | [@damaged.parquet] expected a Parquet footer at the file's end but found a truncated file
          --data @short-idx3-ubyte --labels @labels-idx1-ubyte | [@short-idx3-ubyte] expected 24 bytes for 2 items of 4 but found 17
          """)
  void badDataLeavesNothingBehind(String options, String expected) throws IOException {
    folder.file("good.csv", "x,z,label", "1,2,0", "2,3,1");
    folder.file("ragged.csv", "x,z,label", "1,2,0", "1,0");
    folder.file("below.csv", "x,z,label", "1,2,3", "2,3,-1", "2,3,-2");
    folder.file("text.csv", "x,label", "1,0", "abc,1");
    folder.file("one-class.csv", "x,label", "1,1", "2,1");
    folder.file("target-only.csv", "label", "1", "0");
    Files.createFile(path.resolve("empty.csv"));
    folder.file("narrow.csv", "x,label", "1,1");
    folder.file("unknown.csv", "x,z,label", "1,2,5");
    folder.file("damaged.parquet", "PAR1 and no more");
    idx("short-idx3-ubyte", 1, 2051, 2, 2, 2);
    idx("labels-idx1-ubyte", 2, 2049, 2);
    List<String> before = folder.names();

    assertThat(mistake(options + " --output @run")).isEqualTo(expected);
    assertThat(folder.names()).isEqualTo(before);
  }

  private void idx(String name, int bytes, int... header) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(path.resolve(name)))) {
      for (int number : header) {
        out.writeInt(number);
      }
      out.write(new byte[bytes]);
    }
  }

  @Test
  void parquetWithTheWrongColumnsLeavesNothingBehind() {
    SparkForTests.session().range(5).write().parquet(path + "/range.parquet");
    assertThat(mistake("--data @range.parquet --output @run"))
        .endsWith("expected a target column 'label' but found column id");
    assertThat(path.resolve("run")).doesNotExist();
  }

  @Test
  void parquetTrains() {
    SparkForTests.session()
        .range(20)
        .selectExpr("id * 0.5 AS x", "id % 2 AS label")
        .write()
        .parquet(path + "/rows.parquet");
    train("--data @rows.parquet --output @run").done();
    assertThat(path.resolve("run/model.npz")).exists();
  }
}
