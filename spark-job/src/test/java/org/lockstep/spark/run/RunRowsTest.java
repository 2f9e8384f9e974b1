package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.EvaluatedData;
import org.lockstep.spark.job.EvaluationJob;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.ThresholdSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

/** {@code evaluate --rows test} uses the rows that a run held out. */
@Tag("slow")
class RunRowsTest {
  private static final Console SILENT =
      new Console(
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
          OptionalInt.empty(),
          true);

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void makeVisits() throws IOException {
    folder = new Folder(path);
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("age,city,customer,day,w,paid,label"));
    for (int i = 0; i < 200; i++) {
      double age = 20 + random.nextInt(50);
      String city = List.of("Bern", "Oslo", "Rome").get(random.nextInt(3));
      boolean yes = age + 20 * random.nextGaussian() > 45;
      lines.add(
          (random.nextInt(9) == 0 ? "" : Double.toString(age))
              + Text.format(",%s,c%d,2024-%02d-11", city, i % 23, 1 + i % 12)
              + ","
              + (1 + i % 3)
              + ","
              + (3 * age + random.nextGaussian())
              + ","
              + (yes ? "yes" : "no"));
    }
    data = folder.file("visits.csv", lines.toArray(String[]::new));
  }

  private CommandResult train(String options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--data",
                data,
                "--output",
                folder.of("run"),
                "--epochs",
                "4"));
    args.addAll(List.of(options.split(" ", -1)));
    args.add("--quiet");
    return CommandResult.of(args.toArray(String[]::new)).done();
  }

  private CommandResult evaluate(String options) {
    List<String> args = new ArrayList<>(List.of("evaluate", "--model", folder.of("run")));
    args.addAll(List.of(options.split(" ", -1)));
    return CommandResult.of(args.toArray(String[]::new));
  }

  private JsonNode record() throws IOException {
    return new ObjectMapper().readTree(path.resolve("run").resolve("run.json").toFile());
  }

  private Score score(Part part) throws IOException {
    return EvaluationJob.run(
        SparkForTests.session(),
        folder.of("run"),
        new EvaluatedData.OfRun(part, Optional.empty(), Optional.empty()),
        Optional.empty(),
        new EvaluationJob.Asked(OptionalInt.empty(), ThresholdSettings.of(SettingValues.none())),
        Optional.empty(),
        SILENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--test-fraction 0.2 --validation-fraction 0.1",
        "--test-fraction 0.2 --validation-fraction 0.1 --stratify false --seed 9 --shards 3",
        "--test-fraction 0.3 --validation-fraction 0.1 --split-by customer --weight w --drop paid",
        "--split-by day --split-after 2024-10-01 --validation-fraction 0.2 --keep best-loss",
        "--test-rows 150: --validation-rows 100:130 --rows 0:100 --threshold f1 --blas java",
        "--test-fraction 0.2 --validation-fraction 0.1 --target paid --target-scale log"
      })
  void theMetricsEqualThoseOfTheRecordToTheLastBit(String options) throws IOException {
    train(options);
    JsonNode metrics = record().path("metrics").path("test");
    Score test = score(Part.TEST);
    assertThat(test.rows()).isEqualTo(metrics.path("rows").asLong());
    assertThat(test.meanLoss()).isEqualTo(metrics.path("loss").asDouble());
    JsonNode last = record().path("final");
    assertThat(test.meanLoss()).isEqualTo(last.path("test_loss").asDouble());
    assertThat(score(Part.VALIDATION).meanLoss())
        .isEqualTo(last.path("validation_loss").asDouble());
    if (metrics.has("accuracy")) {
      assertThat(test.accuracy()).isEqualTo(metrics.path("accuracy").asDouble());
      assertThat(test.details().orElseThrow().brier())
          .isEqualTo(metrics.path("brier_score").asDouble());
    } else {
      assertThat(test.regression().get(0).rmse())
          .isEqualTo(metrics.path("targets").path("paid").path("rmse").asDouble());
    }
    assertThat(score(Part.TRAIN).rows())
        .isEqualTo(record().path("data").path("train_rows").asLong());
  }

  @Test
  void aSeparateTestFileIsReadAgain() throws IOException {
    String test = folder.file("t.csv", "age,city,customer,day,w,paid,label", "30,Rome,c,d,2,90,no");
    train("--test " + test + " --features age,city --weight w");
    assertThat(evaluate("--rows test").done().lines()).startsWith("rows      1");
    assertThat(score(Part.TEST).meanLoss())
        .isEqualTo(record().path("final").path("test_loss").asDouble());
    assertThat(evaluate("--rows validation").complaint(3))
        .isEqualTo(
            "[file:"
                + folder.of("run")
                + "/run.json] expected a run with validation rows but found none among its data");
  }

  @Test
  void aModelTrainedWithWeightsIsEvaluatedWithAndWithoutThem() throws IOException {
    train("--features age,city --weight w");
    String weighed = evaluate("--data " + data + " --weight w").done().out();
    String plain = evaluate("--data " + data).done().out();
    assertThat(weighed).contains("rows      200").isNotEqualTo(plain);
    assertThat(plain).contains("rows      200");
  }

  @Test
  void aModelTrainedWithWeightsIsEvaluatedOnDataWithoutAHeader() throws IOException {
    String rows = folder.file("rows.csv", "1,2,3,a", "2,1,4,b", "3,2,1,a", "4,1,2,b");
    CommandResult.ofPlainTraining(
            rows,
            folder.of("run"),
            "--weight",
            "2",
            "--quiet",
            "--epochs",
            "2",
            "--header",
            "absent")
        .done();
    assertThat(evaluate("--header absent --weight 2 --data " + rows).done().lines())
        .startsWith("rows      4");
  }

  @Test
  void movedDataIsNamedAndChangedDataIsRefused() throws IOException {
    train("--test-fraction 0.2");
    String before = evaluate("--rows test").done().out();
    String moved = folder.of("moved.csv");
    Files.move(Path.of(data), Path.of(moved));
    assertThat(evaluate("--rows test").complaint(3)).startsWith("[file:" + data + "] expected");
    assertThat(evaluate("--rows test --data " + moved).done().out())
        .endsWith(before); // after a note, if the file has another time

    Files.writeString(
        Path.of(moved), Files.readString(Path.of(moved)).replaceFirst("Oslo", "Bern"));
    assertThat(evaluate("--rows test --data " + moved).complaint(3))
        .startsWith("[file:" + folder.of("run") + "] expected the data of the run but found other");
    Files.writeString(Path.of(moved), Files.readString(Path.of(moved)) + "30,Rome,c1,d,1,2,no\n");
    assertThat(evaluate("--rows test --data " + moved).complaint(3))
        .contains("expected the data of the run but found ")
        .contains(" bytes instead of ");
  }

  @Test
  void aModelWithoutARunHasNoTestRows() throws IOException {
    train("--test-fraction 0.2");
    Path alone = Files.createDirectory(path.resolve("alone")).resolve("model.npz");
    Files.copy(path.resolve("run").resolve("model.npz"), alone);
    assertThat(
            CommandResult.of("evaluate", "--model", alone.toString(), "--rows", "test")
                .complaint(3))
        .isEqualTo(
            "["
                + alone
                + "] expected the run.json of a run, which defines its rows, but found none at"
                + " file:"
                + alone.resolveSibling("run.json"));
    String inside = path.resolve("run").resolve("model.npz").toString();
    assertThat(CommandResult.of("evaluate", "--model", inside, "--rows", "test").done().lines())
        .startsWith("rows      40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rows test --target paid | [--rows test] expected no other reading option, because the"
            + " run defines them, but found --target",
        "--rows tset | [--rows] expected test, validation, train or rows FROM:TO but found 'tset'",
        "--rows 0:5 | [evaluate] expected --data D or --sql QUERY but found nothing",
      })
  void contradictoryOptionsAreRefused(String options, String message) {
    assertThat(evaluate(options).mistake(2)).isEqualTo(message);
  }
}
