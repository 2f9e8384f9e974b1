package org.lockstep.spark.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.items.Hdf5File;
import org.lockstep.spark.read.items.ItemFile;
import org.lockstep.spark.read.items.ItemTable;
import org.lockstep.spark.read.items.NpzFile;
import org.lockstep.spark.read.items.StoredArray;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ItemColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.SourceFinder;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.read.source.Widths;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads arrays from HDF5 and NumPy files: one of features, with one item per row, and one of
 * labels. {@code FILE#NAME} names an array. The name can be left out if only one array has two or
 * more dimensions, and only one is that many single numbers. Unsigned bytes stay bytes. The driver
 * reads headers only; tasks read ranges of items, unless a whole array is deflated into one piece.
 */
final class ArrayReader {
  private static final int SHOWN = 10;

  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final Format format;
  private final ReadOptions options;

  ArrayReader(
      SparkSession spark,
      Configuration configuration,
      Source source,
      Format format,
      ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.format = format;
    this.options = options;
  }

  Table read(Optional<InputSchema> expected) {
    ItemColumns.refuse(options, source.given(), format == Format.HDF5 ? "HDF5 files" : "npz files");
    ArrayFile data = open(source, format);
    StoredArray features =
        source.part().isPresent() ? data.named(source.part().get()) : data.onlyFeatures();
    ItemFile items = features.orFail();
    expected.ifPresent(schema -> Widths.check(schema, items.layout().itemSize(), features.place()));
    List<SourceFile> files = new ArrayList<>(List.of(data.file()));
    Optional<StoredArray> labels = labels(data, features, files);
    ItemTable.Part part =
        new ItemTable.Part(items, labels.map(StoredArray::orFail).stream().toList(), 0);
    return new ItemTable(spark, configuration, List.of(part), List.of())
        .table(
            expected.orElseGet(() -> new InputSchema(List.of(features.column()))),
            source.given(),
            files);
  }

  private Optional<StoredArray> labels(
      ArrayFile data, StoredArray features, List<SourceFile> files) {
    long rows = features.shape().get(0);
    if (options.labels().isEmpty()) {
      Optional<StoredArray> beside = data.labelsOf(features);
      if (beside.isEmpty() && options.roles().targetUse() == TargetUse.REQUIRED) {
        throw BadInputException.at(
            features.place(),
            "one array of " + rows + " labels next to it (or set " + ReadingSettings.LABELS + ")",
            data.list());
      }
      return beside;
    }
    Source named = new SourceFinder(configuration).find(options.labels().get());
    ArrayFile file = open(named, FormatFinder.find(configuration, named, Optional.empty()));
    StoredArray labels =
        named.part().isPresent() ? file.named(named.part().get()) : file.onlyLabels(rows);
    if (!labels.isColumn()) {
      throw BadInputException.at(labels.place(), "one number per label", labels.words());
    }
    if (labels.shape().get(0) != rows) {
      throw BadInputException.at(
          labels.place(),
          rows + " labels, one for each item of " + features.place(),
          Long.toString(labels.shape().get(0)));
    }
    if (!file.file().equals(data.file())) {
      files.add(file.file());
    }
    return Optional.of(labels);
  }

  private ArrayFile open(Source one, Format itsFormat) {
    if (one.files().size() > 1) {
      throw BadInputException.at(one.given(), "one file", one.files().size() + " files");
    }
    SourceFile file = one.files().get(0);
    String name = one.firstName();
    return switch (itsFormat) {
      case HDF5 -> new ArrayFile(file, name, Hdf5File.arrays(configuration, file, name));
      case NPZ -> new ArrayFile(file, name, NpzFile.arrays(configuration, file, name));
      default ->
          throw BadInputException.at(one.given(), "labels in an HDF5 or npz file", "another file");
    };
  }

  /** A file and its arrays. */
  private record ArrayFile(SourceFile file, String name, List<StoredArray> arrays) {

    /** The array of this name. */
    StoredArray named(String wanted) {
      String plain = wanted.startsWith("/") ? wanted.substring(1) : wanted;
      return arrays.stream()
          .filter(array -> array.name().equals(plain))
          .findFirst()
          .orElseThrow(
              () ->
                  BadInputException.at(
                      name, "an array named " + BadInputException.quote(plain), list()));
    }

    /** The only array that can be features. */
    StoredArray onlyFeatures() {
      List<StoredArray> wide = arrays.stream().filter(array -> array.shape().size() != 1).toList();
      List<StoredArray> readable = wide.stream().filter(StoredArray::isReadable).toList();
      if (readable.size() == 1) {
        return readable.get(0);
      }
      if (readable.isEmpty() && wide.size() == 1) {
        return wide.get(0); // the caller says why it cannot be read
      }
      throw BadInputException.at(
          name, "one array of two or more dimensions (or the name of one, FILE#NAME)", list());
    }

    StoredArray onlyLabels(long rows) {
      return columnOf(rows, arrays)
          .orElseThrow(
              () ->
                  BadInputException.at(
                      name, "one array of " + rows + " labels (or its name, FILE#NAME)", list()));
    }

    /**
     * The labels for an array: the array of its name with y for x, otherwise the only one as long.
     */
    Optional<StoredArray> labelsOf(StoredArray features) {
      long rows = features.shape().get(0);
      List<String> names =
          List.of(
              features.name().replaceFirst("(?<![A-Za-z])x(?![A-Za-z])", "y"),
              features.name().replaceFirst("(?<![A-Za-z])X(?![A-Za-z])", "y"),
              features.name().replaceFirst("(?<![A-Za-z])X(?![A-Za-z])", "Y"));
      return arrays.stream()
          .filter(array -> !array.equals(features) && names.contains(array.name()))
          .filter(array -> array.isColumn() && array.shape().get(0) == rows)
          .findFirst()
          .or(
              () ->
                  columnOf(
                      rows, arrays.stream().filter(array -> !array.equals(features)).toList()));
    }

    private static Optional<StoredArray> columnOf(long rows, List<StoredArray> among) {
      List<StoredArray> found =
          among.stream()
              .filter(array -> array.isReadable() && array.isColumn())
              .filter(array -> array.shape().get(0) == rows)
              .toList();
      return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The arrays, for messages. */
    String list() {
      String shown =
          arrays.stream().limit(SHOWN).map(StoredArray::words).collect(Collectors.joining(", "));
      return arrays.isEmpty()
          ? "no array"
          : arrays.size() > SHOWN ? shown + ", ... (" + arrays.size() + " in all)" : shown;
    }
  }
}
