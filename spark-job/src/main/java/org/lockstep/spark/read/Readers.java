package org.lockstep.spark.read;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.frame.FrameReader;
import org.lockstep.spark.read.images.ImagesReader;
import org.lockstep.spark.read.items.Cifar10Reader;
import org.lockstep.spark.read.items.IdxReader;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.InputErrors;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.SourceFinder;
import org.lockstep.spark.read.text.CsvOptions;
import org.lockstep.spark.read.text.CsvReader;
import org.lockstep.spark.read.text.CsvText;
import org.lockstep.spark.read.text.EmbeddedData;
import org.lockstep.spark.read.text.GeneratedData;
import org.lockstep.spark.read.text.LibsvmReader;
import org.lockstep.spark.table.Table;

/** Opens data of any format. */
public final class Readers {
  private Readers() {}

  /** Whether a path names our own data rather than data on a file system. */
  public static boolean isBuiltIn(String path) {
    return EmbeddedData.isNamedBy(path) || GeneratedData.isNamedBy(path);
  }

  /** Whether data of this name is on a file system, as far as the name tells. */
  public static boolean isOnFiles(ReadOptions options) {
    return !isBuiltIn(options.path())
        && Format.ofScheme(options.path()).isEmpty()
        && options.form().format().filter(Format::isOfTables).isEmpty();
  }

  /**
   * Finds the files, detects their format, checks every value and indexes the rows.
   *
   * @param expected the input of the training data or of a model, to which this data must conform
   * @throws BadInputException with one line that names the first bad place
   */
  public static Table read(
      SparkSession spark, ReadOptions options, Optional<InputSchema> expected) {
    return options.rows().of(readAll(spark, options, expected), options.name());
  }

  private static Table readAll(
      SparkSession spark, ReadOptions options, Optional<InputSchema> expected) {
    if (EmbeddedData.isNamedBy(options.path())) {
      return new CsvReader(spark, EmbeddedData.of(spark, options.path()), options).read(expected);
    }
    if (GeneratedData.isNamedBy(options.path())) {
      return new CsvReader(spark, GeneratedData.of(spark, options.path()), options).read(expected);
    }
    Configuration configuration = spark.sessionState().newHadoopConf();
    SourceFinder finder = new SourceFinder(configuration);
    Optional<Format> tables = FormatFinder.ofTables(finder, options);
    if (tables.isPresent()) {
      refuseUnfit(tables.get(), options);
      return new FrameReader(spark, configuration, tables.get(), options).readTable(expected);
    }
    Source source =
        options.form().format().equals(Optional.of(Format.IMAGES))
            ? finder.findImages(options.path())
            : finder.find(options.path());
    Format format = FormatFinder.find(configuration, source, options.form().format());
    refuseUnfit(format, options);
    boolean hasParts = format == Format.HDF5 || format == Format.NPZ || format == Format.IMAGES;
    if (source.part().isPresent() && !hasParts) {
      throw BadInputException.at(
          options.name(),
          "a file of several parts (hdf5, npz, or a zip of images) before #",
          Words.of(format));
    }
    boolean isWholeTree = source.isPartitioned() && source.base().equals(source.given());
    boolean isText = format == Format.CSV || format == Format.TSV;
    if (isWholeTree && !format.isOfSparkFiles() && !isText && format != Format.IMAGES) {
      throw BadInputException.at(
          options.name(),
          "files in one directory (only csv, json, parquet, orc and avro are read from partitions)",
          Words.of(format) + " in directories that name columns");
    }
    try {
      return switch (format) {
        case CSV, TSV ->
            new CsvReader(
                    spark,
                    new CsvText.InFiles(spark, configuration, source),
                    CsvOptions.of(options, format))
                .read(expected);
        case IDX -> new IdxReader(spark, configuration, source, options).read(expected);
        case CIFAR10 -> new Cifar10Reader(spark, configuration, source, options).read(expected);
        case LIBSVM ->
            new LibsvmReader(spark, new CsvText.InFiles(spark, configuration, source), options)
                .read(expected);
        case HDF5, NPZ ->
            new ArrayReader(spark, configuration, source, format, options).read(expected);
        case JSON, PARQUET, ORC, AVRO ->
            new FrameReader(spark, configuration, format, options).readFiles(source, expected);
        case IMAGES -> new ImagesReader(spark, configuration, source, options).read(expected);
        case DELTA, ICEBERG, JDBC, TABLE, SQL -> throw new IllegalStateException(format.name());
      };
    } catch (Exception e) {
      throw InputErrors.unwrap(e);
    }
  }

  /** Fails if an option is given that the format does not use. */
  private static void refuseUnfit(Format format, ReadOptions options) {
    boolean hasLabelsApart = format == Format.IDX || format == Format.HDF5 || format == Format.NPZ;
    if (options.labels().isPresent() && !hasLabelsApart) {
      throw BadInputException.at(
          options.name(),
          "IDX images, or an array of HDF5 or npz, to go with the labels in "
              + options.labels().get(),
          Words.of(format));
    }
    if (options.form().imageSize().isPresent() && format != Format.IMAGES) {
      throw BadInputException.at(
          options.name(),
          "images to resize to " + options.form().imageSize().get(),
          Words.of(format));
    }
    boolean isOfSpark = format.isOfSparkFiles() || format.isOfTables();
    boolean isText = format == Format.CSV || format == Format.TSV;
    if (!options.form().reader().given().isEmpty() && !isOfSpark && !isText) {
      throw BadInputException.at(
          ReadingSettings.READ_OPTION + "",
          "a format that Spark reads",
          Words.of(format) + " in " + options.name());
    }
  }
}
