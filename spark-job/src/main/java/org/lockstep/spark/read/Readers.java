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
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.SourceFinder;
import org.lockstep.spark.read.text.CsvReader;
import org.lockstep.spark.read.text.CsvText;
import org.lockstep.spark.read.text.EmbeddedData;
import org.lockstep.spark.read.text.GeneratedData;
import org.lockstep.spark.read.text.LibsvmReader;
import org.lockstep.spark.table.Table;

/** Opens data of any format. */
public final class Readers {
  private Readers() {}

  /** Whether a path names data of our own rather than on a file system. */
  public static boolean isBuiltIn(String path) {
    return EmbeddedData.isNamedBy(path) || GeneratedData.isNamedBy(path);
  }

  /**
   * Finds the files, tells their format, checks every value and indexes the rows.
   *
   * @param expected the input of the training data or of a model, to which this data must conform
   * @throws BadInputException one line naming the first bad place
   */
  public static Table read(
      SparkSession spark, ReadOptions options, Optional<InputSchema> expected) {
    return options.rows().of(readAll(spark, options, expected), options.path());
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
    Source source =
        options.format().equals(Optional.of(Format.IMAGES))
            ? finder.findImages(options.path())
            : finder.find(options.path());
    Format format = FormatFinder.find(configuration, source, options.format());
    boolean hasLabelsApart = format == Format.IDX || format == Format.HDF5 || format == Format.NPZ;
    if (options.labels().isPresent() && !hasLabelsApart) {
      throw BadInputException.at(
          options.path(),
          "IDX images, or an array of HDF5 or npz, to go with the labels in "
              + options.labels().get(),
          Words.of(format));
    }
    if (options.imageSize().isPresent() && format != Format.IMAGES) {
      throw BadInputException.at(
          options.path(),
          "images to bring to the size " + options.imageSize().get(),
          Words.of(format));
    }
    boolean hasParts = format == Format.HDF5 || format == Format.NPZ || format == Format.IMAGES;
    if (source.part().isPresent() && !hasParts) {
      throw BadInputException.at(
          options.path(),
          "a file of several parts (hdf5, npz, or a zip of images) before #",
          Words.of(format));
    }
    try {
      return switch (format) {
        case CSV ->
            new CsvReader(spark, new CsvText.InFiles(spark, configuration, source), options)
                .read(expected);
        case IDX -> new IdxReader(spark, configuration, source, options).read(expected);
        case CIFAR10 -> new Cifar10Reader(spark, configuration, source, options).read(expected);
        case LIBSVM ->
            new LibsvmReader(spark, new CsvText.InFiles(spark, configuration, source), options)
                .read(expected);
        case HDF5, NPZ ->
            new ArrayReader(spark, configuration, source, format, options).read(expected);
        case PARQUET -> new FrameReader(spark, configuration, source, options).read(expected);
        case IMAGES -> new ImagesReader(spark, configuration, source, options).read(expected);
      };
    } catch (Exception e) {
      throw InputErrors.unwrap(e);
    }
  }
}
