package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.WholeRun;

class TrainTest {
  @TempDir private Path path;
  private Folder folder;
  private String run;

  @BeforeEach
  void name() {
    folder = new Folder(path);
    run = folder.of("run");
  }

  private CommandResult train(String data, String options) {
    List<String> args =
        new ArrayList<>(List.of("train", "--preset", "plain-sgd", "--data", data, "--output", run));
    Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  private JsonNode record() throws IOException {
    return new ObjectMapper().readTree(Path.of(run, "run.json").toFile());
  }

  private Dataset<Row> log() {
    return SparkForTests.session().read().parquet(run + "/log").orderBy("epoch");
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }

  @Test
  void aRunLeavesModelLogCurvesAndRecord() throws IOException {
    CommandResult result =
        train(
            folder.insects("data.csv", 90),
            "--test-fraction 0.2 --validation-fraction 0.1 --epochs 40 --batch-size 20");

    assertThat(result.done().lines())
        .contains(
            "Data      "
                + folder.of("data.csv")
                + ": 63 training rows, 9 validation rows, 18 test rows, 2 features",
            "Target    label: classification with 3 classes",
            "Network   2-100-3, relu, softmax-cross-entropy, 603 parameters, float",
            "Training  40 epochs of 4 steps, batch 20, sgd, learning rate 0.1 constant, scale"
                + " robust, seed 1",
            "completed: all 40 epochs done");
    assertThat(new Folder(Path.of(run)).names())
        .containsExactly(
            "checkpoints", "confusion.png", "log", "loss.png", "model.npz", "run.json");
  }

  @Test
  void theFilesOfARunCanBeRead() throws IOException {
    train(
            folder.insects("data.csv", 90),
            "--test-fraction 0.2 --validation-fraction 0.1 --epochs 40 --batch-size 20 --quiet")
        .done();

    Model model = Folder.read(run);
    assertThat(model.network().text()).isEqualTo("2-100-3");
    assertThat(model.target().classes()).containsExactly("ant", "bee", "cricket");
    assertThat(model.target().columns()).containsExactly("label");
    assertThat(Files.readAllBytes(Path.of(run, "loss.png"))).startsWith(0x89, 'P', 'N', 'G');

    assertThat(log().columns())
        .containsExactly(
            "run_id",
            "epoch",
            "step",
            "train_loss",
            "train_accuracy",
            "validation_loss",
            "validation_accuracy",
            "test_loss",
            "test_accuracy",
            "learning_rate",
            "rows",
            "seconds",
            "rows_per_second",
            "compute_ms",
            "exchange_ms",
            "update_ms",
            "other_ms",
            "engine",
            "tasks",
            "shards",
            "timestamp",
            "train_rmse",
            "train_mae",
            "validation_rmse",
            "validation_mae",
            "test_rmse",
            "test_mae");
    List<Row> epochs = log().collectAsList();
    assertThat(epochs).hasSize(40);
    assertThat(epochs).extracting(row -> row.<Integer>getAs("epoch")).isSorted().startsWith(1, 2);
    assertThat(epochs).extracting(row -> row.<Long>getAs("step")).startsWith(4L, 8L).endsWith(160L);
    assertThat(epochs).extracting(row -> row.<Long>getAs("rows")).containsOnly(63L);
    Row last = epochs.get(39);
    assertThat(number(last, "test_accuracy")).isEqualTo(1);
    assertThat(number(last, "train_loss")).isLessThan(number(epochs.get(0), "train_loss"));
    double parts =
        Stream.of("compute_ms", "exchange_ms", "update_ms", "other_ms")
            .mapToDouble(column -> number(last, column))
            .sum();
    assertThat(parts).isCloseTo(1000 * number(last, "seconds"), within(0.01));

    JsonNode record = record();
    assertThat(record.path("written_by").asText()).isEqualTo("lockstep");
    assertThat(record.path("ended").path("how").asText()).isEqualTo("completed");
    assertThat(record.path("final").path("test_accuracy").asDouble()).isEqualTo(1);
    assertThat(record.path("configuration").path("batch_size").asInt()).isEqualTo(20);
    assertThat(record.path("configuration").path("init").asText()).isEqualTo("he");
    assertThat(record.path("data").path("train_rows").asInt()).isEqualTo(63);
    assertThat(record.path("versions").path("spark").asText()).startsWith("4.0");
    assertThat(record.path("run_id").asText()).isEqualTo(last.getAs("run_id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--optimizer sgd --schedule step --decay 0.5 --decay-every 2 --scale none --bias false",
        "--optimizer momentum --schedule exponential --scale center --l2 0.01 --clip-norm 1",
        "--optimizer nesterov --schedule cosine --scale minmax --dropout 0.2 --activation tanh",
        "--optimizer adam --precision double --scale unit --activation leaky-relu --init xavier",
        "--shuffle none --batch-size full --class-weights balanced --hidden none --init zeros",
        "--batch-size 1000 --shards 7 --hidden 5,4 --activation sigmoid --init normal:0.5",
        "--loss squared-error --engine job --blas java --activation identity",
        "--output-activation linear --max-steps 1 --seed -5",
        "--optimizer adamw --weight-decay 0.1 --beta1 0.8 --beta2 0.95 --l1 0.001",
        "--optimizer rmsprop --momentum 0.9 --beta2 0.9 --epsilon 0.001 --clip-norm 1 --l1 0.1",
        "--optimizer adagrad --epsilon 0.001 --weight-decay 0.1",
        "--label-smoothing 0.1 --output-activation sigmoid --class-weights ant=2,bee=0.5",
        "--label-smoothing 0.2 --precision double"
      })
  void everyOptionTrains(String options) throws IOException {
    train(folder.insects("data.csv", 30), "--epochs 2 --quiet " + options).done();
    assertThat(Folder.read(run).parameters().isFinite()).isTrue();
  }

  @Test
  void optimizerSettingsArePrintedAndRecorded() throws IOException {
    String data = folder.insects("data.csv", 30);
    String options = "--epochs 1 --optimizer adamw --beta1 0.8 --l1 0.25 --rate-factors b2=0,W=0.5";
    assertThat(train(data, options).done().out()).contains(", adamw, beta1 0.8, learning rate ");
    JsonNode told = record().path("configuration");
    assertThat(told.path("beta1").asDouble()).isEqualTo(0.8);
    assertThat(told.path("l1").asDouble()).isEqualTo(0.25);
    assertThat(told.path("weight_decay").asDouble()).isEqualTo(0.01);
    assertThat(told.path("rate_factors").asText()).isEqualTo("b2 0, W 0.5");
  }

  @Test
  void aRateFactorOfAnUnknownArrayIsReportedBeforeTheFirstStep() throws IOException {
    String data = folder.insects("data.csv", 30);
    assertThat(train(data, "--hidden none --rate-factors W2=0.5 --quiet").mistake(2))
        .isEqualTo(
            "[--rate-factors] expected one of W1, b1, or W or b for all of them, but found W2");
  }

  @Test
  void twoClassesAreABinaryTask() throws IOException {
    train(folder.twoClasses("data.csv", 60), "--epochs 30 --class-weights balanced --shards 4")
        .done();
    assertThat(Folder.read(run).target().task()).isEqualTo(Task.BINARY);
    assertThat(number(log().collectAsList().get(29), "train_accuracy")).isGreaterThan(0.9);
    assertThat(record().path("configuration").path("class_weights").toString())
        .isEqualTo("[1.5,0.75]");
  }

  @Test
  void withSoftmaxEachOfTwoClassesHasAnOutput() throws IOException {
    String data = folder.twoClasses("data.csv", 60);
    train(data, "--epochs 30 --output-activation softmax --class-weights 1=3 --threshold f1")
        .done();
    Model model = Folder.read(run);
    assertThat(model.target().task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(model.network().outputs()).isEqualTo(2);
    assertThat(model.network().outputLoss()).isEqualTo(new SoftmaxCrossEntropy());
    assertThat(number(log().collectAsList().get(29), "train_accuracy")).isGreaterThan(0.9);
    assertThat(record().path("configuration").path("class_weights").toString())
        .isEqualTo("[1.0,3.0]");
    assertThat(
            CommandResult.of("evaluate", "--model", run, "--data", data).done().lines().toString())
        .contains("ROC AUC", "threshold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"huber 0.5", "absolute-error", "quantile 0.4", "poisson"})
  void regressionLossesLearnTargetsInTheirOwnUnit(String loss) throws IOException {
    StringBuilder lines = new StringBuilder("x,y");
    for (int i = 0; i < 200; i++) {
      double x = i % 20 / 10.0;
      lines.append('\n').append(x).append(',').append(Math.exp(x));
    }
    String data = folder.file("data.csv", lines.toString());
    CommandResult result =
        CommandResult.of(
            "train",
            "--data=" + data,
            "--target=y",
            "--task=regression",
            "--loss=" + loss,
            "--epochs=150",
            "--batch-size=20",
            "--learning-rate=0.01",
            "--validation-fraction=0",
            "--output=" + run);
    result.done();
    assertThat(record().path("final").path("train_r2").asDouble()).isGreaterThan(0.95);
    assertThat(record().path("configuration").path("loss").asText()).isEqualTo(loss);
    assertThat(Scorer.open(Path.of(run, "model.npz")).outputs(new double[] {1})[0])
        .isBetween(2.4, 3.1);
  }

  @Test
  void eachOfSeveralLabelsHasItsOwnProbability() throws IOException {
    StringBuilder lines = new StringBuilder("x,z,left,low");
    for (int i = 0; i < 200; i++) {
      int x = i % 20 - 10;
      int z = i / 20 - 5;
      lines.append(Text.format("\n%d,%d,%d,%d", x, z, x < 0 ? 1 : 0, z < 0 ? 1 : 0));
    }
    String data = folder.file("data.csv", lines.toString());
    String trained =
        train(
                data,
                "--target left,low --task multi-label --epochs 100 --batch-size 20"
                    + " --label-smoothing 0.01 --optimizer adam --learning-rate 0.01")
            .done()
            .lines()
            .toString();
    assertThat(trained).contains("sigmoid-cross-entropy 0.01");
    assertThat(record().path("final").path("train_accuracy").asDouble()).isGreaterThan(0.95);
    assertThat(Folder.read(run).target())
        .isEqualTo(new TargetSchema(Task.MULTI_LABEL, List.of("left", "low"), List.of()));

    String evaluated =
        CommandResult.of("evaluate", "--model", run, "--data", data).done().lines() + "";
    assertThat(evaluated).contains("of all labels", "of rows have every label right", "ROC AUC");

    String output = folder.of("predicted.csv");
    CommandResult.of(
            "predict", "--model", run, "--data", data, "--output", output, "--probabilities")
        .done();
    List<String> predicted = Files.readAllLines(Path.of(output));
    assertThat(predicted.get(0))
        .isEqualTo("prediction_left,prediction_low,probability_left,probability_low");
    assertThat(predicted.get(1)).startsWith("1,1,0.9");
    assertThat(CommandResult.of("inspect", run).done().lines() + "").contains("multi-label");
  }

  @Test
  void severalTargetsAreARegression() throws IOException {
    String told =
        train(
                folder.sums("data.csv", 200),
                "--target sum,difference --hidden none --scale standard --epochs 30"
                    + " --test-fraction 0.2")
            .done()
            .out();
    assertThat(told)
        .contains("Target    sum, difference: regression\n")
        .containsPattern("epoch .*  R² 1\\.0")
        .contains(", test R² 1.0");
    assertThat(Folder.read(run).network().text()).isEqualTo("2-2");
  }

  @Test
  void textColumnsBecomeFeatures() throws IOException {
    String data =
        folder.file("shells.csv", "sex,length,rings", "M,0.4,7.5", "F,0.5,9.25", "I,0.1,3.5");
    train(data, "--target rings --epochs 1 --quiet").done();
    assertThat(Folder.read(run).network().text()).isEqualTo("4-100-1");
  }

  @Test
  void aWeightCountsAsThatManyRows() throws IOException {
    String weighted = folder.file("w.csv", "x,w,label", "0,2,0", "1,1,1", "2,0,1");
    train(weighted, "--weight w --batch-size full --epochs 1 --scale none --quiet").done();
    double loss = number(log().first(), "train_loss");
    String repeated = folder.file("r.csv", "x,label", "0,0", "0,0", "1,1");
    train(repeated, "--batch-size full --epochs 1 --scale none --quiet --overwrite").done();
    assertThat(number(log().first(), "train_loss")).isCloseTo(loss, within(1e-7));
  }

  @Test
  void rowsThatAllHaveZeroWeightAreRefused() throws IOException {
    String none = folder.file("none.csv", "x,w,label", "0,0,0", "1,0,1");
    String some = folder.file("some.csv", "x,w,label", "0,1,0", "1,1,1");
    String options = "--weight w --epochs 1 --quiet";

    assertThat(train(none, options).mistake(3))
        .isEqualTo(
            "[" + none + ":column w] expected a training row with a weight above 0 but found none");
    assertThat(train(some, options + " --validation " + none).mistake(3))
        .isEqualTo(
            "["
                + none
                + ":column w] expected a validation row with a weight above 0 but found none");
    assertThat(train(some, options + " --test " + none).mistake(3))
        .isEqualTo(
            "[" + none + ":column w] expected a test row with a weight above 0 but found none");
    assertThat(Path.of(run)).doesNotExist();
  }

  @Test
  void testAndValidationRowsCanBeFiles() throws IOException {
    String data = folder.insects("data.csv", 30);
    train(data, "--test " + data + " --validation " + data + " --epochs 2 --quiet").done();
    Row last = log().collectAsList().get(1);
    assertThat(number(last, "test_loss")).isEqualTo(number(last, "validation_loss"));
    assertThat(record().path("data").path("test_rows").asInt()).isEqualTo(30);
  }

  @Test
  void everyEpochHasTheTimeOfItsOwnSteps() throws IOException {
    train(folder.insects("data.csv", 30), "--epochs 5 --engine job --quiet").done();
    for (Row row : log().collectAsList()) {
      assertThat(number(row, "exchange_ms")).as("a step is a Spark job").isGreaterThan(1);
      assertThat(number(row, "update_ms")).isPositive();
    }
  }

  @Test
  void withoutHeldOutRowsTheirColumnsAreNull() throws IOException {
    train(folder.insects("data.csv", 30), "--epochs 1 --quiet").done();
    Row row = log().first();
    assertThat(row.isNullAt(row.fieldIndex("test_loss"))).isTrue();
    assertThat(row.isNullAt(row.fieldIndex("validation_accuracy"))).isTrue();
  }

  @Test
  void earlyStoppingKeepsTheBestEpoch() throws IOException {
    CommandResult result =
        train(
            folder.insects("data.csv", 60),
            "--validation-fraction 0.3 --early-stopping 2 --epochs 500 --learning-rate 3 --seed 3"
                + " --scale standard");
    JsonNode ended = record().path("ended");
    assertThat(result.done().out()).contains("early-stopped: the validation loss has not improved");
    assertThat(ended.path("how").asText()).isEqualTo("early-stopped");
    long kept = log().count() - 2;
    assertThat(ended.path("epoch_of_model").asLong()).isEqualTo(kept);
    assertThat(record().path("final").path("epoch").asLong()).isEqualTo(kept);
    double loss = number(log().collectAsList().get((int) kept - 1), "validation_loss");
    assertThat(result.out()).contains(Text.format(", validation loss %.6f,", loss));
  }

  @Test
  void tooFewRowsAreNotHeldOutAndANoteSaysSo() throws IOException {
    String data = folder.file("data.csv", "x,label", "1,0", "2,1", "3,1");
    CommandResult result =
        train(data, "--validation-fraction 0.1 --early-stopping 2 --epochs 7").done();
    assertThat(result.out()).contains("too few rows to hold any out for validation: 3; no epoch");
    assertThat(record().path("ended").path("epoch_of_model").asInt()).isEqualTo(7);
  }

  @Test
  void maxStepsCanEndInTheMiddleOfAnEpoch() throws IOException {
    CommandResult result =
        train(folder.insects("data.csv", 30), "--batch-size 10 --epochs 9 --max-steps 5");
    assertThat(result.done().lines()).contains("max-steps: all 5 steps done");
    assertThat(log().collectAsList())
        .extracting(row -> row.<Long>getAs("step"))
        .containsExactly(3L, 5L);
  }

  @Test
  void aRunCanStartFromAnothersWeights() throws IOException {
    String data = folder.insects("data.csv", 30);
    train(data, "--epochs 20 --quiet").done();
    double loss = number(log().collectAsList().get(19), "train_loss");
    String first = run;
    run = folder.of("second");
    train(data, "--epochs 1 --quiet --init-from " + first).done();
    assertThat(number(log().first(), "train_loss")).isLessThan(loss);
    assertThat(Folder.read(run).network()).isEqualTo(Folder.read(first).network());

    Path checkpoints = Path.of(first, "checkpoints");
    String checkpoint = checkpoints.resolve(Folders.files(checkpoints).get(0)).toString();
    String second = run;
    run = folder.of("of-a-checkpoint");
    train(data, "--epochs 1 --quiet --init-from " + checkpoint).done();
    assertThat(Path.of(run, "model.npz")).hasSameBinaryContentAs(Path.of(second, "model.npz"));

    run = folder.of("third");
    assertThat(train(data, "--hidden 5 --quiet --init-from " + first + "/model.npz").mistake(3))
        .isEqualTo("[" + first + "/model.npz:W1.npy] expected shape (2, 5) but found (2, 100)");
    assertThat(train(data, "--quiet --init-from " + folder.of("no.npz")).mistake(3))
        .isEqualTo(
            Text.format(
                "[%1$s] expected a model file, or the directory of a run but found nothing at"
                    + " file:%1$s",
                folder.of("no.npz")));
    assertThat(Path.of(run)).doesNotExist();
  }

  @Test
  void aConstantColumnTrainsUnderStandardisation() throws IOException {
    String data = folder.file("data.csv", "x,c,label", "1,7,0", "2,7,1", "3,7,1", "4,7,0");
    train(data, "--scale standard --features x,c --epochs 2 --quiet").done();
    assertThat(Folder.read(run).scaling().scale()[1]).isEqualTo(1);
  }

  @Test
  void aConstantColumnIsLeftOutWithANote() throws IOException {
    String[] lines = new String[13];
    Arrays.setAll(lines, i -> i == 0 ? "x,c,label" : i * i + ",7," + i % 2);
    String data = folder.file("data.csv", lines);
    assertThat(train(data, "--epochs 2").done().lines())
        .contains(
            "Note      left out: c, which holds the same value in every row; --features names what"
                + " to keep");
    assertThat(Folder.read(run).network().inputs()).isEqualTo(1);
  }

  @Test
  void fewerRowsThanShardsTrain() throws IOException {
    String data = folder.file("data.csv", "x,label", "1,0", "2,1");
    train(data, "--shards 9 --epochs 2 --quiet").done();
    assertThat(record().path("configuration").path("batch_size").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"'',2", "' --validation-fraction 0.2 --early-stopping 3',2"})
  void aDivergedRunKeepsTheLastGoodModel(String more, int step) throws IOException {
    CommandResult result =
        train(
            folder.insects("data.csv", 30),
            "--learning-rate 1e30 --output-activation linear --epochs 5 --quiet" + more);
    assertThat(result.complaint(4))
        .isEqualTo(
            Text.format(
                    "[%s] diverged: the loss or its gradient is no longer finite at step %d (epoch"
                        + " %d);",
                    run, step, step)
                + " the last good model was kept; a smaller --learning-rate often helps");
    assertThat(Folder.read(run).parameters().isFinite()).isTrue();
    WholeRun.assertTidy(Path.of(run), "diverged");
    assertThat(log().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void weightsThatOverflowInTheLastStepOfAnEpochAreADivergence(int epochs) throws IOException {
    CommandResult result =
        train(
            folder.insects("data.csv", 30),
            "--learning-rate 1e300 --validation-fraction 0.2 --early-stopping 2 --quiet --epochs "
                + epochs);
    assertThat(result.complaint(4))
        .startsWith("[" + run + "] diverged: the weights are no longer finite after step 1");
    assertThat(Folder.read(run).parameters().isFinite()).isTrue();
    assertThat(log().count()).isEqualTo(1);
  }

  @Test
  void quietPrintsOnlyResults() throws IOException {
    assertThat(train(folder.insects("data.csv", 30), "--epochs 1 --quiet").done().out())
        .startsWith("completed: ")
        .doesNotContain("epoch 1/1", "Reading");
  }

  @Test
  void theShardsDoNotStayInMemory() throws IOException {
    Set<Integer> before = Set.copyOf(persisted());
    train(folder.insects("data.csv", 30), "--epochs 1 --shards 4 --quiet").done();
    assertThat(persisted()).isSubsetOf(before);
  }

  @Test
  void theShardsOfDataThatCannotBeScaledDoNotStayInMemory() throws IOException {
    Set<Integer> before = Set.copyOf(persisted());
    String data = folder.file("huge.csv", "a,label", "1e308,0", "-1e308,1", "1e308,0", "-1e308,1");
    CommandResult result = train(data, "--epochs 1 --scale standard --precision double");
    assertThat(result.complaint(3)).startsWith("[--scale standard]");
    assertThat(persisted()).isSubsetOf(before);
  }

  private static Set<Integer> persisted() {
    return JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext())
        .getPersistentRDDs()
        .keySet();
  }
}
