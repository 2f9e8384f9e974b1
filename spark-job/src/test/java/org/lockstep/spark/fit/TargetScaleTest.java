package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.Scorer;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** House prices in the hundred thousands. */
@Tag("slow")
class TargetScaleTest {
  private static final int ROWS = 240;

  @TempDir private Path path;
  private Folder folder;
  private String data;
  private final List<double[]> features = new ArrayList<>();
  private final List<Double> prices = new ArrayList<>();

  @BeforeEach
  void makeHouses() throws IOException {
    folder = new Folder(path);
    Random random = new Random(6);
    List<String> lines = new ArrayList<>(List.of("area,rooms,age,price"));
    for (int i = 0; i < ROWS; i++) {
      double area = Math.rint(40 + 160 * random.nextDouble());
      double rooms = 1 + random.nextInt(6);
      double age = random.nextInt(80);
      double dollars =
          60_000 + 1_900 * area + 15_000 * rooms - 900 * age + 8_000 * random.nextGaussian();
      double price = Math.rint(dollars) + 0.25; // whole numbers might be classes
      features.add(new double[] {area, rooms, age});
      prices.add(price);
      lines.add(area + "," + rooms + "," + age + "," + price);
    }
    data = folder.file("houses.csv", lines.toArray(String[]::new));
  }

