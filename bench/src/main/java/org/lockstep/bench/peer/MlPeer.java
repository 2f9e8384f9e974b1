package org.lockstep.bench.peer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.bench.data.Idx;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.spark.ml.MlpClassifier;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/**
 * The estimators of Spark ML: ours, and MLlib's over the same BLAS.
 *
 * <pre>
 *   transform  WHO ROWS ROUNDS                     rows per second of scoring
 *   accuracy   WHO IMAGES LABELS IMAGES LABELS     seconds of a fit on cached rows, and its accuracy
 *   first-step WHO FILE ROWS ROUNDS                seconds up to the first step, or of a count
 * </pre>
 *
 * WHO is lockstep or mllib; of first-step lockstep or spark.
 */
public final class MlPeer {
  private static final int FEATURES = 784;
  private static final int COLUMNS = 28;
  private static final int MLLIB_ITERATIONS = 95; // the fewest that reach 97 %; see AccuracyRow
  private static final String LOCKSTEP = "lockstep";

  private MlPeer() {}

  /** Tells the results of one of the measurements. */
  public static void main(String[] args) throws IOException {
    // Before MLlib touches netlib: the choice tells netlib which library to load.
    Results.tell("blas", BlasChoice.AUTO.select("in this JVM").identity().text());
    SparkSession spark = SparkSession.builder().appName("Spark ML").getOrCreate();
    try {
      boolean isOurs = args[1].equals(LOCKSTEP);
      switch (args[0]) {
        case "transform" ->
            transform(spark, isOurs, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        case "accuracy" ->
            accuracy(
                isOurs,
                cached(spark, new ImageFiles(Path.of(args[2]), Path.of(args[3]))),
                cached(spark, new ImageFiles(Path.of(args[4]), Path.of(args[5]))));
        default -> firstStep(spark, isOurs, args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
      }
    } finally {
      spark.stop();
    }
  }

  // --- Scoring -----------------------------------------------------------------------------------

  /** Vectors that cost next to nothing to come by, scored with all columns, into nothing. */
  private static void transform(SparkSession spark, boolean isOurs, int rows, int rounds) {
    int parts = JavaSparkContext.fromSparkContext(spark.sparkContext()).defaultParallelism();
    Vector[] some = vectors(Idx.random(500, 1));
    UDF1<Long, Vector> vector = id -> some[(int) (id % some.length)];
    Dataset<Row> frame =
        spark
            .range(0, rows, 1, 4 * parts)
            .withColumn("features", udf(vector, SQLDataTypes.VectorType()).apply(col("id")))
            .withColumn("label", col("id").mod(10).cast("double"));
    Model<?> model =
        isOurs
            ? new MlpClassifier().setHiddenLayers(100).setMaxIter(1).fit(frame.limit(2000))
            : new MultilayerPerceptronClassifier()
                .setLayers(new int[] {FEATURES, 100, 10})
                .setMaxIter(1)
                .fit(frame.limit(2000));
    toNothing(model.transform(frame.limit(rows / 4))); // warms up
    double[] seconds =
        IntStream.range(0, rounds).mapToDouble(i -> toNothing(model.transform(frame))).toArray();
    Results.tell("rows_per_second", rows / Stats.median(seconds));
    double[] alone = IntStream.range(0, rounds).mapToDouble(i -> toNothing(frame)).toArray();
    Results.tell("rows_per_second_unscored", rows / Stats.median(alone));
  }

  private static Vector[] vectors(Idx images) {
    return IntStream.range(0, images.rows())
        .mapToObj(i -> vector(images.image(i)))
        .toArray(Vector[]::new);
  }

  private static double toNothing(Dataset<Row> rows) {
    long start = System.nanoTime();
    rows.write().format("noop").mode("overwrite").save();
    return (System.nanoTime() - start) / 1e9;
  }

  // --- Training ----------------------------------------------------------------------------------

  private static void accuracy(boolean isOurs, Dataset<Row> train, Dataset<Row> test) {
    long start = System.nanoTime();
    Model<?> model = isOurs ? ours().fit(train) : theirs().fit(train);
    Results.tell("seconds", (System.nanoTime() - start) / 1e9);
    Results.tell(
        "accuracy",
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(test)));
  }

  private static MlpClassifier ours() {
    return new MlpClassifier()
        .setHiddenLayers(100)
        .setSolver("nesterov")
        .setStepSize(0.15)
        .setSchedule("exponential")
        .setDecay(0.2)
        .setBatchSize(128)
        .setScale("none")
        .setMaxIter(3);
  }

  private static MultilayerPerceptronClassifier theirs() {
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {FEATURES, 100, 10})
        .setSeed(1)
        .setTol(0)
        .setMaxIter(MLLIB_ITERATIONS);
  }

  /** Each partition reads its rows from the file: the driver sends none. */
  private static Dataset<Row> cached(SparkSession spark, ImageFiles files) {
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
    return IntStream.range(from, to)
        .mapToObj(i -> RowFactory.create((double) data.label(i), vector(data.image(i))))
        .iterator();
  }

  private static Vector vector(byte[] image) {
    double[] x = new double[image.length];
    Arrays.setAll(x, j -> (image[j] & 0xff) / 255.0);
    return Vectors.dense(x);
  }

  // --- What comes before the first step ------------------------------------------------------------

  private static void firstStep(
      SparkSession spark, boolean isOurs, String file, int rows, int rounds) {
    String[] names =
        IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toArray(String[]::new);
    if (!Files.exists(Path.of(file))) {
      write(spark, file, rows, names);
    }
    Dataset<Row> frame =
        new VectorAssembler()
            .setInputCols(names)
            .setOutputCol("features")
            .transform(spark.read().parquet(file))
            .select("features", "label");
    double[] seconds =
        IntStream.rangeClosed(0, rounds) // the first warms up
            .mapToDouble(i -> isOurs ? untilTheFirstStep(frame) : count(frame))
            .skip(1)
            .toArray();
    Results.tell("seconds", Stats.median(seconds));
  }

  private static void write(SparkSession spark, String file, int rows, String[] names) {
    Column[] columns =
        IntStream.range(0, COLUMNS).mapToObj(j -> rand(j).as(names[j])).toArray(Column[]::new);
    spark
        .range(0, rows, 1, 8)
        .select(columns)
        .withColumn("label", col("x0").plus(col("x1")).gt(1).cast("double"))
        .write()
        .parquet(file);
  }

  private static double untilTheFirstStep(Dataset<Row> frame) {
    FirstStep first = new FirstStep();
    new MlpClassifier().setBatchSize(1000).setMaxSteps(1).addListener(first).fit(frame);
    return first.seconds;
  }

  private static double count(Dataset<Row> frame) {
    long start = System.nanoTime();
    frame.select("*").rdd().count(); // planned anew
    return (System.nanoTime() - start) / 1e9;
  }

  /** When the first step is done, from when this is made. */
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
