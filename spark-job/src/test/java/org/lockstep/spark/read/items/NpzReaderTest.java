package org.lockstep.spark.read.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.labels;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.renamed;
import static org.lockstep.spark.testing.ArrayBytes.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.ArrayBytes;

class NpzReaderTest {
  @TempDir private Path folder;

  private static final byte[] X = npy("|u1", false, "(3, 2, 1)", new byte[] {1, 2, 3, 4, -1, -2});
  private static final byte[] Y =
      npy(
          "<i8",
          false,
          "(3,)",
          HexFormat.of().parseHex("010000000000000000000000000000000200000000000000"));

  private String write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private String message(String path) {
    return messageOf(ReadOptions.of(path)).replace(folder + "/", "");
  }

  /** The message for a file with this array and good labels. */
  private String messageOfArray(byte[] npy) throws IOException {
    return message(write("a.npz", zip(true, "x.npy", npy, "y.npy", Y)));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void storedAndDeflatedArraysAreRead(boolean deflated) throws IOException {
    String path =
        write("mnist.npz", zip(deflated, "x_test.npy", X, "x_train.npy", X, "y_train.npy", Y));

    Table table = read(path + "#x_train");

    assertThat(lines(table)).containsExactly("0 [1, 2] 1.0", "1 [3, 4] 0.0", "2 [-1, -2] 2.0");
    assertThat(table.input())
        .isEqualTo(new InputSchema(List.of(InputColumn.image("pixels", ImageShape.gray(2, 1)))));
    assertThat(table.places().placeOf(2)).isEqualTo(path + "#y_train:item 3");
    assertThat(lines(read(labels(path + "#x_test", path + "#y_train")))).hasSize(3);
  }

  @Test
  void theContentDecidesTheFormat() throws IOException {
    assertThat(lines(read(write("data", zip(true, "x.npy", X, "y.npy", Y))))).hasSize(3);
    assertThat(lines(read(Reading.forPrediction(write("array", X))))).hasSize(3);
  }

  @Test
  void aSingleArrayFileIsRead() throws IOException {
    String x = write("x.npy", X);
    String y = write("y.npy", Y);
    assertThat(lines(read(labels(x, y)))).startsWith("0 [1, 2] 1.0");
    assertThat(lines(read(Reading.forPrediction(x)))).startsWith("0 [1, 2]");
  }

  @ParameterizedTest
  @CsvSource({
    "|u1, 03",
    "|i1, 03",
    "|b1, 01",
    "<u2, 0300",
    ">i2, 0003",
    "<i4, 03000000",
    ">u4, 00000003",
    "<i8, 0300000000000000",
    "<f4, 00004040",
    ">f4, 40400000",
    ">f8, 4008000000000000"
  })
  void everyTypeIsReadInEitherByteOrder(String descr, String hex) throws IOException {
    String path =
        write(
            "a.npz", zip(true, "x.npy", npy(descr, false, "(1, 1)", HexFormat.of().parseHex(hex))));
    String expected = descr.equals("|u1") ? "0 [3]" : descr.equals("|b1") ? "0 [1]" : "0 [3.0]";
    assertThat(lines(read(Reading.forPrediction(path)))).containsExactly(expected);
  }

  @Test
  void objectsAreNeverLoaded() throws IOException {
    assertThat(messageOfArray(npy("|O", false, "(3, 2)", new byte[6])))
        .isEqualTo("[a.npz#x] expected numbers but found Python objects, which are never loaded");
    assertThat(messageOfArray(npy("[('a', '|O')]", false, "(3, 2)", new byte[6])))
        .isEqualTo("[a.npz#x] expected numbers but found Python objects, which are never loaded");
  }

  @Test
  void otherTypesAndOrdersAreRefused() throws IOException {
    assertThat(messageOfArray(npy("<U5", false, "(3, 2)", new byte[6])))
        .isEqualTo(
            "[a.npz#x] expected integers of 8 to 64 bits (unsigned: to 32), or floating point of 32"
                + " or 64 but found the type '<U5'");
    assertThat(messageOfArray(npy("|u1", true, "(3, 2)", new byte[6])))
        .isEqualTo(
            "[a.npz#x] expected an array in C order (numpy.ascontiguousarray makes one) but found"
                + " one in Fortran order");
  }

  @Test
  void shapesThatDoNotFitAreRefused() throws IOException {
    int header = npy("|u1", false, "(3, 2)").length;
    assertThat(messageOfArray(npy("|u1", false, "(3, 2)", new byte[5])))
        .isEqualTo(
            "[a.npz#x] expected "
                + (header + 6)
                + " bytes for 3 items of 2 but found "
                + (header + 5));
    assertThat(messageOfArray(npy("|u1", false, "(1000000000, 1000000)", new byte[5])))
        .isEqualTo(
            "[a.npz#x] expected 1000000000000085 bytes for 1000000000 items of 1000000 but found"
                + " 90");
    assertThat(messageOfArray(npy("|u1", false, "(3, 1000000000, 1000000000)", new byte[5])))
        .isEqualTo(
            "[a.npz#x] expected items of at most 2 GiB but found the shape (3, 1000000000,"
                + " 1000000000)");
    assertThat(messageOfArray(npy("<f8", false, "(999999999999999999, 9999999)", new byte[5])))
        .isEqualTo(
            "[a.npz#x] expected a shape that fits a file but found (999999999999999999, 9999999)");
    assertThat(messageOfArray(npy("|u1", false, "(0, 2)")))
        .isEqualTo("[a.npz#x] expected at least one number in it but found the shape (0, 2)");
  }

  @Test
  void damagedHeadersAreRefused() throws IOException {
    byte[] x = X.clone();
    ByteBuffer.wrap(x).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) 9000);
    assertThat(messageOfArray(x))
        .isEqualTo(
            "[a.npz#x] expected a header of 9000 bytes but found the end after " + (x.length - 10));
    ByteBuffer.wrap(x).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) 65000);
    assertThat(messageOfArray(x))
        .isEqualTo("[a.npz#x] expected a header of at most 10000 bytes but found 65000 bytes");
    assertThat(messageOfArray(new byte[] {1, 2, 3}))
        .isEqualTo("[a.npz#x] expected a NumPy array (npy) but found other bytes");
  }

  @Test
  void entriesWithAPathOrADuplicateNameAreRefused() throws IOException {
    assertThat(message(write("a.npz", zip(true, "x.npy", X, "../y.npy", Y))))
        .isEqualTo("[a.npz] expected entries without a path but found '../y.npy'");
    byte[] twice = renamed(zip(true, "x.npy", X, "u.npy", X, "y.npy", Y), "u.npy", "x.npy");
    assertThat(message(write("a.npz", twice)))
        .isEqualTo("[a.npz] expected each entry once but found two 'x.npy'");
  }

  @Test
  void anEntryListedUnderAnotherNameIsRefused() throws IOException {
    byte[] archive = zip(true, "x.npy", X, "y.npy", Y);
    archive[new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf("x.npy")] = 'z';
    assertThat(message(write("a.npz", archive)))
        .isEqualTo(
            "[a.npz#z] expected an entry with the name and compression given in the archive's"
                + " directory but found another");
  }

  @Test
  void bombsAreNotUnpacked() throws IOException {
    byte[] x = npy("|u1", false, "(3, 2)", new byte[10 << 20]);
    assertThat(messageOfArray(x))
        .matches("\\[a.npz#x] expected \\d+ bytes for 3 items of 2 but found \\d+");
    // The directory gives the same size as the header, but the data is longer.
    byte[] lying = zip(true, "x.npy", x);
    int header = npy("|u1", false, "(3, 2)").length;
    int directory = new String(lying, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, header + 6);
    assertThat(messageOf(Reading.forPrediction(write("a.npz", lying))).replace(folder + "/", ""))
        .isEqualTo(
            "[a.npz#x] expected "
                + (header + 6)
                + " bytes for 3 items of 2 but found more than that");
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, Integer.MAX_VALUE);
    assertThat(messageOf(Reading.forPrediction(write("a.npz", lying))).replace(folder + "/", ""))
        .matches(
            "\\[a.npz#x] expected 2147483647 bytes, as the archive's directory says but found \\d+"
                + " packed ones, which cannot hold that many");
  }

  @Test
  void truncatedArchivesAreRefused() throws IOException {
    byte[] whole = zip(true, "x.npy", X, "y.npy", Y);
    assertThat(message(write("a.npz", Arrays.copyOf(whole, whole.length - 30))))
        .startsWith("[a.npz] expected a whole npz archive but found ");
  }

  @Test
  void damagedDataGivesAOneLineMessage() throws IOException {
    byte[] whole = zip(true, "x.npy", npy("<f8", false, "(3, 2)", new byte[48]), "y.npy", Y);
    int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("x.npy") + 20;
    whole[at] ^= 0x7f;
    assertThat(message(write("a.npz", whole))).startsWith("[a.npz").doesNotContain("\n");
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() throws IOException {
    byte[] nan = HexFormat.of().parseHex("7fc00000" + "3f800000");
    assertThat(
            messageOf(Reading.forPrediction(write("x.npy", npy(">f4", false, "(2, 1)", nan))))
                .replace(folder + "/", ""))
        .isEqualTo("[x.npy:item 1] expected finite numbers but found NaN");
  }

  @Test
  void aNameCanRepeatItsParts() throws IOException {
    byte[] x = ArrayBytes.npy("|u1", false, "(2, 1)", new byte[] {1, 2});
    String path = write("a.npz", ArrayBytes.zip(true, "x/x/x.npy", x));
    assertThat(lines(read(Reading.forPrediction(path + "#x/x/x")))).hasSize(2);
  }
}
