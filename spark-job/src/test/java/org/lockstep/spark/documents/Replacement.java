package org.lockstep.spark.documents;

import java.util.List;

/**
 * A part of the examples that would take too long, or needs what no machine of a test has.
 *
 * @param shown the text in the documents
 * @param run what runs in its place
 * @param reason why
 */
record Replacement(String shown, String run, String reason) {
  static final List<Replacement> ALL =
      List.of(
          new Replacement("--epochs 20000", "--epochs 20", "20,000 epochs take a minute"),
          new Replacement("--rows 10000000", "--rows 20000", "2 GB of rows take minutes"),
          new Replacement("--minutes 10", "--minutes 0.2", "a search uses all of its minutes"),
          new Replacement("hdfs://namenode/", "hdfs/", "HdfsIT reads and writes HDFS"),
          new Replacement("hdfs:///", "hdfs/", "HdfsIT reads and writes HDFS"),
          new Replacement("s3a://", "s3a/", "no test has an object store"),
          new Replacement(
              "jdbc:postgresql://db/sales", "jdbc:h2:./db", "H2 answers in PostgreSQL's place"));

  /** The text as it runs. */
  static String apply(String text) {
    String replaced = text;
    for (Replacement replacement : ALL) {
      replaced = replaced.replace(replacement.shown, replacement.run);
    }
    return replaced;
  }
}
