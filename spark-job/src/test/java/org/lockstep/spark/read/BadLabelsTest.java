package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.testing.ArrayBytes.idx;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.png;
import static org.lockstep.spark.testing.ArrayBytes.zip;

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

/** Labels that no classifier can learn are reported in one line with their place. */
class BadLabelsTest {
  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
    refusals = new Refusals(folder);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0;1;2.5;0.5    | --task classification | :4] expected a class label (a whole number, or text) but found 2.5
          0;1;2          | --task binary         | :column label] expected two classes for a binary task but found 3: '0', '1', '2'
          0;;1           | --missing refuse      | :3] expected a value in column 'label' but found an empty field
          0;inf          |                       | :3] expected a finite number with a decimal point in column 'label' but found 'inf'
          0;"0,5,"       | --task regression     | :3] expected a number in column 'label' but found '0,5,'
          a;b            | --task regression     | :2] expected a number in target column 'label' but found 'a'
          7;7            |                       | :column label] expected at least two classes but found only '7'
          0;1            | --target answer       | :1] expected a target column 'answer' but found columns x, label
          """)
  void badLabelsInATableAreRefused(String labels, String options, String expected)
      throws IOException {
    folder.file("data.csv", ("x,label;1," + labels.replace(";", ";1,")).split(";", -1));
    assertThat(refusals.ofTrain("--data @data.csv " + (options == null ? "" : options)))
        .isEqualTo("[@data.csv" + expected);
  }

  @Test
  void labelsOfUnknownClassesAreRefused() throws IOException {
    folder.file("train.csv", "x,label", "1,0", "2,1");
    folder.file("test.csv", "x,label", "1,0", "2,5");
    String expected = "[@test.csv:3] expected one of the classes '0', '1' but found '5'";
    assertThat(refusals.ofTrain("--data @train.csv --test @test.csv")).isEqualTo(expected);
    refusals.trains("--data @train.csv");
    assertThat(refusals.of("evaluate --model @run --data @test.csv")).isEqualTo(expected);
  }

  @Test
  void missingLabelFilesAreRefused() throws IOException {
    write("x-idx3-ubyte", idx(8, new int[] {2, 1, 1}, 1, 2));
    write("x.npz", zip(true, "x.npy", npy("|u1", false, "(2, 1)", (byte) 1, (byte) 2)));
    write("few-idx1-ubyte", idx(8, new int[] {1}, 0));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte"))
        .isEqualTo(
            "[@x-idx3-ubyte] expected a file of labels next to it (or set --labels) but found"
                + " none");
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte --labels @few-idx1-ubyte"))
        .isEqualTo(
            "[@few-idx1-ubyte] expected 2 labels, one for each item of @x-idx3-ubyte but found 1");
    assertThat(refusals.ofTrain("--data @x.npz"))
        .isEqualTo(
            "[@x.npz#x] expected one array of 2 labels next to it (or set --labels) but found x (2,"
                + " 1)");
  }

  @Test
  void labelsOfASingleClassAreRefusedInEveryFormat() throws IOException {
    String one = "] expected at least two classes but found only ";
    write("x-idx3-ubyte", idx(8, new int[] {2, 1, 1}, 1, 2));
    write("y-idx1-ubyte", idx(8, new int[] {2}, 3, 3));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte --labels @y-idx1-ubyte"))
        .isEqualTo("[@y-idx1-ubyte" + one + "'3'");
    byte[] x = npy("|u1", false, "(2, 1)", (byte) 1, (byte) 2);
    byte[] y = npy("|u1", false, "(2,)", (byte) 4, (byte) 4);
    write("a.npz", zip(true, "x.npy", x, "y.npy", y));
    assertThat(refusals.ofTrain("--data @a.npz")).isEqualTo("[@a.npz#y" + one + "'4'");
    folder.file("a.libsvm", "5 1:2", "5 1:3");
    assertThat(refusals.ofTrain("--data @a.libsvm")).isEqualTo("[@a.libsvm:labels" + one + "'5'");
    write("pets.zip", zip(true, "cat/1.png", png(1), "cat/2.png", png(2)));
    assertThat(refusals.ofTrain("--data @pets.zip"))
        .isEqualTo("[@pets.zip:folders" + one + "'cat'");
    Files.createDirectories(path.resolve("pets/dog"));
    write("pets/dog/1.png", png(1));
    assertThat(refusals.ofTrain("--data @pets")).isEqualTo("[@pets:folders" + one + "'dog'");
    byte[] planes = new byte[2 * 3073];
    write("batch.bin", planes);
    assertThat(refusals.ofTrain("--data @batch.bin")).isEqualTo("[@batch.bin" + one + "'airplane'");
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(path.resolve(name), content);
  }
}
