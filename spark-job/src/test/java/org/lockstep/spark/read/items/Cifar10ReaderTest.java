package org.lockstep.spark.read.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;

class Cifar10ReaderTest {
  @TempDir private Path folder;

  /** Writes a record for each label, with equal pixels except the last. */
  private String write(String name, int... labels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int label : labels) {
      byte[] record = new byte[3073];
      Arrays.fill(record, (byte) (10 * label));
      record[0] = (byte) label;
      record[3072] = 77; // the last pixel's blue
      out.write(record);
    }
    return Files.write(folder.resolve(name), out.toByteArray()).toString();
  }

  private String message(String path) {
    return messageOf(ReadOptions.of(path)).replace(folder + "/", "");
  }

  private static List<String> rows(Table table) {
    return table.rows().collectAsList().stream()
        .sorted((a, b) -> Long.compare(a.getLong(0), b.getLong(0)))
        .map(Cifar10ReaderTest::text)
        .toList();
  }

  private static String text(Row row) {
    byte[] pixels = row.getAs(1);
    return Text.format(
        "%d %d: %d..%d %s",
        row.getLong(0), pixels.length, pixels[0] & 0xff, pixels[3071] & 0xff, row.getString(2));
  }

  @Test
  void batchesAreReadInOrderOfTheirNames() throws IOException {
    write("data_batch_2.bin", 9);
    write("data_batch_1.bin", 3, 0);
    Files.writeString(folder.resolve("batches.meta.txt"), "airplane\n");

    Table table = read(folder + "/data_batch_*.bin");

    assertThat(table.count()).isEqualTo(3);
    assertThat(rows(table))
        .containsExactly("0 3072: 30..77 cat", "1 3072: 0..77 airplane", "2 3072: 90..77 truck");
    assertThat(table.input())
        .isEqualTo(
            new InputSchema(
                List.of(
                    InputColumn.image(
                        "pixels", new ImageShape(32, 32, 3, ImageShape.Layout.PLANAR)))));
    assertThat(table.places().placeOf(2)).isEqualTo(folder + "/data_batch_2.bin:item 1");
  }

  @Test
  void theSuffixDecidesTheFormat() throws IOException {
    assertThat(read(write("test_batch.bin", 1, 2)).count()).isEqualTo(2);
  }

  @Test
  void classesAreInTheOrderOfTheirLabels() {
    assertThat(Cifar10Reader.CLASSES).isSorted().hasSize(10);
  }

  @Test
  void aSizeThatIsNotAMultipleOfTheRecordIsRefused() throws IOException {
    Path path = folder.resolve("data_batch_1.bin");
    Files.write(path, new byte[3074]);
    assertThat(message(path.toString()))
        .isEqualTo(
            "[data_batch_1.bin] expected records of 3073 bytes, as in data_batch_1.bin but found"
                + " 3074 bytes");
    Files.write(path, new byte[0]);
    assertThat(message(path.toString()))
        .isEqualTo(
            "[data_batch_1.bin] expected records of 3073 bytes, as in data_batch_1.bin but found 0"
                + " bytes");
  }

  @Test
  void forThePythonVersionAndTheArchiveTheMessageNamesTheRightDownload() throws IOException {
    Path python = folder.resolve("data_batch_1");
    Files.write(python, new byte[] {(byte) 0x80, 2, '}', 'q', 1});
    assertThat(message(python.toString()))
        .isEqualTo(
            "[data_batch_1] expected a file of cifar-10-binary.tar.gz but found the version for"
                + " Python, cifar-10-python.tar.gz");
    Path path = folder.resolve("data_batch_1.bin");
    try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(path))) {
      zip.write(new byte[3073]);
    }
    assertThat(message(path.toString()))
        .isEqualTo(
            "[data_batch_1.bin] expected an unpacked file of cifar-10-binary.tar.gz but found a"
                + " gzipped one");
  }

  @Test
  void aLabelBeyondTheClassesIsRefused() throws IOException {
    assertThat(message(write("data_batch_1.bin", 3, 10)))
        .isEqualTo("[data_batch_1.bin:item 2] expected a label from 0 to 9 but found 10");
  }
}
