package org.lockstep.spark.read.frame;

import org.lockstep.model.error.BadInputException;

/** A format that Spark reads only with an additional package. */
enum ReaderPackage {
  /** Avro. */
  AVRO(
      "org.apache.spark.sql.v2.avro.AvroDataSourceV2", "org.apache.spark:spark-avro_2.13:%1$s", ""),
  /** Delta Lake. */
  DELTA(
      "org.apache.spark.sql.delta.sources.DeltaDataSource",
      "io.delta:delta-spark_2.13:4.0.0",
      ", for Spark 4.0"),
  /** Iceberg. */
  ICEBERG(
      "org.apache.iceberg.spark.source.IcebergSource",
      "org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.10.0",
      ", for Spark 4.0");

  private final String type;
  private final String coordinates;
  private final String note;

  ReaderPackage(String type, String coordinates, String note) {
    this.type = type;
    this.coordinates = coordinates;
    this.note = note;
  }

  /**
   * Fails if the package is not on the class path.
   *
   * @param place the data to read
   */
  void check(String place) {
    check(place, Thread.currentThread().getContextClassLoader());
  }

  /** Whether a class is on the class path, which includes added packages. */
  static boolean isThere(String type) {
    return isThere(type, Thread.currentThread().getContextClassLoader());
  }

  private static boolean isThere(String type, ClassLoader loader) {
    try {
      Class.forName(type, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  void check(String place, ClassLoader loader) {
    if (!isThere(type, loader)) {
      String version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
      throw BadInputException.at(
          place,
          "the Spark package that reads it (--packages "
              + String.format(java.util.Locale.ROOT, coordinates, version)
              + " before the command"
              + (version.startsWith("4.0.") ? "" : note)
              + ")",
          "none on the class path");
    }
  }
}
