package org.lockstep.spark.read.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.text.CompressedText;
import org.lockstep.spark.table.SourceFile;

/** Files that Spark reads. */
record FrameFiles(
    SparkSession spark,
    Configuration configuration,
    Source source,
    Format format,
    Map<String, String> given) {

  private static final String MULTI_LINE = "multiLine";
  private static final String MODE = "mode";
  private static final String CORRUPT = "columnNameOfCorruptRecord";
  private static final int HEAD_BYTES = 4096;

  FrameSource open() {
    if (format == Format.PARQUET) {
      for (SourceFile file : source.files()) {
        ParquetFooter.check(configuration, file, source.nameOf(file.path()));
      }
    }
    if (format == Format.AVRO) {
      ReaderPackage.AVRO.check(source.given());
    }
    DataFrameReader reader = spark.read().format(Words.of(format)).options(given);
    if (source.isPartitioned()) {
      reader = reader.option("basePath", source.qualifiedBase().toString());
    }
    return format == Format.JSON
        ? json(reader)
        : new FrameSource.Files(
            reader.load(source.sparkPaths()), source, Optional.empty(), Optional.empty());
  }

  /**
   * Adds a column for text that is not an object: otherwise Spark makes it a row without values.
   */
  private FrameSource json(DataFrameReader json) {
    CompressedText.check(spark, configuration, source);
    boolean isWhole =
        given.containsKey(MULTI_LINE)
            ? Boolean.parseBoolean(given.get(MULTI_LINE))
            : beginsWithArray();
    DataFrameReader reader =
        given.containsKey(MULTI_LINE) ? json : json.option(MULTI_LINE, isWhole);
    String corrupt =
        given.getOrDefault(CORRUPT, spark.conf().get("spark.sql." + CORRUPT, "_corrupt_record"));
    StructType schema = new StructType();
    for (StructField field : reader.load(source.sparkPaths()).schema().fields()) {
      schema = field.name().equals(corrupt) ? schema : schema.add(field);
    }
    if (schema.isEmpty()) {
      throw BadInputException.at(
          source.given(), "JSON objects, one a line or in an array", "something else");
    }
    boolean isTold = given.getOrDefault(MODE, "PERMISSIVE").equalsIgnoreCase("PERMISSIVE");
    return new FrameSource.Files(
        reader
            .schema(isTold ? schema.add(corrupt, DataTypes.StringType) : schema)
            .load(source.sparkPaths()),
        source,
        isTold ? Optional.of(corrupt) : Optional.empty(),
        isWhole ? Optional.empty() : Optional.of(new LinePlaces(configuration, source)));
  }

  private boolean beginsWithArray() {
    SourceFile file = source.files().get(0);
    try {
      byte[] head = FileHead.bytes(configuration, file, source.nameOf(file.path()), HEAD_BYTES);
      return new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").strip().startsWith("[");
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
  }
}
