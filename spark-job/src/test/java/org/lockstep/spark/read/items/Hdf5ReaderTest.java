package org.lockstep.spark.read.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.labels;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * jHDF writes contiguous data sets only, so {@code chunked-v1.h5} and {@code chunked-v2.h5} were
 * written by h5py, with HDF5's oldest and newest structures. With a = {@code
 * numpy.arange(7*4*5*3).reshape(7,4,5,3)} they hold:
 *
 * <pre>
 *   gzip_x   a as bytes, chunks (3, 2, 4, 3), shuffle, gzip
 *   lzf_x    a // 40 as 32-bit integers, chunks (2, 4, 5, 3), shuffle, lzf
 *   plain_x  a / 2 as big-endian doubles, chunks (7, 1, 5, 2)
 *   y        arange(7) % 3, chunks (4,)
 *   scaled_x (scale-offset), half (16-bit floats), words, empty (never written),
 *   group/z, soft (a soft link to y), other (an external link to other.h5)
 * </pre>
 */
class Hdf5ReaderTest {
  @TempDir private Path folder;

  private Path write(String name, Object... namesAndData) {
    Path path = folder.resolve(name);
    try (WritableHdfFile file = HdfFile.write(path)) {
      for (int i = 0; i < namesAndData.length; i += 2) {
        file.putDataset((String) namesAndData[i], namesAndData[i + 1]);
      }
    }
    return path;
  }

  private Path chunked(String version) throws IOException {
    Path path = folder.resolve("chunked.h5");
    try (InputStream in =
        new GZIPInputStream(
            Hdf5ReaderTest.class.getResourceAsStream("chunked-" + version + ".h5.gz"))) {
      Files.write(path, in.readAllBytes());
    }
    return path;
  }

  private String message(String path) {
    return messageOf(ReadOptions.of(path)).replace(folder + "/", "");
  }

  private static final int[][] X = {{1, 2}, {3, 4}, {5, 6}};
  private static final long[] Y = {0, 1, 0};

  @Test
  void theOnlyTableAndTheOnlyColumnOfItsLengthAreFound() {
    Path path = write("a.h5", "train_x", X, "train_y", Y, "classes", new int[] {7, 8});

    Table table = read(path.toString());

    assertThat(lines(table))
        .containsExactly("0 [1.0, 2.0] 0.0", "1 [3.0, 4.0] 1.0", "2 [5.0, 6.0] 0.0");
    assertThat(table.input()).isEqualTo(new InputSchema(List.of(InputColumn.vector("numbers", 2))));
    assertThat(table.places().placeOf(1)).isEqualTo(path + "#train_y:item 2");
  }

  @Test
  void dataSetsAreNamedAfterANumberSign() {
    Path path = write("a.h5", "x", X, "other", new double[][] {{1.5}, {2}, {3}}, "y", Y);
    assertThat(lines(read(path + "#x"))).startsWith("0 [1.0, 2.0] 0.0");
    assertThat(lines(read(labels(path + "#other", path + "#y")))).startsWith("0 [1.5] 0.0");
    assertThat(lines(read(Reading.forPrediction(path + "#/x")))).startsWith("0 [1.0, 2.0] 0.0");
    Path labels = write("b.h5", "answers", new byte[] {5, 6, 7});
    assertThat(lines(read(labels(path + "#x", labels.toString()))))
        .containsExactly("0 [1.0, 2.0] 5.0", "1 [3.0, 4.0] 6.0", "2 [5.0, 6.0] 7.0");
  }

  @Test
  void aFileWhoseNameHoldsANumberSignIsReadAsAFile() {
    Path path = write("a.h5#x", "data", X, "label", Y);
    assertThat(lines(read(path.toString()))).hasSize(3);
  }

  @Test
  void theContentDecidesTheFormat() {
    assertThat(lines(read(write("data.csv", "x", X, "y", Y).toString()))).hasSize(3);
  }

