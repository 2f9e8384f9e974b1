package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.testing.ArrayBytes.idx;
import static org.lockstep.spark.testing.ArrayBytes.npy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;
import org.lockstep.spark.testing.SparkForTests;

/** Data whose shape allows no learning, or differs from the rest, is refused in one line. */
class BadShapesTest {
  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void folder() throws IOException {
    folder = new Folder(path);
    refusals = new Refusals(folder);
    folder.file("two.csv", "x,z,label", "1,2,0", "2,3,1");
    folder.file("one.csv", "x,label", "1,0", "2,1");
    folder.file("three.csv", "x,z,w,label", "1,2,3,0", "2,3,4,1");
  }

  @Test
  void dataWithoutRowsIsRefused() throws IOException {
    folder.file("header.csv", "x,label");
    Files.createFile(path.resolve("empty.csv"));
    Files.createFile(path.resolve("empty.libsvm"));
    SparkForTests.session()
        .range(0)
        .selectExpr("id AS x", "id AS label")
        .coalesce(1)
        .write()
        .parquet(path + "/none.parquet");
    Files.write(path.resolve("x-idx3-ubyte"), idx(8, new int[] {0, 1, 1}));
    Files.write(path.resolve("x.npy"), npy("|u1", false, "(0, 2)"));
    assertThat(refusals.ofTrain("--data @header.csv"))
        .isEqualTo("[@header.csv] expected rows of data but found only a header");
    assertThat(refusals.ofTrain("--data @empty.csv"))
        .isEqualTo("[@empty.csv] expected rows of data but found an empty file");
    assertThat(refusals.ofTrain("--data @empty.libsvm"))
        .isEqualTo("[@empty.libsvm] expected rows of data but found none");
    assertThat(refusals.ofTrain("--data @none.parquet"))
        .isEqualTo("[@none.parquet] expected rows of data but found none");
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte"))
        .isEqualTo("[@x-idx3-ubyte] expected at least one item but found none");
    assertThat(refusals.ofTrain("--data @x.npy --labels @x.npy"))
        .isEqualTo("[@x.npy] expected at least one number in it but found the shape (0, 2)");
  }

  @Test
  void dataWithoutFeaturesIsRefused() throws IOException {
    folder.file("labels.csv", "label", "0", "1");
    folder.file("labels.libsvm", "0", "1");
    Files.write(path.resolve("x-idx3-ubyte"), idx(8, new int[] {2, 0, 1}));
    assertThat(refusals.ofTrain("--data @labels.csv"))
        .isEqualTo("[@labels.csv:1] expected at least one feature column but found column label");
    assertThat(refusals.ofTrain("--data @labels.libsvm"))
        .isEqualTo("[@labels.libsvm] expected at least one index:value but found only labels");
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte"))
        .isEqualTo(
            "[@x-idx3-ubyte] expected at least one number per item but found a dimension of 0");
  }

  @ParameterizedTest
  @CsvSource({
    "--batch-size 1000, 2",
    "--batch-size 1000 --shards 7, 2",
    "--shards 9, 2",
    "--batch-size 1 --shards 9, 1"
  })
  void fewerRowsThanABatchOrThanShardsTrain(String options, int batch) throws IOException {
    refusals.trains("--data @two.csv " + options);
    assertThat(Files.readString(path.resolve("run/run.json")))
        .contains("\"batch_size\" : " + batch, "\"train_rows\" : 2");
    assertThat(Folder.read(path + "/run").parameters().isFinite()).isTrue();
  }

  @Test
  void testAndValidationRowsOfAnotherWidthAreRefused() throws IOException {
    String narrow = "[@one.csv:1] expected a column 'z' but found columns x, label";
    assertThat(refusals.ofTrain("--data @two.csv --test @one.csv")).isEqualTo(narrow);
    assertThat(refusals.ofTrain("--data @two.csv --validation @one.csv")).isEqualTo(narrow);
  }

  @Test
  void dataOfAnotherWidthThanTheModelsIsRefused() throws IOException {
    folder.file("plain.csv", "1,0", "2,1");
    folder.file("one.libsvm", "0 3:1", "1 1:1");
    Files.write(path.resolve("x-idx3-ubyte"), idx(8, new int[] {2, 1, 1}, 1, 2));
    refusals.trains("--data @two.csv");
    assertThat(refusals.of("evaluate --model @run --data @one.csv"))
        .isEqualTo("[@one.csv:1] expected a column 'z' but found columns x, label");
    assertThat(refusals.of("evaluate --model @run --data @plain.csv"))
        .isEqualTo("[@plain.csv:1] expected 2 features but found 1");
    assertThat(refusals.of("evaluate --model @run --data @one.libsvm"))
        .isEqualTo("[@one.libsvm:1] expected 2 features but found index 3");
    assertThat(refusals.of("predict --model @run --data @x-idx3-ubyte --output @out.csv"))
        .isEqualTo("[@x-idx3-ubyte] expected 2 features but found 1");
    assertThat(refusals.ofTrain("--data @three.csv --init-from @run --overwrite"))
        .isEqualTo("[@run:W1.npy] expected shape (3, 2) but found (2, 2)");
  }

  @ParameterizedTest
  @CsvSource({"standard", "minmax"})
  void aConstantColumnTrainsWithScale1(String scale) throws IOException {
    folder.file("constant.csv", "x,c,label", "1,7,0", "2,7,1", "3,7,1");
    refusals.trains("--data @constant.csv --features x,c --scale " + scale);
    assertThat(Folder.read(path + "/run").scaling().scale()[1]).isEqualTo(1);
    assertThat(Folder.read(path + "/run").parameters().isFinite()).isTrue();
  }
}
