package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lockstep.spark.testing.ArrayBytes.idx;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.png;
import static org.lockstep.spark.testing.ArrayBytes.zip;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.text.Locales;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.DeniedFiles;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;
import org.lockstep.spark.testing.SparkForTests;

/** Paths that lead nowhere or that nobody may read are reported in one line with the URI. */
@Tag("slow")
@Timeout(300)
class BadPathsTest {
  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void data() throws IOException {
    folder = new Folder(path);
    refusals = new Refusals(folder);
    folder.file("data.csv", "x,label", "1,0", "2,1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          @none.csv                            | [file:@none.csv] expected a file or a directory but found nothing there
          @a%20ü/none.csv                      | [file:@a%20ü/none.csv] expected a file or a directory but found nothing there
          @*.tsv                               | [file:@*.tsv] expected files that match this pattern but found no such file
          @{a,b}/[xy]?.csv                     | [file:@{a,b}/[xy]?.csv] expected files that match this pattern but found no such file
          @data.csv/x                          | [file:@data.csv/x] expected a file or a directory but found nothing there
          @empty                               | [file:@empty] expected data files but found an empty directory
          @deep                                | [file:@deep] expected data files but found only directories
          denied://host/x.csv                  | [denied://host/x.csv] expected a readable file but found no permission
          hdfs://no-such-host.invalid:8020/x.csv | [hdfs://no-such-host.invalid:8020/x.csv] expected a host that can be found but found that the name no-such-host.invalid is not known
          hdfs://127.0.0.1:1/x.csv             | [hdfs://127.0.0.1:1/x.csv] expected a file system that answers but found Connection refused
          nofs://host/x.csv                    | [nofs://host/x.csv] expected a file system that is set up but found no connector for it (No FileSystem for scheme "nofs")
          s3a://bucket/x.csv                   | [s3a://bucket/x.csv] expected a file system that is set up but found no connector for it (Class org.apache.hadoop.fs.s3a.S3AFileSystem not found)
          a:b                                  | [a:b] expected a path but found a colon before the first slash, as after a scheme; try ./a:b
          """)
  void dataThatCannotBeReachedIsNamedInOneLine(String data, String expected) throws IOException {
    Locales.assumeThatFilesCanBeCalled(data);
    Files.createDirectory(path.resolve("empty"));
    Files.createDirectories(path.resolve("deep/er"));
    DeniedFiles.register();
    hadoop().setInt("ipc.client.connect.max.retries", 0);
    try {
      assertThat(refusals.ofTrain("--data " + data)).isEqualTo(expected);
    } finally {
      hadoop().unset("ipc.client.connect.max.retries");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          @none.npz             | [@none.npz] expected a model file, or the directory of a run but found nothing at file:@none.npz
          @empty                | [@empty] expected model.npz in this directory but found none
          @data.csv/m.npz       | [@data.csv/m.npz] expected a directory above it but found the file file:@data.csv
          denied://host/m.npz   | [denied://host/m.npz] expected a readable file but found no permission
          hdfs://no-such-host.invalid:8020/m.npz | [hdfs://no-such-host.invalid:8020/m.npz] expected a host that can be found but found that the name no-such-host.invalid is not known
          hdfs://127.0.0.1:1/m.npz | [hdfs://127.0.0.1:1/m.npz] expected a file system that answers but found Connection refused
          nofs://host/m.npz     | [nofs://host/m.npz] expected a file system that is set up but found no connector for it: No FileSystem for scheme "nofs"
          a:b                   | [a:b] expected a path but found a colon before the first slash, as after a scheme; try ./a:b
          """)
  void modelsThatCannotBeReachedAreNamedInOneLine(String model, String expected)
      throws IOException {
    Files.createDirectory(path.resolve("empty"));
    DeniedFiles.register();
    hadoop().setInt("ipc.client.connect.max.retries", 0);
    try {
      assertThat(refusals.of("evaluate --data @data.csv --model " + model)).isEqualTo(expected);
      assertThat(refusals.ofTrain("--data @data.csv --init-from " + model)).isEqualTo(expected);
    } finally {
      hadoop().unset("ipc.client.connect.max.retries");
    }
  }

  private static Configuration hadoop() {
    return SparkForTests.session().sparkContext().hadoopConfiguration();
  }

  @Test
  void aDirectoryInPlaceOfAFileIsRefused() throws IOException {
    Files.createDirectory(path.resolve("two"));
    Files.write(path.resolve("two/a"), idx(8, new int[] {1, 1}, 1));
    Files.write(path.resolve("two/b"), idx(8, new int[] {1, 1}, 1));
    assertThat(refusals.ofTrain("--data @two --labels @two"))
        .isEqualTo("[@two] expected one IDX file but found 2 files");
    Files.write(path.resolve("x-idx3-ubyte"), idx(8, new int[] {1, 1, 1}, 1));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte --labels @two"))
        .isEqualTo("[@two] expected one IDX file but found 2 files");
    assertThat(CommandResult.withoutSpark("sweep", "--grid", folder.of("two")).mistake(2))
        .isEqualTo(
            "[--grid] expected a grid, as in \"hidden=50;100 learning-rate=0.1;0.5\", or a file"
                + Text.format(" with one but found the directory file:%s", folder.of("two")));
  }

  /** Writes data below a directory, and returns the value for {@code --data}. */
  private interface Data {
    String in(Path directory) throws IOException;
  }

  static Stream<Arguments> formats() {
    byte[] x = npy("|u1", false, "(2, 2)", (byte) 1, (byte) 2, (byte) 3, (byte) 4);
    byte[] y = npy("|u1", false, "(2,)", (byte) 0, (byte) 1);
    return Stream.of(
        file("a.csv", "x,label\n1,0\n2,1\n".getBytes(StandardCharsets.UTF_8)),
        file("a.libsvm", "0 1:1\n1 1:2\n".getBytes(StandardCharsets.UTF_8)),
        file("a-images-idx3-ubyte", idx(8, new int[] {2, 1, 1}, 1, 2)),
        file("a.npz", zip(true, "x.npy", x, "y.npy", y)),
        file("a.bin", batch()),
        file("a.zip", zip(true, "cat/1.png", png(1), "dog/2.png", png(2))),
        arguments("parquet", (Data) BadPathsTest::parquet),
        arguments("hdf5", (Data) BadPathsTest::hdf5),
        arguments("images", (Data) BadPathsTest::images));
  }

  private static Arguments file(String name, byte[] content) {
    Data data =
        directory -> {
          Files.write(directory.resolve("a-labels-idx1-ubyte"), idx(8, new int[] {2}, 0, 1));
          return Files.write(directory.resolve(name), content).toString();
        };
    return arguments(name, data);
  }

  private static String parquet(Path directory) {
    String path = directory.resolve("a.parquet").toString();
    SparkForTests.session()
        .range(20)
        .selectExpr("double(id) as x", "id % 2 as label")
        .write()
        .parquet(path);
    return path;
  }

  private static String hdf5(Path directory) {
    Path path = directory.resolve("a.h5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      file.putDataset("x", new int[][] {{1, 2}, {3, 4}});
      file.putDataset("y", new long[] {0, 1});
    }
    return path + "#x";
  }

  private static String images(Path directory) throws IOException {
    for (String name : new String[] {"cat", "hund é%20"}) {
      Path folder = Files.createDirectories(directory.resolve("pets").resolve(name));
      Files.write(folder.resolve("1 #%.png"), png(name.length()));
    }
    return directory.resolve("pets").toString();
  }

  private static byte[] batch() {
    byte[] two = new byte[2 * 3073];
    two[3073] = 1;
    return two;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void pathsWithSpacesPercentSignsAndUnicodeTrainInEveryFormat(String what, Data data)
      throws IOException {
    String strange = "ein Ordner 100%20 [ä] 日本";
    Locales.assumeThatFilesCanBeCalled(strange);
    Path odd = Files.createDirectory(path.resolve(strange));
    String name = data.in(odd);
    List<String> read = List.of("--data", name);
    List<String> labels = read;
    if (what.equals("hdf5")) {
      labels = List.of("--data", name, "--labels", name.replace("#x", "#y"));
    }
    String run = odd.resolve("run é%41").toString();
    String second = odd.resolve("run b%2").toString();
    command(labels, "train", "--quiet", "--epochs=1", "--output", run);
    assertThat(Path.of(run, "model.npz")).exists();
    command(labels, "train", "--quiet", "--epochs=1", "--output", second, "--init-from", run);
    assertThat(Path.of(second, "model.npz")).exists();
    command(labels, "evaluate", "--model", run);
    Path predicted = odd.resolve("p é%41.csv");
    command(read, "predict", "--model", run, "--output", predicted.toString());
    assertThat(predicted).isNotEmptyFile();
  }

  private static void command(List<String> read, String... words) {
    CommandResult.of(Stream.concat(Stream.of(words), read.stream()).toArray(String[]::new)).done();
  }

  /** Hadoop keeps checksums of the files it writes to local disks, which reveal edited files. */
  @Test
  void aFileWithAWrongChecksumIsNamedByEveryReader() throws IOException {
    for (Object[] file :
        new Object[][] {
          {"a.csv", "x,label\n1,0\n2,1\n".getBytes(StandardCharsets.UTF_8)},
          {"a.libsvm", "0 1:1\n1 1:2\n".getBytes(StandardCharsets.UTF_8)},
          {"a-idx3-ubyte", idx(8, new int[] {2, 1, 1}, 1, 2)},
          {"a.npy", npy("|u1", false, "(2, 1)", (byte) 1, (byte) 2)},
          {"a.zip", zip(true, "x/1.png", new byte[1])},
          {"a.bin", batch()},
          {"a.h5", new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'}},
          {"a.parquet", "PAR1 and more PAR1".getBytes(StandardCharsets.US_ASCII)}
        }) {
      String name = (String) file[0];
      writeWithWrongChecksum(name, (byte[]) file[1]);
      assertThat(refusals.ofTrain("--data @" + name)).isEqualTo(wrongChecksum(name));
    }
    writeWithWrongChecksum("m.npz", new byte[100]);
    assertThat(refusals.of("evaluate --data @data.csv --model @m.npz"))
        .isEqualTo(wrongChecksum("m.npz"));
    assertThat(refusals.ofTrain("--data @data.csv --init-from @m.npz"))
        .isEqualTo(wrongChecksum("m.npz"));
  }

  /** Only tasks read beyond the first block. */
  @Test
  void damageBeyondTheFirstBlockIsNamedToo() throws IOException {
    String rows = "1,0\n2,1\n".repeat(100_000);
    writeWithWrongChecksum(
        "long.csv", ("x,label\n" + rows).getBytes(StandardCharsets.UTF_8), 700_000);
    assertThat(refusals.ofTrain("--data @long.csv")).isEqualTo(wrongChecksum("long.csv"));
    int items = 300_000;
    writeWithWrongChecksum(
        "long-idx3-ubyte", idx(8, new int[] {items, 1, 1}, new int[items]), 280_000);
    Files.write(path.resolve("y-idx1-ubyte"), idx(8, new int[] {items}, new int[items]));
    assertThat(refusals.ofTrain("--data @long-idx3-ubyte --labels @y-idx1-ubyte"))
        .isEqualTo(wrongChecksum("long-idx3-ubyte"));
  }

  private static String wrongChecksum(String name) {
    return Text.format(
        "[file:@%1$s] expected content that matches its checksum (.%1$s.crc) but found"
            + " other content: it is damaged, or was edited",
        name);
  }

  private void writeWithWrongChecksum(String name, byte[] content) throws IOException {
    writeWithWrongChecksum(name, content, content.length - 1);
  }

  /** Writes a file with Hadoop, and changes one byte of it behind Hadoop's back. */
  private void writeWithWrongChecksum(String name, byte[] content, int at) throws IOException {
    byte[] original = content.clone();
    original[at] ^= 1;
    var file = new org.apache.hadoop.fs.Path(path + "/" + name);
    try (OutputStream out = FileSystem.getLocal(new Configuration()).create(file)) {
      out.write(original);
    }
    Files.write(path.resolve(name), content);
  }
}
