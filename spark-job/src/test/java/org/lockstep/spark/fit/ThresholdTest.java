package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** The threshold of two classes: chosen in training, stored, and used in every prediction. */
class ThresholdTest {
  @TempDir private Path path;
  private Folder folder;
  private String run;
  private String data;

  @BeforeEach
  void rows() throws IOException {
    folder = new Folder(path);
    run = folder.of("run");
    Random random = new Random(6);
    List<String> lines = new ArrayList<>(List.of("x,z,label"));
    for (int i = 0; i < 400; i++) {
      double x = random.nextGaussian();
      boolean yes = random.nextDouble() < 1 / (1 + Math.exp(1.5 - 1.5 * x));
      lines.add(x + "," + random.nextGaussian() + "," + (yes ? "yes" : "no"));
    }
    data = folder.file("data.csv", lines.toArray(String[]::new));
  }

  private CommandResult train(String options) {
    List<String> args =
        new ArrayList<>(List.of("train", "--preset", "plain-sgd", "--data", data, "--output", run));
    args.addAll(List.of("--hidden", "none", "--epochs", "5", "--batch-size", "20"));
    Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  private CommandResult evaluate(String... options) {
    List<String> args = new ArrayList<>(List.of("evaluate", "--model", run, "--data", data));
    args.addAll(List.of(options));
    return CommandResult.of(args.toArray(String[]::new)).done();
  }

  @ParameterizedTest
  @CsvSource({
    "--threshold f1 --validation-fraction 0.3, validation",
    "--threshold cost --false-negative-cost 4 --test-fraction 0.3, training"
  })
  void everyPredictionUsesTheThresholdChosenInTraining(String options, String rows)
      throws IOException {
    CommandResult result = train(options);

    Model model = Folder.read(run);
    double threshold = model.target().threshold().orElseThrow();
    assertThat(threshold).isBetween(0.02, 0.45);
    assertThat(result.done().out())
        .contains(Text.format("threshold %.4f, by ", threshold))
        .contains(" on the " + rows + " rows");
    assertThat(evaluate().lines()).contains(Text.format("threshold %.4f for class yes", threshold));
    CommandResult.of("predict", "--model", run, "--data", data, "--output", folder.of("out.csv"))
        .done();
    List<String> predicted = folder.lines("out.csv");
    Scorer scorer = Scorer.of(model);
    MlpClassificationModel ml = MlpClassificationModel.of(model);
    int moved = 0;
    for (int i = 1; i < predicted.size(); i++) {
      String[] fields = folder.lines("data.csv").get(i).split(",", -1);
      double[] x = {Double.parseDouble(fields[0]), Double.parseDouble(fields[1])};
      double p = scorer.outputs(x)[0];
      String expected = p > threshold ? "yes" : "no";
      assertThat(predicted.get(i)).isEqualTo(expected);
      assertThat(scorer.classify(x).label()).isEqualTo(expected);
      assertThat(ml.labels()[(int) ml.predict(Vectors.dense(x))]).isEqualTo(expected);
      moved += p > threshold && p <= 0.5 ? 1 : 0;
    }
    assertThat(moved).as("rows that 0.5 takes for another class").isGreaterThan(20);
  }

  @Test
  void theMetricsOfARunUseItsThreshold() throws IOException {
    train("--threshold 0.2 --test-fraction 0.5").done();
    JsonNode moved = metrics();
    assertThat(moved.path("threshold").doubleValue()).isEqualTo(0.2);
    train("--test-fraction 0.5 --overwrite").done();
    JsonNode plain = metrics();
    assertThat(plain.has("threshold")).isFalse();
    assertThat(plain.path("roc_auc")).isEqualTo(moved.path("roc_auc"));
    assertThat(plain.path("mean_recall")).isNotEqualTo(moved.path("mean_recall"));
    assertThat(plain.path("accuracy")).isNotEqualTo(moved.path("accuracy"));
    assertThat(plain.path("accuracy_95").size()).isEqualTo(2);
  }

  private JsonNode metrics() throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(Path.of(run, "run.json")))
        .path("metrics")
        .path("test");
  }

  @Test
  void evaluateCanUseAnotherThreshold() throws IOException {
    train("").done();
    assertThat(Folder.read(run).target().threshold()).isEmpty();
    List<String> all = evaluate("--threshold", "0").lines();
    assertThat(all).contains("threshold 0.0000 for class yes");
    assertThat(all).anyMatch(line -> line.matches("yes +0\\.\\d+ +1\\.0000 .*"));
    List<String> best = evaluate("--threshold", "f1").lines();
    String told = best.stream().filter(line -> line.startsWith("best F1")).findAny().orElseThrow();
    String f1 = told.replaceAll("best F1 +(\\S+) .*", "$1");
    assertThat(best).anyMatch(line -> line.startsWith("yes ") && line.contains(" " + f1 + " "));
  }

  @Test
  void aThresholdNeedsTwoClasses() throws IOException {
    String three = folder.insects("three.csv", 30);
    assertThat(
            CommandResult.of(
                    "train", "--data", three, "--threshold", "f1", "--output", folder.of("no"))
                .complaint(3))
        .isEqualTo("[--threshold] expected two classes but found 3");
    assertThat(Files.exists(path.resolve("no"))).isFalse();
    assertThat(train("--threshold 2").mistake(2))
        .isEqualTo("[--threshold] expected f1, cost or a number from 0 to 1 but found '2'");
    assertThat(train("--threshold half").mistake(2))
        .isEqualTo("[--threshold] expected f1, cost or a number from 0 to 1 but found 'half'");
  }
}
