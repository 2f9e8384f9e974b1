package org.lockstep.spark.read.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;
import static org.lockstep.spark.testing.ArrayBytes.idx;

import java.io.IOException;
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

class IdxReaderTest {
  @TempDir private Path folder;

  private static byte[] images() throws IOException {
    return idx(8, new int[] {3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 255, 254, 128, 127);
  }

  private static byte[] labels() throws IOException {
    return idx(8, new int[] {3}, 7, 2, 255);
  }

  private static byte[] gzip(byte[] content) {
    return ArrayBytes.gzip(content, 1);
  }

  private String write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private String message(byte[] images) throws IOException {
    String path = write("x-images-idx3-ubyte", images);
    write("x-labels-idx1-ubyte", labels());
    return messageOf(ReadOptions.of(path)).replace(folder + "/", "");
  }

  @Test
  void bytesStayBytesAndTheLabelsFileIsFound() throws IOException {
    String path = write("x-images-idx3-ubyte", images());
    String labels = write("x-labels-idx1-ubyte.gz", gzip(labels()));

    Table table = read(path);

    assertThat(table.input())
        .isEqualTo(new InputSchema(List.of(InputColumn.image("pixels", ImageShape.gray(2, 2)))));
    assertThat(table.target().names()).containsExactly("label");
    assertThat(lines(table))
        .containsExactly("0 [0, 1, 2, 3] 7.0", "1 [4, 5, 6, 7] 2.0", "2 [-1, -2, -128, 127] 255.0");
    assertThat(table.places().placeOf(1)).isEqualTo(labels + ":item 2");
  }

  @Test
  void gzipIsRecognisedByContentAndLabelsCanBeNamed() throws IOException {
    String path = write("pictures", gzip(images()));
    String labels = write("answers", labels());

    assertThat(lines(read(Reading.labels(path, labels))))
        .containsExactly("0 [0, 1, 2, 3] 7.0", "1 [4, 5, 6, 7] 2.0", "2 [-1, -2, -128, 127] 255.0");
  }

  @Test
  void predictionNeedsNoLabels() throws IOException {
    Table table = read(Reading.forPrediction(write("pictures", images())));

    assertThat(table.hasTarget()).isFalse();
    assertThat(lines(table)).startsWith("0 [0, 1, 2, 3]");
  }

  @ParameterizedTest
  @CsvSource({"8, 03", "9, 03", "11, 0003", "12, 00000003", "13, 40400000", "14, 4008000000000000"})
  void everyTypeOfNumberIsRead(int code, String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    int[] one = new int[bytes.length];
    Arrays.setAll(one, i -> bytes[i]);
    String path = write("numbers", idx(code, new int[] {1, 1, 1}, one));
    String expected = code == 8 ? "0 [3]" : "0 [3.0]";
    assertThat(lines(read(Reading.forPrediction(path)))).containsExactly(expected);
  }

  @Test
  void badHeadersAreRefused() throws IOException {
    byte[] wrong = images();
    wrong[1] = 1;
    assertThat(message(wrong))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected an IDX file, which begins with 0x0000 but found"
                + " 0x00010803");
    assertThat(message(idx(0x0a, new int[] {1, 1}, 0)))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected an IDX type 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e but"
                + " found 0x0a");
    assertThat(message(new byte[] {0, 0}))
        .isEqualTo("[x-images-idx3-ubyte] expected an IDX file but found 2 bytes");
    assertThat(message(Arrays.copyOf(images(), 10)))
        .isEqualTo("[x-images-idx3-ubyte] expected an IDX header of 16 bytes but found 10 bytes");
  }

  @Test
  void dimensionsThatOverflowOrAreZeroAreRefused() throws IOException {
    assertThat(message(idx(8, new int[] {1, 65536, 65536}, 0)))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected dimensions of at most 2 GiB per item but found"
                + " dimensions that overflow");
    assertThat(message(idx(14, new int[] {-1, -1, -1, -1}, 0)))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected dimensions of at most 2 GiB per item but found"
                + " dimensions that overflow");
    assertThat(message(idx(8, new int[] {1, 0}, 0)))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected at least one number per item but found a"
                + " dimension of"
                + " 0");
    assertThat(message(idx(8, new int[] {0, 2}, 0)))
        .isEqualTo("[x-images-idx3-ubyte] expected at least one item but found none");
  }

  @Test
  void filesShorterOrLongerThanTheHeaderSaysAreRefused() throws IOException {
    String expected = "[x-images-idx3-ubyte] expected 28 bytes for 3 items of 4 but found ";
    byte[] shorter = Arrays.copyOf(images(), 25);
    byte[] longer = Arrays.copyOf(images(), 29);

    assertThat(message(shorter)).isEqualTo(expected + "25");
    assertThat(message(longer)).isEqualTo(expected + "29");
    assertThat(message(gzip(shorter))).isEqualTo(expected + "the end in item 3");
    assertThat(message(gzip(longer))).isEqualTo(expected + "more than that");
  }

  @Test
  void gzipBombsAreNotUnpacked() throws IOException {
    byte[] huge = idx(8, new int[] {Integer.MAX_VALUE, 1024, 1024}, 0);
    byte[] zipped = gzip(huge);
    assertThat(message(zipped))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected 2251799812636688 bytes for 2147483647 items of 1048576"
                + " but found a gzip of "
                + zipped.length
                + ", which cannot hold that many");
    byte[] bomb = gzip(Arrays.copyOf(images(), 100 << 20));
    assertThat(message(bomb))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected 28 bytes for 3 items of 4 but found more than that");
  }

  @Test
  void damagedGzipIsRefused() throws IOException {
    byte[] zipped = gzip(images());
    zipped[zipped.length - 6] ^= 1;
    assertThat(message(zipped))
        .isEqualTo(
            "[x-images-idx3-ubyte] expected a whole gzip file but found Corrupt GZIP trailer");
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() throws IOException {
    byte[] images = idx(0xd, new int[] {3, 1}, 0, 0, 0, 0, 0x7f, 0xc0, 0, 0, 0x7f, 0x80, 0, 0);
    assertThat(message(images))
        .isEqualTo("[x-images-idx3-ubyte:item 2] expected finite numbers but found NaN");
  }

  @Test
  void labelsThatDoNotFitAreRefused() throws IOException {
    String path = write("x-images-idx3-ubyte", images());
    assertThat(messageOf(ReadOptions.of(path)))
        .isEqualTo(
            "[" + path + "] expected a file of labels next to it (or set labels) but found none");
    String fewer = write("fewer", idx(8, new int[] {2}, 1, 2));
    assertThat(messageOf(Reading.labels(path, fewer)))
        .isEqualTo(
            "[" + fewer + "] expected 3 labels, one for each item of " + path + " but found 2");
    assertThat(messageOf(Reading.labels(path, path)))
        .isEqualTo(
            "[" + path + "] expected one number per label but found 4 numbers: are these images?");
    assertThat(messageOf(Reading.labels(fewer, fewer)))
        .isEqualTo(
            "["
                + fewer
                + "] expected images of at least two dimensions but found one dimension: are these"
                + " labels?");
    assertThat(messageOf(Reading.labels(path, folder.toString())))
        .isEqualTo("[" + folder + "] expected one IDX file but found 2 files");
  }

  @Test
  void aWidthOtherThanTheModelsIsRefused() throws IOException {
    String path = write("x-images-idx3-ubyte", images());
    write("x-labels-idx1-ubyte", labels());
    InputSchema expected = new InputSchema(List.of(InputColumn.vector("pixels", 784)));
    assertThat(Reading.message(() -> read(ReadOptions.of(path), expected)))
        .isEqualTo("[" + path + "] expected 784 features but found 4");
  }

  @Test
  void idxFilesTakeNoColumns() throws IOException {
    String path = write("x-images-idx3-ubyte", images());
    assertThat(messageOf(Reading.target(path, "y")))
        .isEqualTo(
            "[" + path + "] expected the labels as the target of IDX files but found column y");
    assertThat(messageOf(Reading.weight(path, "w")))
        .isEqualTo(
            "[" + path + "] expected no weight column, which IDX files do not have but found 'w'");
  }
}
