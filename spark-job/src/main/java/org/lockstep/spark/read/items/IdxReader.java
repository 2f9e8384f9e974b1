package org.lockstep.spark.read.items;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
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
 * Reads IDX: a file of images (any numbers of two or more dimensions) and one of labels, each plain
 * or gzipped. Unsigned bytes stay bytes. The driver reads the headers only; tasks read ranges of
 * items, a gzipped file in one task.
 */
public final class IdxReader {
  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final ReadOptions options;

  public IdxReader(
      SparkSession spark, Configuration configuration, Source source, ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.options = options;
  }

  public Table read(Optional<InputSchema> expected) {
    ItemColumns.refuse(options, source.given(), "IDX files");
    IdxFile images = open(source);
    if (images.header().itemShape().isEmpty()) {
      throw BadInputException.at(
          images.name(), "images of at least two dimensions", "one dimension: are these labels?");
    }
    int width = images.header().itemSize();
    expected.ifPresent(schema -> Widths.check(schema, width, images.name()));
    Optional<IdxFile> labels = labels(images);
    List<SourceFile> files = new ArrayList<>(List.of(images.file()));
    labels.ifPresent(file -> files.add(file.file()));
    ItemTable.Part part =
        new ItemTable.Part(images.items(), labels.map(IdxFile::items).stream().toList(), 0);
    return new ItemTable(spark, configuration, List.of(part), List.of())
        .table(expected.orElseGet(() -> schema(images.header())), source.given(), files);
  }

  static InputSchema schema(IdxHeader header) {
    List<Integer> shape = header.itemShape();
    return new InputSchema(
        List.of(
            shape.size() == 2
                ? InputColumn.image("pixels", ImageShape.gray(shape.get(0), shape.get(1)))
                : InputColumn.vector("pixels", header.itemSize())));
  }

  private IdxFile open(Source one) {
    if (one.files().size() > 1) {
      throw BadInputException.at(one.given(), "one IDX file", one.files().size() + " files");
    }
    return IdxFile.open(configuration, one.files().get(0), one.firstName());
  }

  private Optional<IdxFile> labels(IdxFile images) {
    Optional<String> path = options.labels().or(this::sibling);
    if (path.isEmpty()) {
      if (options.roles().targetUse() == TargetUse.REQUIRED) {
        throw BadInputException.at(
            images.name(),
            "a file of labels next to it (or set " + ReadingSettings.LABELS + ")",
            "none");
      }
      return Optional.empty();
    }
    IdxFile labels = open(new SourceFinder(configuration).find(path.get()));
    IdxHeader header = labels.header();
    if (header.itemSize() != 1) {
      throw BadInputException.at(
          labels.name(), "one number per label", header.itemSize() + " numbers: are these images?");
    }
    if (header.items() != images.header().items()) {
      throw BadInputException.at(
          labels.name(),
          images.header().items() + " labels, one for each item of " + images.name(),
          Long.toString(header.items()));
    }
    return Optional.of(labels);
  }

  /**
   * Finds the labels by MNIST's naming: {@code x-images-idx3-ubyte} has its labels in {@code
   * x-labels-idx1-ubyte}.
   */
  private Optional<String> sibling() {
    int slash = source.given().lastIndexOf('/') + 1;
    String name = source.given().substring(slash);
    String labels = name.replaceFirst("images([-.])idx\\d+", "labels$1idx1");
    if (labels.equals(name)) {
      return Optional.empty();
    }
    String path = source.given().substring(0, slash) + labels;
    String other = path.endsWith(".gz") ? path.substring(0, path.length() - 3) : path + ".gz";
    SourceFinder finder = new SourceFinder(configuration);
    return finder.isFile(path)
        ? Optional.of(path)
        : finder.isFile(other) ? Optional.of(other) : Optional.empty();
  }
}
