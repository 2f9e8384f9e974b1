package org.lockstep.bench.peer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.spark.ml.MlpClassifier;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/**
 * Measures the time before the first step of a fit on an uncached Parquet file of 28 columns:
 * arguments {@code lockstep|spark FILE ROWS ROUNDS}. Spark's side counts the same rows.
 */
public final class FirstStepPeer {
  private static final int COLUMNS = 28;

  private FirstStepPeer() {}

  /** Prints seconds. */
  public static void main(String[] args) throws Exception {
    int rows = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    Peers.run(
        "first step",
        spark -> {
          Dataset<Row> frame = frame(spark, args[1], rows);
          double[] seconds =
              args[0].equals("lockstep")
                  ? untilTheFirstStep(frame, rounds)
                  : Peers.rounds(rounds, () -> frame.select("*").rdd().count()); // planned afresh
          Results.print("seconds", Stats.median(seconds));
        });
  }

  private static double[] untilTheFirstStep(Dataset<Row> frame, int rounds) {
    return IntStream.rangeClosed(0, rounds)
        .mapToDouble(
            i -> {
              FirstStep first = new FirstStep();
              new MlpClassifier().setBatchSize(1000).setMaxSteps(1).addListener(first).fit(frame);
              return first.seconds;
            })
        .skip(1) // the first warms up
        .toArray();
  }

  /** The rows, written to the file if it does not exist: vectors of 28 columns, and a label. */
  static Dataset<Row> frame(SparkSession spark, String file, int rows) {
    String[] names = IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toArray(String[]::new);
    if (!Files.exists(Path.of(file))) {
      Column[] columns =
          IntStream.range(0, COLUMNS).mapToObj(j -> rand(j).as(names[j])).toArray(Column[]::new);
      spark
          .range(0, rows, 1, 8)
          .select(columns)
          .withColumn("label", col("x0").plus(col("x1")).gt(1).cast("double"))
          .write()
          .parquet(file);
    }
    return new VectorAssembler()
        .setInputCols(names)
        .setOutputCol("features")
        .transform(spark.read().parquet(file))
        .select("features", "label");
  }

  /** Measures the time from its creation to the end of the first step. */
  private static final class FirstStep implements EpochListener {
    private final long start = System.nanoTime();
    private double seconds;

    @Override
    public void onStep(long step) {
      if (seconds == 0) {
        seconds = (System.nanoTime() - start) / 1e9;
      }
    }

    @Override
    public void onEpoch(EpochReport report) {}
  }
}
