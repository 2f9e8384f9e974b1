package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** {@code predict} and {@code evaluate}, with models whose answers are known. */
class PredictTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  /** y = 2·x + 1. */
  private String line() throws IOException {
    return folder.model("line.npz", model(new LinearSquaredError(), Task.REGRESSION, "y", 2, 1));
  }

  /** Class 1, "yes", where x > 0. */
  private String sign(String target) throws IOException {
    return folder.model(
        "sign.npz", model(new SigmoidCrossEntropy(), Task.BINARY, target, 1, 0, "no", "yes"));
  }

  private static Model model(
      OutputLoss output, Task task, String target, double w, double b, String... classes) {
    return new Model(
        NetworkSpec.perceptron(1, List.of(), new Relu(), 1, output, true),
        new DoubleVector(new double[] {w, b}),
        new InputSchema(List.of(InputColumn.number("x"))),
        new TargetSchema(task, List.of(target), List.of(classes)),
        Scaling.none(1));
  }

  private CommandResult predict(String model, String data, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("predict", "--model", model, "--data", data, "--output", folder.of("out.csv")));
    args.addAll(List.of(options));
    return CommandResult.of(args.toArray(String[]::new));
  }

  @Test
  void aNonFinitePredictionIsReportedWithItsRowAndNothingIsWritten() throws IOException {
    String model =
        folder.model(
            "huge.npz", model(new LinearSquaredError(), Task.REGRESSION, "y", Double.MAX_VALUE, 0));
    String data = folder.file("x.csv", "x", "1", "-1", "-2", "2", "0");

    CommandResult result = predict(model, data);

    assertThat(result.mistake(4))
        .isEqualTo("[" + data + ":4] expected finite outputs of the model but found -Infinity");
    assertThat(folder.names()).containsExactly("huge.npz", "x.csv");
  }

  @Test
  void aClassWithAProbabilityOfNaNIsNoPrediction() throws IOException {
    Model model =
        new Model(
            NetworkSpec.perceptron(1, List.of(), new Relu(), 2, new SoftmaxCrossEntropy(), true),
            new DoubleVector(new double[] {Double.MAX_VALUE, Double.MAX_VALUE, 0, 0}),
            new InputSchema(List.of(InputColumn.number("x"))),
            new TargetSchema(Task.CLASSIFICATION, List.of("y"), List.of("no", "yes")),
            Scaling.none(1));
    String huge = folder.model("huge.npz", model);
    String data = folder.file("x.csv", "x,y", "1,no", "2,yes");
    String message = "[" + data + ":3] expected finite outputs of the model but found NaN";

    assertThat(predict(huge, data).mistake(4)).isEqualTo(message);
    assertThat(predict(huge, data, "--kaggle").mistake(4)).isEqualTo(message);
    assertThat(evaluate(huge, data).mistake(4)).isEqualTo(message);
    assertThat(folder.names()).containsExactly("huge.npz", "x.csv");
  }

  @Test
  void anInfiniteLossIsNoScore() throws IOException {
    String model =
        folder.model("large.npz", model(new LinearSquaredError(), Task.REGRESSION, "y", 1e200, 0));
    String data = folder.file("x.csv", "x,y", "1,1", "2,2");

    assertThat(evaluate(model, data).mistake(4))
        .isEqualTo(
            "[" + data + ":column y] expected a finite loss of the model but found Infinity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1e-50"}) // 0 as a float
  void rowsThatAllHaveZeroWeightHaveNoScore(String weight) throws IOException {
    String data = folder.file("w.csv", "x,w,y", "1," + weight + ",3", "2," + weight + ",5");

    assertThat(evaluate(line(), data, "--weight", "w").mistake(3))
        .isEqualTo("[" + data + ":column w] expected a row with a weight above 0 but found none");
  }

  @Test
  void aRowOfZeroWeightDoesNotChangeTheLoss() throws IOException {
    String data = folder.file("w.csv", "x,w,y", "1,2,3", "2,0,7", "3,2,8");

    assertThat(evaluate(line(), data, "--weight", "w").done().lines())
        .startsWith("rows      3", "loss      0.250000");
  }

  private static CommandResult evaluate(String model, String data, String... options) {
    List<String> args = new ArrayList<>(List.of("evaluate", "--model", model, "--data", data));
    args.addAll(List.of(options));
    return CommandResult.of(args.toArray(String[]::new));
  }

  @Test
  void aRegressionHasTheScoresComputedByHand() throws IOException {
    String data = folder.file("data.csv", "x,y", "0,1", "1,4", "2,5", "3,6");
    assertThat(evaluate(line(), data).done().lines())
        .containsExactly(
            "rows      4",
            "loss      0.250000",
            "target           MSE         RMSE          MAE       R²      MAPE  95 % of R²",
            "y           0.500000     0.707107     0.500000   0.8571   10.42 %  -2.0000 to 1.0000");
  }

  @Test
  void classesHaveTheScoresComputedByHand() throws IOException {
    String data = folder.file("data.csv", "x,label", "-1,no", "2,yes", "3,no", "-4,yes", "5,yes");
    assertThat(evaluate(sign("label"), data).done().lines())
        .containsExactly(
            "rows      5",
            "loss      1.502728",
            "accuracy  0.6000",
            "balanced  accuracy 0.5833, Matthews correlation 0.1667",
            "log loss  1.5027, Brier score 0.3917, calibration error 0.4632",
            "ROC AUC   0.5000, PR AUC 0.7556",
            "best F1   0.7500 at threshold 0.0090: precision 0.6000, recall 1.0000",
            "95 %      accuracy 0.1500 to 1.0000, ROC AUC 0.0000 to 1.0000",
            "",
            "class  precision    recall        F1      rows",
            "no        0.5000    0.5000    0.5000         2",
            "yes       0.6667    0.6667    0.6667         3",
            "mean      0.5833    0.5833    0.5833         5",
            "",
            "confusion matrix (row: true class, column: predicted)",
            "         no   yes",
            "no        1     1",
            "yes       1     2");
  }

  @Test
  void theCheapestThresholdIsReported() throws IOException {
    String data = folder.file("data.csv", "x,label", "-1,no", "2,yes", "3,no", "-4,yes", "5,yes");
    assertThat(evaluate(sign("label"), data, "--false-positive-cost", "10").done().lines())
        .contains("cost      0.4000 at threshold 0.9729: precision 1.0000, recall 0.3333");
    assertThat(evaluate(line(), data, "--false-positive-cost", "10").mistake(3))
        .isEqualTo("[--false-positive-cost] expected two classes but found numbers (regression)");
    assertThat(evaluate(line(), data, "--false-negative-cost", "0").mistake(2))
        .isEqualTo("[--false-negative-cost] expected a positive number but found 0.0");
  }

  @Test
  void topKNeedsMoreThanKClasses() throws IOException {
    String data = folder.file("data.csv", "x,label", "-1,no", "2,yes");
    assertThat(evaluate(sign("label"), data, "--top-k", "2").mistake(3))
        .isEqualTo("[--top-k] expected fewer than the 2 classes but found 2");
    assertThat(evaluate(sign("label"), data, "--top-k", "0").mistake(2))
        .isEqualTo("[--top-k] expected at least 1 but found 0");
  }

  @Test
  void rowsOfOneClassHaveNoCurve() throws IOException {
    String data = folder.file("data.csv", "x,label", "1,yes", "2,yes");
    assertThat(evaluate(sign("label"), data).done().lines())
        .contains(
            "95 %      accuracy 1.0000 to 1.0000",
            "mean      1.0000    1.0000    1.0000         2",
            "(1 class without rows, left out of the mean)")
        .noneMatch(line -> line.contains("AUC") || line.contains("NaN"));
  }

  @Test
  void targetsOfZeroHaveNoPercentage() throws IOException {
    String data = folder.file("data.csv", "x,y", "0,0", "1,4", "2,5", "3,0");
    assertThat(evaluate(line(), data).done().lines())
        .contains("(MAPE of y leaves out 2 rows whose target is 0)")
        .anyMatch(line -> line.contains("12.50 %"));
    String zeros = folder.file("zeros.csv", "x,y", "0,0", "1,0");
    assertThat(evaluate(line(), zeros).done().lines())
        .anyMatch(line -> line.matches("y .* NaN +-"));
  }

  @Test
  void aLabelOfAnUnknownClassIsRefused() throws IOException {
    String data = folder.file("data.csv", "x,label", "1,yes", "2,maybe");
    assertThat(evaluate(sign("label"), data).mistake(3))
        .isEqualTo("[" + data + ":3] expected one of the classes 'no', 'yes' but found 'maybe'");
  }

  @Test
  void theModelKnowsTheNameOfTheTarget() throws IOException {
    String data = folder.file("data.csv", "answer,x", "yes,1", "no,-1");
    assertThat(evaluate(sign("answer"), data).done().lines()).contains("accuracy  1.0000");
    predict(sign("answer"), data).done();
    assertThat(folder.lines("out.csv")).containsExactly("prediction", "yes", "no");
  }

  @Test
  void theModelKnowsTheNumberOfTheTargetWithoutAHeader() throws IOException {
    String data = folder.file("data.csv", "yes,1", "no,-1");
    String[] options = {"--header", "absent"};
    CommandResult result =
        CommandResult.of("evaluate", "--model", sign("1"), "--data", data, "--header", "absent");
    assertThat(result.done().lines()).contains("accuracy  1.0000");
    predict(sign("1"), data, options).done();
    assertThat(folder.lines("out.csv")).containsExactly("prediction", "yes", "no");
  }

  @Test
  void dataWithAHeaderSuitsAModelTrainedWithoutOne() throws IOException {
    String data = folder.file("data.csv", "x,label", "1,yes", "-1,no");
    assertThat(evaluate(sign("2"), data).done().lines()).contains("accuracy  1.0000");
  }

  @Test
  void predictionsAreTheSameWithAndWithoutTheTarget() throws IOException {
    predict(line(), folder.file("with.csv", "x,y", "1,0", "2.5,0")).done();
    List<String> with = folder.lines("out.csv");
    predict(line(), folder.file("without.csv", "x", "1", "2.5"), "--overwrite").done();
    assertThat(folder.lines("out.csv")).isEqualTo(with).containsExactly("prediction", "3.0", "6.0");
  }

  @Test
  void predictionsOfSeveralFilesAreInTheOrderOfTheRows() throws IOException {
    Files.createDirectory(path.resolve("parts"));
    for (int part = 0; part < 3; part++) {
      int first = 1000 * part;
      folder.file(
          "parts/part-" + part + ".csv",
          Stream.concat(
                  Stream.of("x"), IntStream.range(first, first + 1000).mapToObj(Integer::toString))
              .toArray(String[]::new));
    }
    assertThat(predict(line(), folder.of("parts")).done().out())
        .isEqualTo("3,000 predictions in " + folder.of("out.csv") + "\n");
    List<String> lines = folder.lines("out.csv");
    assertThat(lines).hasSize(3001).startsWith("prediction", "1.0", "3.0");
    assertThat(lines.subList(1, 3001))
        .extracting(Double::parseDouble)
        .containsExactlyElementsOf(IntStream.range(0, 3000).mapToObj(i -> 2.0 * i + 1).toList());
    assertThat(folder.names()).filteredOn(name -> name.contains("tmp")).isEmpty();
  }

  @Test
  void probabilitiesSumToOne() throws IOException {
    predict(sign("label"), folder.file("data.csv", "x", "0.5", "-3"), "--probabilities").done();
    List<String> lines = folder.lines("out.csv");
    assertThat(lines.get(0)).isEqualTo("prediction,probability_no,probability_yes");
    for (String line : lines.subList(1, 3)) {
      String[] fields = line.split(",", -1);
      assertThat(Double.parseDouble(fields[1]) + Double.parseDouble(fields[2]))
          .isCloseTo(1, within(1e-15));
    }
    assertThat(lines.get(1)).isEqualTo("yes,0.3775406687981454,0.6224593312018546");
  }

  @Test
  void kaggleRefusesAModelOfTwoTargets() throws IOException {
    Model model =
        new Model(
            NetworkSpec.perceptron(1, List.of(), new Relu(), 2, new LinearSquaredError(), true),
            new DoubleVector(new double[4]),
            new InputSchema(List.of(InputColumn.number("x"))),
            new TargetSchema(Task.REGRESSION, List.of("a".repeat(5000), "b"), List.of()),
            Scaling.none(1));

    CommandResult result =
        predict(folder.model("two.npz", model), folder.file("x.csv", "x", "1"), "--kaggle");

    assertThat(result.mistake(3))
        .isEqualTo("[--kaggle] expected a model of one target but found one of 2");
  }

  @Test
  void kaggleCountsImagesFromOne() throws IOException {
    predict(sign("label"), folder.file("data.csv", "x", "1", "-1"), "--kaggle").done();
    assertThat(folder.lines("out.csv")).containsExactly("ImageId,Label", "1,yes", "2,no");
  }

  @Test
  void anExistingFileStaysWithoutOverwrite() throws IOException {
    String data = folder.file("data.csv", "x", "1");
    String output = folder.file("out.csv", "mine");
    assertThat(predict(line(), data).mistake(3))
        .isEqualTo(
            "[" + output + "] expected a new file but found a file; --overwrite replaces it");
    assertThat(folder.lines("out.csv")).containsExactly("mine");
  }

  @Test
  void requestsThatCannotBePredictedAreReportedInOneLine() throws IOException {
    String data = folder.file("data.csv", "x", "1");
    String none = folder.of("none.npz");
    assertThat(predict(none, data).mistake(3))
        .isEqualTo(
            Text.format(
                "[%1$s] expected a model file, or the directory of a run but found nothing at"
                    + " file:%1$s",
                none));
    assertThat(predict(data, data).mistake(3))
        .isEqualTo("[" + data + "] expected an npz archive but found no zip entry");
    assertThat(predict(path.toString(), data).mistake(3))
        .isEqualTo("[" + path + "] expected model.npz in this directory but found none");
    assertThat(predict(line(), data, "--probabilities").mistake(3))
        .isEqualTo(
            "[--probabilities] expected a model of classes or of several labels but found a model"
                + " of numbers (regression)");
    String other = folder.file("other.csv", "z", "1");
    assertThat(predict(line(), other).mistake(3))
        .isEqualTo("[" + other + ":1] expected a column 'x' but found column z");
    assertThat(Path.of(folder.of("out.csv"))).doesNotExist();
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(line()));
    Path half = path.resolve("half.npz");
    Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
    String data = folder.file("data.csv", "x", "1");
    assertThat(predict(half.toString(), data).mistake(3)).startsWith("[" + half);
  }

  @Test
  void evaluateCountsTheSamePredictions() throws IOException {
    String data = folder.insects("data.csv", 120);
    String run = folder.of("run");
    CommandResult.ofPlainTraining(data, run, "--epochs", "3", "--hidden", "3", "--quiet").done();
    predict(run, data).done();
    List<String> rows = folder.lines("data.csv");
    List<String> predictions = folder.lines("out.csv");
    long right =
        IntStream.range(1, 121).filter(i -> rows.get(i).endsWith("," + predictions.get(i))).count();
    assertThat(evaluate(run, data).done().lines())
        .contains(Text.format("accuracy  %.4f", right / 120.0));
  }
}
