package org.lockstep.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.bench.data.Idx;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.model.blas.BlasChoice;

/**
 * MLlib's {@code MultilayerPerceptronClassifier}: the same rows, pixels in [0, 1], in as many
 * cached partitions as there are cores, over the BLAS that Lockstep computes with.
 *
 * <pre>
 *   passes   IMAGES LABELS LAYERS BLOCK PASSES                 seconds of one pass over the rows
 *   accuracy IMAGES LABELS LAYERS BLOCK ITERATIONS IMAGES LABELS    seconds of training, accuracy
 * </pre>
 */
public final class MllibPeer {
  private MllibPeer() {}

  /** Prints the results of one of the two measurements. */
  public static void main(String[] args) throws IOException, TimeoutException {
    // Before MLlib loads netlib: the choice tells netlib which library to load.
    Results.print("blas", BlasChoice.AUTO.select("in this JVM").text());
    SparkSession spark = SparkSession.builder().appName("MLlib").getOrCreate();
    try {
      ImageFiles files = new ImageFiles(Path.of(args[1]), Path.of(args[2]));
      Dataset<Row> train = cached(spark, files);
      int[] layers = Arrays.stream(args[3].split(",", -1)).mapToInt(Integer::parseInt).toArray();
      int block = Integer.parseInt(args[4]);
      int count = Integer.parseInt(args[5]);
      if (args[0].equals("passes")) {
        passes(spark, train, layers, block, count);
      } else {
        accuracy(
            train,
            cached(spark, new ImageFiles(Path.of(args[6]), Path.of(args[7]))),
            layers,
            block,
            count);
      }
    } finally {
      spark.stop();
    }
  }

  /**
   * Gradient descent passes over the rows once per iteration, in one Spark job. A pass is the time
   * from the end of one such job to the end of the next, so it includes MLlib's update. The other
   * costs of a fit, such as stacking rows into blocks, come before the first.
   */
  private static void passes(
      SparkSession spark, Dataset<Row> train, int[] layers, int block, int count)
      throws TimeoutException {
    MultilayerPerceptronClassifier trainer = trainer(layers, block).setSolver("gd");
    trainer.setMaxIter(1).fit(train); // warms up
    JobEnds ends = new JobEnds();
    spark.sparkContext().addSparkListener(ends);
    trainer.setMaxIter(1 + count).fit(train);
    spark.sparkContext().listenerBus().waitUntilEmpty(); // events arrive late, on another thread
    Results.print("pass_seconds", Stats.median(ends.lastSeconds(count)));
  }

  private static void accuracy(
      Dataset<Row> train, Dataset<Row> test, int[] layers, int block, int iterations) {
    MultilayerPerceptronClassifier trainer = trainer(layers, block).setMaxIter(iterations);
    long start = System.nanoTime();
    MultilayerPerceptronClassificationModel model = trainer.fit(train);
    Results.print("seconds", (System.nanoTime() - start) / 1e9);
    Results.print(
        "accuracy",
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(test)));
  }

  private static MultilayerPerceptronClassifier trainer(int[] layers, int block) {
    return new MultilayerPerceptronClassifier()
        .setLayers(layers)
        .setBlockSize(block)
        .setSeed(1)
        .setTol(0); // as many iterations as requested
  }

  /** Each partition reads its rows from the file; the driver sends none. */
  static Dataset<Row> cached(SparkSession spark, ImageFiles files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int parts = context.defaultParallelism();
    String images = files.images().toString();
    String labels = files.labels().toString();
    List<Integer> numbers = IntStream.range(0, parts).boxed().toList();
    StructType type =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    Dataset<Row> rows =
        spark
            .createDataFrame(
                context
                    .parallelize(numbers, parts)
                    .flatMap(part -> rows(images, labels, part, parts)),
                type)
            .cache();
    rows.count();
    return rows;
  }

  private static Iterator<Row> rows(String images, String labels, int part, int parts)
      throws IOException {
    Idx data = Idx.read(new ImageFiles(Path.of(images), Path.of(labels)));
    int from = (int) ((long) data.rows() * part / parts);
    int to = (int) ((long) data.rows() * (part + 1) / parts);
    return IntStream.range(from, to).mapToObj(i -> row(data, i)).iterator();
  }

  private static Row row(Idx data, int i) {
    byte[] image = data.image(i);
    double[] x = new double[image.length];
    Arrays.setAll(x, j -> (image[j] & 0xff) / 255.0);
    return RowFactory.create((double) data.label(i), Vectors.dense(x));
  }

  /** Records when Spark's jobs ended. */
  private static final class JobEnds extends SparkListener {
    private final List<Long> millis = new ArrayList<>();

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd end) {
      millis.add(end.time());
    }

    /** The last {@code count} times from one end to the next. */
    synchronized double[] lastSeconds(int count) {
      int last = millis.size() - 1;
      return IntStream.range(0, count)
          .mapToDouble(i -> (millis.get(last - i) - millis.get(last - i - 1)) / 1e3)
          .toArray();
    }
  }
}
