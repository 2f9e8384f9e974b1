package org.lockstep.spark.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;

/**
 * Reads IDX: a file of images (any numbers of two or more dimensions) and one of labels, each plain
 * or gzipped. Unsigned bytes stay bytes. The driver reads the headers only; tasks read ranges of
 * items, a gzipped file in one task.
 */
final class IdxReader {
  private final JavaSparkContext context;
  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final ReadOptions options;

  IdxReader(SparkSession spark, Configuration configuration, Source source, ReadOptions options) {
    this.context = new JavaSparkContext(spark.sparkContext());
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.options = options;
  }

  Table read(Optional<InputSchema> expected) {
    refuseColumns();
    IdxFile images = open(source);
    if (images.header().dimensions() < 2) {
      throw BadInputException.at(
          images.name(), "images of at least two dimensions", "one dimension: are these labels?");
    }
    int width = images.header().itemSize();
    expected.ifPresent(schema -> Widths.check(schema, width, images.name()));
    Optional<IdxFile> labels = labels(images);
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(configuration));
    IdxCheck.check(context, shared, images);
    labels.ifPresent(file -> IdxCheck.check(context, shared, file));

    List<IdxRange> ranges = IdxRange.of(images.header(), images.gzip());
    JavaRDD<Row> rows =
        context.parallelize(ranges, ranges.size()).flatMap(new IdxRows(shared, images, labels));
    IdxFile named = labels.orElse(images);
    List<SourceFile> files = new ArrayList<>(List.of(images.file()));
    labels.ifPresent(file -> files.add(file.file()));
    return new Table(
        spark.createDataFrame(rows, schema(images, labels)),
        images.header().items(),
        expected.orElseGet(() -> new InputSchema(List.of(InputColumn.vector("pixels", width)))),
        labels.isPresent() ? List.of("label") : List.of(),
        false,
        row -> named.name() + ":item " + (row + 1),
        files);
  }

  private void refuseColumns() {
    if (options.weight().isPresent()) {
      throw BadInputException.at(
          source.given(),
          "no weight column, which IDX files do not have",
          BadInputException.quote(options.weight().get()));
    }
    boolean ours = options.target().isEmpty() || options.target().equals(List.of("label"));
    if (!ours && options.targetUse() == TargetUse.REQUIRED) {
      throw BadInputException.at(
          source.given(),
          "a file of labels as the target of IDX images",
          Roles.list(options.target()));
    }
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
      if (options.targetUse() == TargetUse.REQUIRED) {
        throw BadInputException.at(
            images.name(), "a file of labels beside it (say --labels)", "none");
      }
      return Optional.empty();
    }
    IdxFile labels = open(new SourceFinder(configuration).find(path.get()));
    IdxHeader header = labels.header();
    if (header.itemSize() != 1) {
      throw BadInputException.at(
          labels.name(), "one number a label", header.itemSize() + " numbers: are these images?");
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
   * MNIST's way of naming: {@code x-images-idx3-ubyte} has its labels in {@code
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

  private static StructType schema(IdxFile images, Optional<IdxFile> labels) {
    boolean asBytes = images.header().type() == IdxType.UNSIGNED_BYTE;
    List<StructField> fields = new ArrayList<>();
    fields.add(DataTypes.createStructField(Table.ROW, DataTypes.LongType, false));
    fields.add(
        DataTypes.createStructField(
            Table.FEATURES, asBytes ? DataTypes.BinaryType : SQLDataTypes.VectorType(), false));
    if (labels.isPresent()) {
      fields.add(DataTypes.createStructField(Table.TARGET, DataTypes.DoubleType, false));
    }
    return DataTypes.createStructType(fields);
  }
}
