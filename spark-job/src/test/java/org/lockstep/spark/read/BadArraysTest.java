package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lockstep.spark.testing.ArrayBytes.gzip;
import static org.lockstep.spark.testing.ArrayBytes.idx;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.renamed;
import static org.lockstep.spark.testing.ArrayBytes.zip;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;

/** Binary files of arrays that violate their format are refused in one line. */
class BadArraysTest {
  @TempDir private Path path;
  private Refusals refusals;

  @BeforeEach
  void folder() {
    refusals = new Refusals(new Folder(path));
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(path.resolve(name), content);
  }

  private static byte[] images() {
    return idx(8, new int[] {2, 1, 2}, 1, 2, 3, 4);
  }

  static Stream<Arguments> idxFiles() {
    byte[] magic = images();
    magic[0] = 1;
    return Stream.of(
        arguments(
            "wrong magic",
            magic,
            "expected an IDX file, which begins with 0x0000 but found 0x01000803"),
        arguments(
            "wrong type",
            idx(7, new int[] {2, 1, 2}, 1, 2, 3, 4),
            "expected an IDX type 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e but found 0x07"),
        arguments(
            "dimensions that overflow an item",
            idx(8, new int[] {2, 1 << 16, 1 << 16}, 1),
            "expected dimensions of at most 2 GiB per item but found dimensions that overflow"),
        arguments(
            "dimensions that overflow 64 bits",
            idx(14, new int[] {-1, -1, -1, -1}, 1),
            "expected dimensions of at most 2 GiB per item but found dimensions that overflow"),
        arguments(
            "more items than bytes",
            idx(8, new int[] {Integer.MAX_VALUE, 1, 2}, 1, 2),
            "expected 4294967310 bytes for 2147483647 items of 2 but found 18"),
        arguments(
            "shorter than its header",
            Arrays.copyOf(images(), 19),
            "expected 20 bytes for 2 items of 2 but found 19"),
        arguments(
            "header cut off",
            Arrays.copyOf(images(), 9),
            "expected an IDX header of 16 bytes but found 9 bytes"),
        arguments(
            "trailing bytes",
            Arrays.copyOf(images(), 21),
            "expected 20 bytes for 2 items of 2 but found 21"),
        arguments(
            "gzip of trailing bytes",
            gzip(Arrays.copyOf(images(), 21), 1),
            "expected 20 bytes for 2 items of 2 but found more than that"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("idxFiles")
  void anIdxFileThatContradictsItsHeaderIsRefused(String what, byte[] content, String expected)
      throws IOException {
    write("x-idx3-ubyte", content);
    write("y-idx1-ubyte", idx(8, new int[] {2}, 0, 1));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte --labels @y-idx1-ubyte --format idx"))
        .isEqualTo("[@x-idx3-ubyte] " + expected);
  }

  @Test
  void aGzippedIdxFileTrains() throws IOException {
    write("x-images-idx3-ubyte.gz", gzip(images(), 1));
    write("x-labels-idx1-ubyte.gz", gzip(idx(8, new int[] {2}, 0, 1), 1));
    refusals.trains("--data @x-images-idx3-ubyte.gz");
  }

  private static byte[] x() {
    return npy("|u1", false, "(2, 2)", (byte) 1, (byte) 2, (byte) 3, (byte) 4);
  }

  private static byte[] y() {
    return npy("|u1", false, "(2,)", (byte) 0, (byte) 1);
  }

  private static byte[] withX(byte[] x) {
    return zip(true, "x.npy", x, "y.npy", y());
  }

  static Stream<Arguments> npzFiles() {
    byte[] longHeader = x();
    longHeader[8] = 0;
    longHeader[9] = 0x20;
    byte[] endlessHeader = x();
    endlessHeader[9] = (byte) 0xff;
    int bytes = x().length;
    return Stream.of(
        arguments(
            "an entry with ../",
            zip(true, "x.npy", x(), "../y.npy", y()),
            "] expected entries without a path but found '../y.npy'"),
        arguments(
            "an entry from the root",
            zip(true, "x.npy", x(), "/y.npy", y()),
            "] expected entries without a path but found '/y.npy'"),
        arguments(
            "a duplicate entry",
            renamed(zip(true, "x.npy", x(), "u.npy", x(), "y.npy", y()), "u.npy", "x.npy"),
            "] expected each entry once but found two 'x.npy'"),
        arguments(
            "Python objects",
            withX(npy("|O", false, "(2, 2)", new byte[32])),
            "#x] expected numbers but found Python objects, which are never loaded"),
        arguments(
            "Python objects in fields",
            withX(npy("[('a', '|O')]", false, "(2, 2)", new byte[32])),
            "#x] expected numbers but found Python objects, which are never loaded"),
        arguments(
            "Fortran order",
            withX(npy("|u1", true, "(2, 2)", new byte[4])),
            "#x] expected an array in C order (numpy.ascontiguousarray makes one) but found one in"
                + " Fortran order"),
        arguments(
            "absurd shape",
            withX(npy("|u1", false, "(999999999999, 999999)", new byte[4])),
            "#x] expected a shape that fits a file but found (999999999999, 999999)"),
        arguments(
            "absurd item",
            withX(npy("|u1", false, "(2, 999999999, 999999999)", new byte[4])),
            "#x] expected items of at most 2 GiB but found the shape (2, 999999999, 999999999)"),
        arguments(
            "a shape that overflows",
            withX(npy("<f8", false, "(999999999999999999, 9999999)", new byte[4])),
            "#x] expected a shape that fits a file but found (999999999999999999, 9999999)"),
        arguments(
            "fewer bytes than its shape",
            withX(Arrays.copyOf(x(), bytes - 1)),
            "#x] expected " + bytes + " bytes for 2 items of 2 but found " + (bytes - 1)),
        arguments(
            "header longer than the file",
            withX(longHeader),
            "#x] expected a header of 8192 bytes but found the end after " + (bytes - 10)),
        arguments(
            "header longer than any",
            withX(endlessHeader),
            "#x] expected a header of at most 10000 bytes but found 65340 bytes"),
        arguments(
            "cut off",
            Arrays.copyOf(withX(x()), 100),
            "] expected a whole npz archive but found Archive is not a ZIP archive"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("npzFiles")
  void anNpzFileThatContradictsItsHeadersIsRefused(String what, byte[] content, String expected)
      throws IOException {
    write("a.npz", content);
    assertThat(refusals.ofTrain("--data @a.npz")).as(what).isEqualTo("[@a.npz" + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<u2 0100020003000400", ">u2 0001000200030004"})
  void eitherByteOrderTrainsToTheSameModel(String typeAndBytes) throws IOException {
    String[] parts = typeAndBytes.split(" ", -1);
    byte[] numbers = java.util.HexFormat.of().parseHex(parts[1]);
    write("a.npz", withX(npy(parts[0], false, "(2, 2)", numbers)));
    refusals.trains("--data @a.npz");
    assertThat(Folder.read(path + "/run").scaling().shift()).containsExactly(2, 3);
  }

  @Test
  void hdf5WithMissingNamesOrLinksOrCutOffIsRefused() throws IOException {
    try (WritableHdfFile file = HdfFile.write(path.resolve("a.h5"))) {
      file.putDataset("x", new int[][] {{1, 2}, {3, 4}});
      file.putDataset("y", new long[] {0, 1});
    }
    assertThat(refusals.ofTrain("--data @a.h5#z"))
        .isEqualTo("[@a.h5] expected an array named 'z' but found x (2, 2), y (2)");
    assertThat(refusals.ofTrain("--data @a.h5#x --labels @a.h5#labels"))
        .isEqualTo("[@a.h5] expected an array named 'labels' but found x (2, 2), y (2)");
    byte[] whole = Files.readAllBytes(path.resolve("a.h5"));
    write("cut.h5", Arrays.copyOf(whole, whole.length - 1));
    assertThat(refusals.ofTrain("--data @cut.h5"))
        .isEqualTo(
            Text.format(
                "[@cut.h5] expected %d bytes, as the file itself says but found %d: it was cut off",
                whole.length, whole.length - 1));
    write("short.h5", Arrays.copyOf(whole, 30));
    assertThat(refusals.ofTrain("--data @short.h5"))
        .startsWith("[@short.h5] expected a whole HDF5 file but found ");
    try (InputStream in =
        new GZIPInputStream(getClass().getResourceAsStream("items/chunked-v2.h5.gz"))) {
      write("links.h5", in.readAllBytes());
    }
    assertThat(refusals.ofTrain("--data @links.h5#other --labels @links.h5#y"))
        .isEqualTo(
            "[@links.h5#other] expected a data set in this file, by its own name but found a link"
                + " into another file, 'other.h5:/x'");
  }

  @Test
  void cifar10OfAnotherLengthOrVersionIsRefused() throws IOException {
    write("data_batch_1.bin", new byte[3074]);
    assertThat(refusals.ofTrain("--data @data_batch_1.bin"))
        .isEqualTo(
            "[@data_batch_1.bin] expected records of 3073 bytes, as in data_batch_1.bin but found"
                + " 3074 bytes");
    write("data_batch_1", new byte[] {(byte) 0x80, 2, '}', 'q', 1});
    assertThat(refusals.ofTrain("--data @data_batch_1"))
        .isEqualTo(
            "[@data_batch_1] expected a file of cifar-10-binary.tar.gz but found the version for"
                + " Python, cifar-10-python.tar.gz");
    byte[] beyond = new byte[2 * 3073];
    beyond[3073] = 10;
    write("beyond.bin", beyond);
    assertThat(refusals.ofTrain("--data @beyond.bin"))
        .isEqualTo("[@beyond.bin:item 2] expected a label from 0 to 9 but found 10");
  }
}
