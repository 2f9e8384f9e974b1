package org.lockstep.spark.fit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.lockstep.spark.ml.LockstepFunctions;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpClassifier;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.Weights;

/** A model of several labels gives the same answers through every interface. */
@Tag("slow")
class SeveralLabelsTest {
  private static final List<String> LABELS = List.of("left", "low", "far");

  @TempDir private Path path;

  /** Points of a plane, with the labels left, low, and far from the middle. */
  private static String points(Folder folder) throws IOException {
    StringBuilder lines = new StringBuilder("x,z,left,low,far");
    for (int i = 0; i < 200; i++) {
      int x = i % 20 - 10;
      int z = i / 20 - 5;
      lines.append(
          Text.format(
              "\n%d,%d,%d,%d,%d",
              x, z, x < 0 ? 1 : 0, z < 0 ? 1 : 0, Math.abs(x) + Math.abs(z) > 8 ? 1 : 0));
    }
    return folder.file("data.csv", lines.toString());
  }

  private static Dataset<Row> rows(String data) {
    return SparkForTests.session()
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv(data)
        .coalesce(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--loss cross-entropy",
        "--loss squared-error --output-activation sigmoid",
        "--loss squared-error --output-activation linear"
      })
  void everyInterfaceGivesTheSameProbabilities(String output) throws IOException, OrtException {
    Folder folder = new Folder(path);
    String data = points(folder);
    String run = folder.of("run");
    List<String> options = new ArrayList<>(List.of(output.split(" ")));
    options.addAll(List.of("--target", String.join(",", LABELS), "--task", "multi-label"));
    options.addAll(List.of("--hidden", "8", "--scale", "standard", "--quiet"));
    CommandResult.ofPlainTraining(data, run, options.toArray(String[]::new)).done();
    Model model = Folder.read(run);

    CommandResult.of(
            "predict",
            "--probabilities",
            "--model",
            run,
            "--data",
            data,
            "--output",
            folder.of("p.csv"))
        .done();
    List<String> lines = folder.lines("p.csv");
    assertThat(lines.get(0))
        .isEqualTo(
            "prediction_left,prediction_low,prediction_far,"
                + "probability_left,probability_low,probability_far");
    List<Row> points = rows(data).collectAsList();
    List<double[]> expected = new ArrayList<>();
    int beyond = 0;
    for (int i = 0; i < points.size(); i++) {
      String[] fields = lines.get(i + 1).split(",", -1);
      double[] p = IntStream.range(3, 6).mapToDouble(j -> Double.parseDouble(fields[j])).toArray();
      Row point = points.get(i);
      LabelPrediction scored =
          Scorer.of(model).labels(Map.of("x", point.getInt(0), "z", point.getInt(1)));
      assertThat(scored.names()).isEqualTo(LABELS);
      for (int j = 0; j < 3; j++) {
        assertThat(p[j]).isBetween(0.0, 1.0);
        assertThat(scored.probabilities().get(j)).isCloseTo(p[j], within(1e-6));
        assertThat(fields[j]).isEqualTo(p[j] > 0.5 ? "1" : "0");
        beyond += p[j] == 0 || p[j] == 1 ? 1 : 0;
      }
      expected.add(p);
    }
    assertThat(beyond > 0).as("outputs beyond 0 and 1").isEqualTo(output.contains("linear"));
    assertThat(expected.stream().filter(p -> p[0] > 0.5).count()).isBetween(50L, 150L);
    assertTransformAndSqlAgree(run, data, expected);
    assertOnnxAgrees(folder, run, points, expected);
  }

  private static void assertTransformAndSqlAgree(String run, String data, List<double[]> expected) {
    SparkSession spark = SparkForTests.session();
    LockstepFunctions.register(spark);
    MlpClassificationModel ml = MlpClassificationModel.load(run);
    assertThat(ml.labels()).containsExactly(LABELS.toArray(String[]::new));
    ml.transform(rows(data)).createOrReplaceTempView("points");
    String call = "('" + run + "', named_struct('x', x, 'z', z))";
    List<Row> answers =
        spark
            .sql(
                "SELECT prediction, probability, lockstep_predict"
                    + call
                    + ", lockstep_probabilities"
                    + call
                    + " FROM points")
            .collectAsList();
    assertThat(answers).hasSameSizeAs(expected);
    for (int i = 0; i < answers.size(); i++) {
      Row answer = answers.get(i);
      Vector prediction = answer.getAs(0);
      Vector probability = answer.getAs(1);
      List<String> applying = new ArrayList<>();
      assertThat(probability.toArray()).containsExactly(expected.get(i), within(1e-5));
      assertThat(prediction.size()).isEqualTo(3);
      for (int j = 0; j < 3; j++) {
        assertThat(prediction.apply(j)).isEqualTo(probability.apply(j) > 0.5 ? 1 : 0);
        assertThat((Double) answer.getJavaMap(3).get(LABELS.get(j)))
            .isCloseTo(probability.apply(j), within(1e-6));
        if (prediction.apply(j) == 1) {
          applying.add(LABELS.get(j));
        }
      }
      assertThat(answer.<String>getList(2)).isEqualTo(applying);
      assertThat(answer.getJavaMap(3)).hasSize(3);
    }
  }

