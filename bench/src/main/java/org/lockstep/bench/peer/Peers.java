package org.lockstep.bench.peer;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.bench.run.Results;
import org.lockstep.model.blas.BlasChoice;

/** What peers that run in a session of Spark share. */
final class Peers {
  private Peers() {}

  /** What a peer does with its session. */
  @FunctionalInterface
  interface Work {
    /** Measures, and tells. */
    void on(SparkSession spark) throws Exception;
  }

  /** Works in a session, after the BLAS was chosen that all here compute with. */
  static void run(String name, Work work) throws Exception {
    // Before MLlib touches netlib: the choice tells netlib which library to load.
    Results.tell("blas", BlasChoice.AUTO.select("in this JVM").text());
    SparkSession spark = SparkSession.builder().appName(name).getOrCreate();
    try {
      work.on(spark);
    } finally {
      spark.stop();
    }
  }

  /** Something that takes time. */
  @FunctionalInterface
  interface Timed {
    /** Does it. */
    void run() throws Exception;
  }

  /** Seconds that something takes. */
  static double seconds(Timed timed) throws Exception {
    long start = System.nanoTime();
    timed.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds of each of some rounds, after one that warms up. */
  static double[] rounds(int rounds, Timed timed) throws Exception {
    timed.run();
    double[] seconds = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      seconds[i] = seconds(timed);
    }
    return seconds;
  }

  /** Computes all columns of all rows, and drops them. */
  static void toNothing(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }
}