  @Test
  void predictionNeedsNoLabels() {
    Table table = read(Reading.forPrediction(write("a.h5", "x", X).toString()));
    assertThat(table.hasTarget()).isFalse();
    assertThat(lines(table)).startsWith("0 [1.0, 2.0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void chunksOfEveryCompressionAreUnpacked(String version) throws IOException {
    Path path = chunked(version);

    Table bytes = read(labels(path + "#gzip_x", path + "#y"));
    assertThat(bytes.input())
        .isEqualTo(
            new InputSchema(
                List.of(
                    InputColumn.image(
                        "pixels", new ImageShape(4, 5, 3, ImageShape.Layout.INTERLEAVED)))));
    assertThat(Reading.sorted(bytes).stream().map(row -> row.<byte[]>getAs(Table.FEATURES)))
        .containsExactly(
            IntStream.range(0, 7).mapToObj(Hdf5ReaderTest::bytesOfItem).toArray(byte[][]::new));
    assertThat(Reading.sorted(bytes).stream().map(row -> row.getDouble(2)))
        .containsExactly(0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 0.0);

    assertThat(lines(read(labels(path + "#lzf_x", path + "#group/z"))))
        .element(5)
        .isEqualTo(lineOfItem(5, i -> Math.floorDiv(i, 40), 5));
    assertThat(lines(read(labels(path + "#plain_x", path + "#y"))))
        .element(6)
        .isEqualTo(lineOfItem(6, i -> i / 2.0, 0));
  }

  /** Tasks that share a file start in the middle and read across the edges of chunks. */
  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void readingCanStartAtAnyItem(String version) throws IOException {
    Path path = chunked(version);
    Configuration configuration = new Configuration();
    SourceFile file = new SourceFile(path.toString(), Files.size(path), 0);
    ItemFile items =
        Hdf5File.arrays(configuration, file, "a.h5").stream()
            .filter(array -> array.name().equals("gzip_x"))
            .findFirst()
            .orElseThrow()
            .orFail();
    assertThat(items.bandItems()).isEqualTo(3);
    for (int first = 0; first < 7; first++) {
      try (ItemCursor cursor = ItemCursor.open(configuration, items, first)) {
        for (int i = first; i < 7; i++) {
          cursor.next();
          assertThat(cursor.bytes()).isEqualTo(bytesOfItem(i));
        }
        assertThat(cursor.isAtEnd()).isTrue();
      }
    }
  }

  private static byte[] bytesOfItem(int item) {
    byte[] bytes = new byte[60];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((item * 60 + i) & 0xff);
    }
    return bytes;
  }

  private static String lineOfItem(int item, IntToDoubleFunction number, double label) {
    double[] numbers = IntStream.range(item * 60, item * 60 + 60).mapToDouble(number).toArray();
    return item + " " + Arrays.toString(numbers) + " " + label;
  }

  @Test
  void wrongNamesAreRefused() {
    Path path = write("a.h5", "x", X, "u", X, "y", Y);
    assertThat(message(path + "#z"))
        .isEqualTo("[a.h5] expected an array named 'z' but found u (3, 2), x (3, 2), y (3)");
    assertThat(message(path.toString()))
        .isEqualTo(
            "[a.h5] expected one array of two or more dimensions (or the name of one, FILE#NAME)"
                + " but found u (3, 2), x (3, 2), y (3)");
    assertThat(message(folder + "/none.h5#x"))
        .isEqualTo("[file:none.h5] expected a file or a directory but found nothing there");
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    Path path = write("a.h5", "x", X, "u", X, "few", new int[] {1});
    assertThat(message(path + "#x"))
        .isEqualTo(
            "[a.h5#x] expected one array of 3 labels next to it (or set labels) but found u (3, 2),"
                + " x (3, 2), few (1)");
    assertThat(messageOf(labels(path + "#x", path + "#few")).replace(folder + "/", ""))
        .isEqualTo("[a.h5#few] expected 3 labels, one for each item of a.h5#x but found 1");
    assertThat(messageOf(labels(path + "#x", path + "#u")).replace(folder + "/", ""))
        .isEqualTo("[a.h5#u] expected one number per label but found u (3, 2)");
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    String path = chunked("v2").toString();
    assertThat(message(path + "#other"))
        .isEqualTo(
            "[chunked.h5#other] expected a data set in this file, by its own name but found a link"
                + " into another file, 'other.h5:/x'");
    assertThat(message(path + "#soft"))
        .isEqualTo(
            "[chunked.h5#soft] expected a data set in this file, by its own name but found a link,"
                + " '/y'");
  }

