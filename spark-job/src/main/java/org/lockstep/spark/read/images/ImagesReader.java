package org.lockstep.spark.read.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.ImageSize;
import org.lockstep.spark.read.source.ItemColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.read.source.Widths;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.Origin;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TargetColumns;
import scala.Tuple2;

/**
 * Reads images, whose classes are the names of their folders. The first image decides whether rows
 * are gray or in colour and, if no size is requested, the size that all must have. The driver lists
 * files; tasks decode them, once to check each and once for its row.
 */
public final class ImagesReader {
  private static final String LABEL = "label";
  private static final String IMAGE = "image";
  private static final long TASK_BYTES = 8 << 20;
  private static final int TASK_IMAGES = 4096;
  private static final int MOST_FILES = 100;

  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final ReadOptions options;

  public ImagesReader(
      SparkSession spark, Configuration configuration, Source source, ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.options = options;
  }

  public Table read(Optional<InputSchema> expected) {
    ItemColumns.refuse(options, source.given(), "images");
    List<ImageFile> images = ImageFiles.of(configuration, source);
    boolean hasLabels = checkLabels(images);
    ImageShape shape = expected.flatMap(this::shapeOf).orElseGet(() -> shapeOf(images.get(0)));
    expected.ifPresent(schema -> Widths.check(schema, shape.length(), images.get(0).name()));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(configuration));
    Decoding decoding = new Decoding(shared, shape, options.form().imageSize().isPresent());
    JavaRDD<Tuple2<Long, ImageFile>> indexed =
        context.parallelize(
            IntStream.range(0, images.size())
                .mapToObj(i -> new Tuple2<>((long) i, images.get(i)))
                .toList(),
            tasks(images));
    List<Finding> findings = indexed.mapPartitions(decoding::firstFinding).collect();
    if (!findings.isEmpty()) { // in the order of the images
      Finding first = findings.get(0);
      throw first.at(images.get((int) first.position).name());
    }
    return new Table(
        rows(indexed, decoding, hasLabels),
        images.size(),
        expected.orElseGet(() -> new InputSchema(List.of(InputColumn.image("pixels", shape)))),
        new TargetColumns(
            hasLabels ? List.of(LABEL) : List.of(), source.given() + (hasLabels ? ":folders" : "")),
        false,
        new Origin(row -> images.get(Math.toIntExact(row)).name(), files()));
  }

  /**
   * Makes pixels a function of a column, so that a job that only looks at labels decodes nothing.
   */
  private Dataset<Row> rows(
      JavaRDD<Tuple2<Long, ImageFile>> indexed, Decoding decoding, boolean hasLabels) {
    StructType schema =
        new StructType()
            .add(Table.ROW, DataTypes.LongType, false)
            .add(IMAGE, ImageFile.TYPE, false)
            .add(Table.TARGET, DataTypes.StringType, false);
    JavaRDD<Row> rows =
        indexed.map(image -> RowFactory.create(image._1(), image._2().toRow(), image._2().label()));
    Dataset<Row> whole =
        spark
            .createDataFrame(rows, schema)
            .select(
                functions.col(Table.ROW),
                functions
                    .udf(decoding, DataTypes.BinaryType)
                    .apply(functions.col(IMAGE))
                    .as(Table.FEATURES),
                functions.col(Table.TARGET));
    return hasLabels ? whole : whole.drop(Table.TARGET);
  }

  /** The files or, if there are many, one entry for all of them: one line in a run's record. */
  private List<SourceFile> files() {
    List<SourceFile> files = source.files();
    return files.size() <= MOST_FILES
        ? files
        : List.of(
            new SourceFile(
                source.qualifiedBase().toString(),
                files.stream().mapToLong(SourceFile::length).sum(),
                files.stream().mapToLong(SourceFile::modified).max().orElse(0)));
  }

  /** Whether every image has a class; fails if one has none and a class is required. */
  private boolean checkLabels(List<ImageFile> images) {
    Optional<ImageFile> without = images.stream().filter(i -> i.label().isEmpty()).findFirst();
    if (without.isPresent() && options.roles().targetUse() == TargetUse.REQUIRED) {
      throw BadInputException.at(
          without.get().name(),
          "images in a folder for each class below " + source.given() + ", as in cat/1.jpg",
          "one in no folder");
    }
    return without.isEmpty();
  }

  /** The requested size, otherwise the model's, with the model's channels. */
  private Optional<ImageShape> shapeOf(InputSchema schema) {
    return schema.columns().stream()
        .flatMap(
            column ->
                column instanceof VectorColumn vector
                    ? vector.image().stream()
                    : Stream.<ImageShape>empty())
        .findFirst()
        .map(image -> shape(options.form().imageSize().orElse(sizeOf(image)), image.channels()));
  }

  private static ImageSize sizeOf(ImageShape image) {
    return new ImageSize(image.width(), image.height());
  }

  private ImageShape shapeOf(ImageFile first) {
    try (ImageContents contents = new ImageContents(configuration)) {
      Pixels pixels = ImageDecoder.decode(contents.read(first));
      ImageSize own = new ImageSize(pixels.width(), pixels.height());
      return shape(options.form().imageSize().orElse(own), pixels.channels());
    } catch (UnfitImageException e) {
      throw BadInputException.at(first.name(), e.expected(), e.found(), e);
    } catch (IOException e) {
      throw FileErrors.explain(first.name(), e);
    }
  }

  private static ImageShape shape(ImageSize size, int channels) {
    return channels == 1
        ? ImageShape.gray(size.height(), size.width())
        : new ImageShape(size.height(), size.width(), channels, ImageShape.Layout.INTERLEAVED);
  }

  private static int tasks(List<ImageFile> images) {
    long bytes = images.stream().mapToLong(ImageFile::packedBytes).sum();
    return (int) Math.max(1 + bytes / TASK_BYTES, 1 + images.size() / TASK_IMAGES);
  }

  /** Decodes images in tasks. */
  private static final class Decoding implements UDF1<Row, byte[]> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SerializableConfiguration> configuration;
    private final int height;
    private final int width;
    private final int channels;
    private final boolean isResized;
    private transient ImageContents open;

    Decoding(
        Broadcast<SerializableConfiguration> configuration, ImageShape shape, boolean isResized) {
      this.configuration = configuration;
      this.height = shape.height();
      this.width = shape.width();
      this.channels = shape.channels();
      this.isResized = isResized;
    }

    private byte[] decode(ImageContents contents, ImageFile image)
        throws IOException, UnfitImageException {
      ImageShape shape = shape(new ImageSize(width, height), channels);
      return ImageDecoder.decode(contents.read(image), shape, isResized);
    }

    Iterator<Finding> firstFinding(Iterator<Tuple2<Long, ImageFile>> images) throws IOException {
      List<Finding> found = new ArrayList<>();
      try (ImageContents contents = new ImageContents(configuration.value().value())) {
        while (images.hasNext() && found.isEmpty()) {
          Tuple2<Long, ImageFile> next = images.next();
          try {
            decode(contents, next._2());
          } catch (UnfitImageException e) {
            found.add(new Finding(next._1(), e.expected(), e.found()));
          }
        }
      }
      return found.iterator();
    }

    /**
     * Returns the pixels of an image that was found fit. Each task has its own copy of this object.
     */
    @Override
    public byte[] call(Row row) throws IOException {
      if (open == null) {
        ImageContents contents = new ImageContents(configuration.value().value());
        TaskContext.get()
            .addTaskCompletionListener((TaskCompletionListener) context -> close(contents));
        open = contents;
      }
      ImageFile image = ImageFile.of(row);
      try {
        return decode(open, image);
      } catch (UnfitImageException e) { // it was fit when it was checked
        throw BadInputException.at(image.name(), e.expected(), e.found(), e);
      }
    }

    private static void close(ImageContents contents) {
      try {
        contents.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