  private static void assertOnnxAgrees(
      Folder folder, String run, List<Row> points, List<double[]> expected)
      throws IOException, OrtException {
    String file = folder.of("model.onnx");
    CommandResult.of("export", "--model", run, "--to", "onnx", "--output", file).done();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    float[][] x = new float[points.size()][1];
    float[][] z = new float[points.size()][1];
    for (int i = 0; i < x.length; i++) {
      x[i][0] = points.get(i).getInt(0);
      z[i][0] = points.get(i).getInt(1);
    }
    try (OrtSession session = environment.createSession(Files.readAllBytes(Path.of(file)));
        OnnxTensor first = OnnxTensor.createTensor(environment, x);
        OnnxTensor second = OnnxTensor.createTensor(environment, z);
        OrtSession.Result result = session.run(Map.of("x", first, "z", second))) {
      float[][] probabilities = (float[][]) result.get("probabilities").orElseThrow().getValue();
      long[][] labels = (long[][]) result.get("labels").orElseThrow().getValue();
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat((double) probabilities[i][j]).isCloseTo(expected.get(i)[j], within(1e-5));
          assertThat(labels[i][j]).isEqualTo(probabilities[i][j] > 0.5 ? 1 : 0);
        }
      }
    }
  }

  @Test
  void anEstimatorOfSeveralLabelsTrainsToTheBitsOfTrain() throws IOException {
    Folder folder = new Folder(path);
    String data = points(folder);
    CommandResult.ofPlainTraining(
            data,
            folder.of("run"),
            ("--target left,low,far --task multi-label --epochs 5 --batch-size 20 --shards 3"
                    + " --label-smoothing 0.01 --scale standard --quiet")
                .split(" "))
        .done();
    MlpClassificationModel model =
        new MlpClassifier()
            .setLabelCols("left", "low", "far")
            .setLabelSmoothing(0.01)
            .setSolver("sgd")
            .setInit("he")
            .setOrderCol("place")
            .setMaxIter(5)
            .setBatchSize(20)
            .setShards(3)
            .fit(
                rows(data)
                    .withColumn("place", monotonically_increasing_id())
                    .withColumn(
                        "features", org.apache.spark.sql.functions.array(col("x"), col("z")))
                    .orderBy(rand(2)));
    Model trained = Folder.read(folder.of("run"));
    assertThat(model.model().target()).isEqualTo(trained.target());
    assertThat(Weights.of(model.model())).isEqualTo(Weights.of(trained));
  }

  @Test
  void optionsForClassesOrNumbersAreRefused() throws IOException {
    Folder folder = new Folder(path);
    String data = points(folder);
    String run = folder.of("run");
    String labels = "--target left,low,far --task multi-label --epochs 1 --quiet";
    CommandResult.ofPlainTraining(data, run, labels.split(" ")).done();
    String found = " but found several labels (multi-label)";
    Map<String, String> training =
        Map.of(
            "--keep best-r2 --validation-fraction 0.2",
            "[--keep best-r2] expected a regression" + found,
            "--target-scale standard",
            "[--target-scale standard] expected numbers as the target" + found,
            "--threshold 0.4",
            "[--threshold] expected two classes" + found,
            "--class-weights balanced",
            "[--class-weights] expected classes to balance" + found,
            "--loss huber",
            "[--loss] expected cross-entropy or squared-error for several labels but found huber",
            "--output-activation softmax",
            "[--output-activation] expected sigmoid for several labels but found softmax");
    training.forEach(
        (options, message) ->
            assertThat(
                    CommandResult.ofPlainTraining(
                            data, folder.of("none"), (labels + " " + options).split(" "))
                        .mistake(
                            options.startsWith("--threshold")
                                ? 3
                                : 2)) // refused after or before reading the data
                .isEqualTo(message));
    assertThat(
            CommandResult.of("evaluate", "--model", run, "--data", data, "--top-k", "1").mistake(3))
        .isEqualTo(
            "[--top-k] expected a model of classes but found a model of several labels"
                + " (multi-label)");
    assertThat(
            CommandResult.of("evaluate", "--model", run, "--data", data, "--threshold", "1")
                .mistake(3))
        .isEqualTo("[--threshold] expected two classes" + found);
    String numbers = folder.of("numbers");
    CommandResult.ofPlainTraining(
            data, numbers, "--target x --task regression --epochs 1 --quiet".split(" "))
        .done();
    assertThat(CommandResult.of("plot", numbers, run, "--output", folder.of("runs.png")).mistake(3))
        .isEqualTo(
            Text.format(
                "[%s] expected a run that can be compared with %s but found one of multi-label",
                run, numbers));
  }
}