  @Test
  void unsupportedDataIsRefusedWithTheReason() throws IOException {
    String path = chunked("v1").toString();
    assertThat(message(path + "#scaled_x"))
        .isEqualTo(
            "[chunked.h5#scaled_x] expected data with no filters other than gzip, lzf or shuffle"
                + " but found scaleoffset");
    assertThat(message(path + "#half"))
        .isEqualTo(
            "[chunked.h5#half] expected integers of 8 to 64 bits (unsigned: to 32), or floating"
                + " point of 32 or 64 but found floating point of 16 bits");
    assertThat(message(path + "#words"))
        .isEqualTo(
            "[chunked.h5#words] expected integers of 8 to 64 bits (unsigned: to 32), or floating"
                + " point of 32 or 64 but found string data");
    assertThat(message(path + "#empty"))
        .isEqualTo(
            "[chunked.h5#empty] expected numbers but found a data set that was never written");
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    Path path = write("a.h5", "x", X, "y", Y);
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length - 1));
    assertThat(message(path.toString()))
        .isEqualTo(
            "[a.h5] expected "
                + whole.length
                + " bytes, as the file itself says but found "
                + (whole.length - 1)
                + ": it was cut off");
    Files.write(path, Arrays.copyOf(whole, 20));
    assertThat(message(path.toString())).startsWith("[a.h5] expected a whole HDF5 file but found ");
    Files.writeString(path, "no HDF5");
    assertThat(message(path.toString()))
        .isEqualTo(
            "[a.h5] expected a whole HDF5 file but found No valid HDF5 signature found in remote"
                + " file");
  }

  /** Damages every byte of the file in turn. Each must give a one-line message or arrays. */
  @Test
  void damagedHeadersGiveAOneLineMessage() throws IOException {
    Path path = write("a.h5", "x", X, "y", Y);
    byte[] whole = Files.readAllBytes(path);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0xff;
      Files.write(path, damaged);
      SourceFile file = new SourceFile(path.toString(), whole.length, 0);
      try {
        Hdf5File.arrays(new Configuration(), file, "a.h5");
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith("[a.h5").doesNotContain("\n");
      }
    }
  }

  @Test
  void damagedChunksAreRefused() throws IOException {
    Path path = chunked("v2");
    byte[] whole = Files.readAllBytes(path);
    int at = indexOf(whole, new byte[] {0x78, 0x5e});
    whole[at + 5] ^= 0x55;
    Files.write(path, whole);
    assertThat(messageOf(Reading.labels(path + "#gzip_x", path + "#y")).replace(folder + "/", ""))
        .startsWith("[chunked.h5#gzip_x] expected a whole hdf5 file but found ");
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i < bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    Path path = write("a.h5", "x", new double[][] {{1}, {Double.NaN}}, "y", new int[] {0, 1});
    assertThat(message(path + "#x"))
        .isEqualTo("[a.h5#x:item 2] expected finite numbers but found NaN");
  }

  @Test
  void aShapeLargerThanTheFileIsRefused() throws IOException {
    Path path = write("a.h5", "x", new byte[][] {{1, 2, 3}, {4, 5, 6}});
    byte[] whole = Files.readAllBytes(path);
    ByteBuffer shape = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(2).putLong(3);
    int at = indexOf(whole, shape.array());
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(at, 1L << 30);
    Files.write(path, whole);
    assertThat(message(path.toString())).matches("\\[a.h5.*] expected .* but found .*");
  }

  /** The number of ranges for such a shape would fill the driver's memory. */
  @Test
  void aChunkedShapeLargerThanTheFileCanHoldIsRefused() throws IOException {
    Path path = chunked("v1");
    byte[] whole = Files.readAllBytes(path);
    byte[] shape = littleEndian(7, 4, 5, 3);
    for (int at = 0; at <= whole.length - shape.length; at++) {
      if (Arrays.equals(whole, at, at + shape.length, shape, 0, shape.length)) {
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(at, Integer.MAX_VALUE);
      }
    }
    Files.write(path, whole);
    assertThat(message(path + "#gzip_x"))
        .isEqualTo(
            "[chunked.h5#gzip_x] expected 128849018820 bytes, as its shape says but found a file of"
                + " "
                + whole.length
                + ", which cannot hold that many");
    assertThat(message(path + "#plain_x"))
        .isEqualTo(
            "[chunked.h5#plain_x] expected 1030792150560 bytes, as its shape says but found a file"
                + " of "
                + whole.length
                + ", which cannot hold that many");
  }

  private static byte[] littleEndian(long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(numbers).forEach(bytes::putLong);
    return bytes.array();
  }

  @Test
  void chunksLongerThanTheFileAreNotAllocated() throws IOException {
    Path path = chunked("v1");
    byte[] whole = Files.readAllBytes(path);
    byte[] chunkTree = {'T', 'R', 'E', 'E', 1};
    for (int at = 0; at <= whole.length - chunkTree.length; at++) {
      if (Arrays.equals(whole, at, at + chunkTree.length, chunkTree, 0, chunkTree.length)) {
        // The first chunk's length follows 8 bytes and two addresses.
        ByteBuffer.wrap(whole)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(at + 8 + 16, Integer.MAX_VALUE);
      }
    }
    Files.write(path, whole);
    assertThat(messageOf(labels(path + "#gzip_x", path + "#y")).replace(folder + "/", ""))
        .matches(
            "\\[chunked.h5#gzip_x] expected a whole hdf5 file but found chunks of 21474\\d{5} bytes"
                + " in a file of "
                + whole.length);
  }

  @Test
  void namesInsideTheFileStayOnOneLine() {
    Path path = write("a.h5", "x\nall \u001b[32mgood\u009b", X);
    assertThat(message(path.toString()))
        .isEqualTo(
            "[a.h5#x\\u000aall \\u001b[32mgood\\u009b] expected one array of 3 labels next to it"
                + " (or set labels) but found x\\u000aall \\u001b[32mgood\\u009b (3, 2)");
  }
}
