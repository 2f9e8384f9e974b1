package org.lockstep.bench.peer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * Measures the rows per second of {@code transform} with a 784-100-10 network: arguments {@code
 * lockstep|mllib ROWS ROUNDS}. A function produces the vectors; its own speed is printed too.
 */
public final class TransformPeer {
  private static final int FEATURES = 784;
  private static final int VECTORS = 500;

  private TransformPeer() {}

  /** Prints rows per second. */
  public static void main(String[] args) throws Exception {
    int rows = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Peers.run(
        "transform",
        spark -> {
          Dataset<Row> frame = frame(spark, rows);
          Model<?> model = args[0].equals("lockstep") ? ours(frame) : theirs(frame);
          double[] scored = Peers.rounds(rounds, () -> Peers.toNothing(model.transform(frame)));
          Results.print("rows_per_second", rows / Stats.median(scored));
          double[] alone = Peers.rounds(rounds, () -> Peers.toNothing(frame));
          Results.print("rows_per_second_unscored", rows / Stats.median(alone));
        });
  }

  private static Model<?> ours(Dataset<Row> frame) {
    return new MlpClassifier().setHiddenLayers(100).setMaxIter(1).fit(frame.limit(2000));
  }

  private static Model<?> theirs(Dataset<Row> frame) {
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {FEATURES, 100, 10})
        .setMaxIter(1)
        .fit(frame.limit(2000));
  }

  private static Dataset<Row> frame(SparkSession spark, int rows) {
    Random random = new Random(1);
    Vector[] some =
        IntStream.range(0, VECTORS)
            .mapToObj(i -> Vectors.dense(random.doubles(FEATURES, -1, 1).toArray()))
            .toArray(Vector[]::new);
    UDF1<Long, Vector> vector = id -> some[(int) (id % VECTORS)];
    return spark
        .range(0, rows, 1, 8)
        .withColumn("features", udf(vector, SQLDataTypes.VectorType()).apply(col("id")))
        .withColumn("label", col("id").mod(10).cast("double"));
  }
}