  private CommandResult train(String run, String options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--data",
                data,
                "--target",
                "price",
                "--output",
                folder.of(run)));
    Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  private JsonNode record(String run) throws IOException {
    return new ObjectMapper().readTree(path.resolve(run).resolve("run.json").toFile());
  }

  private List<Double> predictions(String run) throws IOException {
    CommandResult.of(
            "predict", "--model", folder.of(run), "--data", data, "--output", folder.of(run + "-p"))
        .done();
    List<String> lines = folder.lines(run + "-p");
    return lines.subList(1, lines.size()).stream().map(Double::valueOf).toList();
  }

  private double meanSquare(List<Double> predicted) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += Math.pow(predicted.get(i) - prices.get(i), 2);
    }
    return sum / ROWS;
  }

  private double r2(List<Double> predicted) {
    double mean = prices.stream().mapToDouble(y -> y).average().orElseThrow();
    double spread = prices.stream().mapToDouble(y -> (y - mean) * (y - mean)).sum() / ROWS;
    return 1 - meanSquare(predicted) / spread;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--optimizer adam",
        "--optimizer adam --target-scale log",
        "--optimizer sgd --learning-rate 0.1",
        "--optimizer sgd --learning-rate 0.01",
        "--optimizer adam --precision double --hidden 20,10"
      })
  void pricesInDollarsAreLearnedAndPredictedInDollars(String options) throws IOException {
    train("run", options + " --epochs 60 --quiet").done();
    List<Double> predicted = predictions("run");
    assertThat(predicted).hasSize(ROWS);
    assertThat(r2(predicted)).isGreaterThan(0.9);
  }

  @Test
  void theLogHasErrorsInDollarsNextToTheScaledLoss() throws IOException {
    String told =
        train(
                "run",
                "--optimizer adam --batch-size 20 --epochs 40 --validation-fraction 0.25"
                    + " --scale standard")
            .done()
            .out();
    assertThat(told)
        .contains("Target    price: regression\n", "scale standard, target scale standard, seed 1")
        .containsPattern("epoch 40/40 .* R² 0\\.9\\d+  RMSE \\d{4,5}\\.?\\d*  ")
        .containsPattern("train R² 0\\.9\\d+, train RMSE \\d{4,5}.*, validation MAE \\d{4,5}");
    List<String> csv = CommandResult.of("inspect", folder.of("run"), "--csv").done().lines();
    List<String> names = List.of(csv.get(0).split(",", -1));
    List<String> last = List.of(csv.get(40).split(",", -1));
    for (String part : List.of("train", "validation")) {
      double rmse = Double.parseDouble(last.get(names.indexOf(part + "_rmse")));
      double mae = Double.parseDouble(last.get(names.indexOf(part + "_mae")));
      assertThat(rmse).isBetween(5_000.0, 30_000.0);
      assertThat(mae).isBetween(0.5 * rmse, rmse);
      assertThat(Double.parseDouble(last.get(names.indexOf(part + "_loss")))).isLessThan(0.1);
    }
    assertThat(last.get(names.indexOf("test_rmse"))).isEmpty();
    JsonNode metrics = record("run").path("final");
    assertThat(metrics.path("validation_rmse").asDouble())
        .isEqualTo(Double.parseDouble(last.get(names.indexOf("validation_rmse"))));
    assertThat(metrics.path("validation_r2").asDouble()).isBetween(0.9, 1.0);
    assertThat(metrics.path("train_r2").asDouble()).isBetween(0.9, 1.0);
    assertThat(metrics.toString()).doesNotContain("accuracy");
    assertThat(record("run").path("configuration").path("target_scale").asText())
        .isEqualTo("standard");
  }

  @Test
  void classesHaveNoErrorsInTheLog() throws IOException {
    CommandResult.of(
            "train",
            "--data",
            folder.insects("insects.csv", 30),
            "--epochs",
            "1",
            "--quiet",
            "--output",
            folder.of("run"))
        .done();
    List<String> csv = CommandResult.of("inspect", folder.of("run"), "--csv").done().lines();
    assertThat(csv.get(0))
        .endsWith(",train_rmse,train_mae,validation_rmse,validation_mae," + "test_rmse,test_mae");
    assertThat(csv.get(1)).endsWith(",,,,,,");
    assertThat(record("run").path("final").has("train_accuracy")).isTrue();
    assertThat(record("run").path("configuration").has("target_scale")).isFalse();
    assertThat(record("run").has("target_scaling")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "log", "none", "clipped"})
  void theModelKnowsTheMomentsOfItsTrainingRows(String kind) throws IOException {
    train("run", "--target-scale " + kind + " --learning-rate 1e-12 --epochs 1 --quiet").done();
    Model model = Folder.read(folder.of("run"));
    List<Double> y = prices;
    if (kind.equals("log")) {
      y = prices.stream().map(Math::log1p).toList();
    }
    double mean = y.stream().mapToDouble(v -> v).average().orElseThrow();
    double variance = y.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / ROWS;
    TargetScaling scaling = model.targetScaling();
    assertThat(scaling.kind().name()).isEqualToIgnoringCase(kind);
    if (kind.equals("none")) {
      assertThat(scaling).isEqualTo(TargetScaling.none(1));
    } else {
      assertThat(scaling.shift()[0]).isCloseTo(mean, within(1e-9 * mean));
      assertThat(scaling.scale()[0]).isCloseTo(Math.sqrt(variance), within(1e-9 * mean));
    }
    boolean isClipped = kind.equals("clipped");
    assertThat(scaling.low()).isEqualTo(isClipped ? new double[] {least()} : new double[0]);
    assertThat(scaling.high()).isEqualTo(isClipped ? new double[] {greatest()} : new double[0]);
  }

  private double least() {
    return prices.stream().mapToDouble(y -> y).min().orElseThrow();
  }

  private double greatest() {
    return prices.stream().mapToDouble(y -> y).max().orElseThrow();
  }

  @Test
  void clippedPredictionsAreWithinTheTrainingTargets() throws IOException {
    String all = data;
    double dearest = keepCheap();
    String linear = LINEAR + " --quiet";
    train("run", linear + " --target-scale clipped").done();
    train("free", linear).done();
    data = all;
    List<Double> free = predictions("free");
    List<Double> expected =
        free.stream().map(y -> Math.max(least(), Math.min(dearest, y))).toList();
    assertThat(free).anyMatch(y -> y > dearest);
    assertThat(predictions("run")).isEqualTo(expected);
  }

  /** Learns fast, and extrapolates beyond the training rows. */
  private static final String LINEAR =
      "--hidden none --learning-rate 0.5 --epochs 40 --scale standard";

  /** Keeps only cheap houses as the data, and returns the highest price among them. */
  private double keepCheap() throws IOException {
    List<String> cheap =
        folder.lines("houses.csv").stream()
            .filter(line -> line.startsWith("area") || dollars(line) < 250_000)
            .toList();
    data = folder.file("cheap.csv", cheap.toArray(String[]::new));
    return cheap.stream().skip(1).mapToDouble(TargetScaleTest::dollars).max().orElseThrow();
  }

  private static double dollars(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "clipped"})
  void everyWayToPredictAndToEvaluateAgrees(String kind) throws IOException {
    String all = data;
    double dearest = kind.equals("clipped") ? keepCheap() : Double.POSITIVE_INFINITY;
    String options = kind.equals("clipped") ? LINEAR : "--optimizer adam --epochs 30";
    train("run", options + " --quiet --target-scale " + kind).done();
    data = all;
    List<Double> predicted = predictions("run");
    assertThat(predicted).allMatch(y -> y <= dearest);
    assertThat(predicted.contains(dearest)).isEqualTo(kind.equals("clipped"));
    Scorer scorer = Scorer.of(Folder.read(folder.of("run")));
    double absolute = 0;
    for (int i = 0; i < ROWS; i++) {
      assertThat(scorer.outputs(features.get(i))[0])
          .isCloseTo(predicted.get(i), within(1e-5 * predicted.get(i)));
      absolute += Math.abs(predicted.get(i) - prices.get(i)) / ROWS;
    }
    List<String> lines =
        CommandResult.of("evaluate", "--model", folder.of("run"), "--data", data).done().lines();
    String[] row = lines.get(lines.size() - 1).split("\\s+", -1);
    assertThat(row[0]).isEqualTo("price");
    double mse = meanSquare(predicted);
    assertThat(Double.parseDouble(row[1])).isCloseTo(mse, within(1e-4 * mse));
    assertThat(Double.parseDouble(row[2])).isCloseTo(Math.sqrt(mse), within(1e-4 * mse));
    assertThat(Double.parseDouble(row[3])).isCloseTo(absolute, within(1e-4 * absolute));
    assertThat(Double.parseDouble(row[4])).isCloseTo(r2(predicted), within(1e-4));
    assertThat(lines.get(1)).startsWith("loss      0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "log", "clipped"})
  void theBitsAreTheSameOnAnyNumberOfTasksAndBothEngines(String kind) throws IOException {
    byte[] expected = null;
    JsonNode metrics = null;
    for (String engine : List.of("resident", "job")) {
      for (int tasks = 1; tasks <= 4; tasks++) {
        String run = engine + tasks;
        train(
                run,
                "--target-scale "
                    + kind
                    + " --optimizer adam --epochs 3 --hidden 9 --shards 5 --batch-size 50"
                    + " --validation-fraction 0.2 --quiet --engine "
                    + engine
                    + " --tasks "
                    + tasks)
            .done();
        byte[] model = Files.readAllBytes(path.resolve(run).resolve("model.npz"));
        expected = expected == null ? model : expected;
        metrics = metrics == null ? record(run).path("final") : metrics;
        assertThat(model).as(run).isEqualTo(expected);
        assertThat(record(run).path("final")).as(run).isEqualTo(metrics);
      }
    }
  }

  @Test
  void aResumedRunKeepsItsScaling() throws IOException {
    String options = "--epochs 4 --hidden 9 --optimizer adam --checkpoint-every 1 --quiet";
    train("whole", options).done();
    interrupt("whole", "part");
    assertThat(train("part", options + " --target-scale log --resume").mistake(3))
        .isEqualTo(
            "["
                + folder.of("part")
                + "] expected the settings of the run to resume but found --target-scale log"
                + " instead of standard");
    train("part", options + " --resume").done();
    assertThat(path.resolve("part/model.npz"))
        .hasSameBinaryContentAs(path.resolve("whole/model.npz"));
  }

  @Test
  void aResumedRunKeepsItsClippingRange() throws IOException {
    String options =
        "--epochs 4 --hidden 9 --optimizer adam --checkpoint-every 1 --quiet --target-scale"
            + " clipped";
    train("whole", options).done();
    interrupt("whole", "part");
    train("part", options + " --resume").done();
    assertThat(path.resolve("part/model.npz"))
        .hasSameBinaryContentAs(path.resolve("whole/model.npz"));
    assertThat(Folder.read(folder.of("part")).targetScaling().high()).containsExactly(greatest());
    interrupt("whole", "other");
    ObjectNode record = (ObjectNode) record("other");
    ((ObjectNode) record.path("target_scaling")).remove("low");
    Files.writeString(path.resolve("other").resolve("run.json"), record.toString());
    assertThat(train("other", options + " --resume").mistake(3))
        .startsWith("[" + folder.of("other"))
        .contains("expected a scaling of targets but found ");
  }

  @Test
  void aRunOfAVersionWithoutTargetScalingResumesWithoutIt() throws IOException {
    String options = "--epochs 4 --hidden 9 --learning-rate 1e-12 --checkpoint-every 1 --quiet";
    train("whole", options + " --target-scale none").done();
    assertThat(record("whole").toString()).doesNotContain("--target-scale", "target_scaling");
    interrupt("whole", "part");
    train("part", options + " --resume").done();
    assertThat(Folder.read(folder.of("part")).targetScaling()).isEqualTo(TargetScaling.none(1));
    assertThat(path.resolve("part/model.npz"))
        .hasSameBinaryContentAs(path.resolve("whole/model.npz"));
  }

  /** Copies a run as if it had been killed before its last checkpoint. */
  private void interrupt(String run, String copy) throws IOException {
    org.apache.commons.io.FileUtils.copyDirectory(
        path.resolve(run).toFile(), path.resolve(copy).toFile());
    ObjectNode record = (ObjectNode) record(copy);
    record.putObject("ended").put("how", "running");
    Files.writeString(path.resolve(copy).resolve("run.json"), record.toString());
    Files.delete(path.resolve(copy).resolve("model.npz"));
    Folder checkpoints = new Folder(path.resolve(copy).resolve("checkpoints"));
    List<String> names = checkpoints.names();
    assertThat(names).hasSizeGreaterThan(1);
    Files.delete(checkpoints.path().resolve(names.get(names.size() - 1)));
  }

  @Test
  void initialWeightsBringTheirTargetScaling() throws IOException {
    train("first", "--optimizer adam --epochs 40 --quiet").done();
    List<String> lines = folder.lines("houses.csv");
    String few = folder.file("few.csv", lines.subList(0, 30).toArray(String[]::new));
    String all = data;
    data = few;
    TargetScaling before = Folder.read(folder.of("first")).targetScaling();
    String weights = " --optimizer adam --epochs 1 --quiet --init-from " + folder.of("first");
    train("second", weights).done();
    assertThat(Folder.read(folder.of("second")).targetScaling()).isEqualTo(before);
    train("third", weights + " --target-scale standard").done();
    assertThat(Folder.read(folder.of("third")).targetScaling()).isEqualTo(before);
    train("fourth", weights + " --target-scale log").done();
    assertThat(Folder.read(folder.of("fourth")).targetScaling().kind())
        .isEqualTo(TargetScaling.Kind.LOG);
    train("afresh", "--epochs 1 --quiet").done();
    assertThat(Folder.read(folder.of("afresh")).targetScaling()).isNotEqualTo(before);
    data = all;
    assertThat(r2(predictions("second"))).isGreaterThan(0.8);
  }

  @Test
  void predictionsHaveEnoughDigitsForLargeTargets() throws IOException {
    List<String> times = new ArrayList<>(List.of("x,price"));
    prices.clear();
    for (int i = 0; i < ROWS; i++) {
      prices.add(1.7e9 + i % 20 + 0.25); // floats have steps of 128 there
      times.add(i % 20 + "," + prices.get(i));
    }
    data = folder.file("times.csv", times.toArray(String[]::new));
    train("run", "--hidden none --learning-rate 0.5 --epochs 40 --quiet").done();
    assertThat(r2(predictions("run"))).isGreaterThan(0.999);
    assertThat(CommandResult.of("inspect", folder.of("run")).done().lines())
        .containsSubsequence(
            "target    price, regression", "          scaled: standard over 1 target");
  }

  @Test
  void classesAreNotScaled() throws IOException {
    CommandResult result =
        CommandResult.of(
            "train",
            "--data",
            folder.insects("insects.csv", 30),
            "--target-scale",
            "standard",
            "--quiet",
            "--output",
            folder.of("run"));
    assertThat(result.mistake(3))
        .isEqualTo("[--target-scale standard] expected numbers as the target but found classes");
    assertThat(path.resolve("run")).doesNotExist();
  }

  @Test
  void targetsOfASigmoidAreNotScaled() {
    assertThat(train("run", "--output-activation sigmoid --target-scale log --quiet").mistake(3))
        .isEqualTo("[--target-scale log] expected a linear output but found sigmoid");
    train("run", "--output-activation sigmoid --epochs 1 --quiet").done();
  }
}
