package org.lockstep.spark.read.text;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/** The text of a CSV source: in files, inside the jar, or made on the way. */
public sealed interface CsvText permits CsvText.InFiles, EmbeddedData, GeneratedData {

  /** The files, real or not. */
  Source source();

  /** Fails where the text cannot be unpacked. */
  void check();

  /** The first line of a file; {@code name} is for messages. */
  String firstLine(SourceFile file, String name) throws IOException;

  /** All lines, as {@link CsvLines#read} describes them. */
  JavaRDD<Row> lines();

  /** Text in files. */
  record InFiles(SparkSession spark, Configuration configuration, Source source)
      implements CsvText {
    @Override
    public void check() {
      CompressedText.check(spark, configuration, source);
    }

    @Override
    public String firstLine(SourceFile file, String name) throws IOException {
      return FileHead.firstLine(configuration, file, name, CsvLines.LONGEST);
    }

    @Override
    public JavaRDD<Row> lines() {
      return CsvLines.read(spark, source);
    }
  }
}
