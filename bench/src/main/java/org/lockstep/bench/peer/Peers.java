package org.lockstep.bench.peer;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.bench.run.Results;
import org.lockstep.model.blas.BlasChoice;

/** Code shared by the peers that run in a Spark session. */
final class Peers {
  private Peers() {}

  /** The work of a peer in its session. */
  @FunctionalInterface
  interface Work {
    /** Measures and prints. */
    void on(SparkSession spark) throws Exception;
  }

  /** Runs the work in a session, after selecting the BLAS that everything here computes with. */
  static void run(String name, Work work) throws Exception {
    // Before MLlib loads netlib: the choice tells netlib which library to load.
    Results.print("blas", BlasChoice.AUTO.select("in this JVM").text());
    SparkSession spark = SparkSession.builder().appName(name).getOrCreate();
    try {
      work.on(spark);
    } finally {
      spark.stop();
    }
  }

  /** An action to time. */
  @FunctionalInterface
  interface Timed {
    /** Performs the action. */
    void run() throws Exception;
  }

  /** The seconds that an action takes. */
  static double seconds(Timed timed) throws Exception {
    long start = System.nanoTime();
    timed.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** The seconds of each round, after one round that warms up. */
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
