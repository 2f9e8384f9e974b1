package org.lockstep.spark.read.items;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.ItemColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.Widths;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads CIFAR-10's binary version: records of a label and 3072 bytes, the red, green and blue
 * planes of 32 x 32 pixels (A. Krizhevsky, 2009). Reads one file after another, in the order of
 * their names.
 */
public final class Cifar10Reader {
  /** The classes by label; in alphabetical order, so that a class's index is its label. */
  public static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final ImageShape IMAGE = new ImageShape(32, 32, 3, ImageShape.Layout.PLANAR);
  private static final int RECORD_BYTES = 1 + IMAGE.length();

  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final ReadOptions options;

  public Cifar10Reader(
      SparkSession spark, Configuration configuration, Source source, ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.options = options;
  }

  public Table read(Optional<InputSchema> expected) {
    ItemColumns.refuse(options, source.given(), "CIFAR-10 batches");
    expected.ifPresent(schema -> Widths.check(schema, IMAGE.length(), source.given()));
    List<SourceFile> files = source.files();
    List<ItemTable.Part> parts = new ArrayList<>();
    long firstRow = 0;
    for (SourceFile file : files) {
      ItemTable.Part part = part(file, firstRow);
      parts.add(part);
      firstRow += part.features().items();
    }
    return new ItemTable(spark, configuration, parts, CLASSES)
        .table(
            expected.orElseGet(() -> new InputSchema(List.of(InputColumn.image("pixels", IMAGE)))),
            source.given(),
            files);
  }

  ItemTable.Part part(SourceFile file, long firstRow) {
    String name = source.nameOf(file.path());
    checkVersion(file, name);
    if (file.length() == 0 || file.length() % RECORD_BYTES != 0) {
      throw BadInputException.at(
          name,
          "records of " + RECORD_BYTES + " bytes, as in data_batch_1.bin",
          file.length() + " bytes");
    }
    long records = file.length() / RECORD_BYTES;
    return new ItemTable.Part(
        items(file, name, records, 1, IMAGE.length()),
        List.of(items(file, name, records, 0, 1)),
        firstRow);
  }

  private static ItemFile items(
      SourceFile file, String name, long records, int begin, int itemSize) {
    return new ItemFile(
        new Container(file.path(), name, Packing.NONE, ""),
        new ItemLayout(begin, RECORD_BYTES, records, itemSize, NumberType.UNSIGNED_BYTE, false));
  }

  /** Refuses the archive of the same name and the version for Python, which people try first. */
  private void checkVersion(SourceFile file, String name) {
    byte[] head;
    try {
      head = FileHead.bytes(configuration, file, name, 2);
      if (FileHead.isGzip(configuration, file)) {
        throw BadInputException.at(
            name, "an unpacked file of cifar-10-binary.tar.gz", "a gzipped one");
      }
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
    if (isPickle(head)) {
      throw BadInputException.at(
          name,
          "a file of cifar-10-binary.tar.gz",
          "the version for Python, cifar-10-python.tar.gz");
    }
  }

  /** Python's pickles begin with 0x80 and a protocol number; a label is below 10. */
  public static boolean isPickle(byte[] head) {
    return head.length >= 2 && head[0] == (byte) 0x80 && head[1] >= 1 && head[1] <= 5;
  }
}
