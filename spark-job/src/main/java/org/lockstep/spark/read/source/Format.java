package org.lockstep.spark.read.source;

import java.util.Arrays;
import java.util.Optional;
import org.lockstep.model.text.Words;

/** The formats a user can name. */
public enum Format {
  /** Text with fields separated by commas, or by the separator that is detected. */
  CSV,
  /** Text with fields separated by tabs. */
  TSV,
  /** One object per line, or an array of objects. */
  JSON,
  /** Parquet: a vector column, or columns of numbers and text. */
  PARQUET,
  /** ORC. */
  ORC,
  /** Avro. */
  AVRO,
  /** A Delta Lake table, given by its directory. */
  DELTA,
  /** An Iceberg table, given by its directory. */
  ICEBERG,
  /** A table or a query of a database, given by the URL of its driver. */
  JDBC,
  /** A table of Spark's catalogs, given by name. */
  TABLE,
  /** A query of Spark SQL. */
  SQL,
  /** The layout of MNIST's files: images and labels, plain or gzipped. */
  IDX,
  /** Sparse text, {@code label index:value ...}. */
  LIBSVM,
  /** CIFAR-10's binary batches. */
  CIFAR10,
  /** HDF5's data sets. */
  HDF5,
  /** NumPy's arrays, zipped or one alone. */
  NPZ,
  /** A folder, or a zip archive, of images by class. */
  IMAGES;

  /** Whether Spark's own readers read its files. */
  public boolean isOfSparkFiles() {
    return this == JSON || this == PARQUET || this == ORC || this == AVRO;
  }

  /** Whether Spark reads it and we look for no files. */
  public boolean isOfTables() {
    return this == DELTA || this == ICEBERG || hasScheme();
  }

  private boolean hasScheme() {
    return this == JDBC || this == TABLE || this == SQL;
  }

  /** The format that a path names before its first colon: {@code table:db.name}. */
  public static Optional<Format> ofScheme(String path) {
    return Arrays.stream(values())
        .filter(format -> format.hasScheme() && path.startsWith(Words.of(format) + ":"))
        .findFirst();
  }
}
