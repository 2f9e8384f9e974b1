package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** {@code importance} shows which columns matter, and how predictions depend on them. */
@Tag("slow")
class ImportanceTest {
  private static final int ROWS = 400;

  @TempDir private Path path;
  private Folder folder;
  private String data;

  /** The city determines the label, the age the payment; day and other determine nothing. */
  @BeforeEach
  void makeVisits() throws IOException {
    folder = new Folder(path);
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("age,city,day,other,paid,label"));
    for (int i = 0; i < ROWS; i++) {
      int age = 20 + random.nextInt(50);
      String city = List.of("Bern", "Oslo", "Rome").get(random.nextInt(3));
      lines.add(
          age
              + Text.format(",%s,2024-%02d-11,", city, 1 + i % 12)
              + random.nextInt(9)
              + ","
              + (3 * age + random.nextGaussian())
              + ","
              + (city.equals("Oslo") ? "yes" : "no"));
    }
    data = folder.file("visits.csv", lines.toArray(String[]::new));
  }

  private void train(String options) {
    List<String> args =
        new ArrayList<>(List.of("train", "--data", data, "--output", folder.of("run"), "--quiet"));
    args.addAll(List.of(options.split(" ", -1)));
    CommandResult.of(args.toArray(String[]::new)).done();
  }

  private CommandResult importance(String options) {
    List<String> args = new ArrayList<>(List.of("importance", "--model", folder.of("run")));
    args.addAll(Arrays.stream(options.split(" ", -1)).filter(word -> !word.isEmpty()).toList());
    return CommandResult.of(args.toArray(String[]::new));
  }

  private static final String CLASS_OPTIONS =
      "--epochs 40 --hidden 8 --learning-rate 0.02 --drop paid --test-fraction 0.25";
  private static final String NUMBER_OPTIONS =
      "--epochs 8 --hidden 8 --learning-rate 0.02 --target paid --drop label"
          + " --validation-fraction 0.25";

  @Test
  void theDecisiveColumnComesFirstOnHeldOutRows() throws IOException {
    train(CLASS_OPTIONS);
    CommandResult result = importance("").done();
    assertThat(result.lines().get(0))
        .isEqualTo("shuffles  4 columns, 5 times each, among 100 test rows");
    assertThat(result.out()).contains("\nscore     accuracy 1.0000 of the rows as they are\n");
    assertThat(result.lines().get(2)).isEqualTo("column    importance     deviation");
    assertThat(result.lines().get(3)).startsWith("city          0.");
    List<String> table = folder.lines("run/importance/importance.csv");
    assertThat(table).hasSize(5);
    assertThat(table.get(0)).isEqualTo("column,importance,deviation");
    assertThat(table.get(1)).startsWith("city,0.");
    assertThat(table.subList(2, 5)).allMatch(line -> line.matches("(age|day|other),0\\.0[^,]*,.*"));
    assertThat(width(folder.of("run/importance/importance.png"))).isEqualTo(860);
  }

  @Test
  void whereOneClassHasMostRowsANoteSuggestsLogLoss() throws IOException {
    String note = "90.0 % of the rows are of class no, so accuracy hardly moves; --metric log-loss";
    List<String> lines = new ArrayList<>(List.of("age,label"));
    for (int i = 0; i < 100; i++) {
      lines.add((i % 10 == 0 ? 60 + i % 7 : 20 + i % 7) + (i % 10 == 0 ? ",yes" : ",no"));
    }
    data = folder.file("unbalanced.csv", lines.toArray(String[]::new));
    train("--epochs 2 --validation-fraction 0");
    String rows = "--data " + data + " --repeats 1";
    assertThat(importance(rows).done().out()).contains(note);
    assertThat(importance(rows + " --metric accuracy --overwrite").done().out())
        .doesNotContain("hardly moves");
    assertThat(importance(rows + " --metric log-loss --overwrite").done().out())
        .doesNotContain("hardly moves");
  }

  private static int width(String picture) throws IOException {
    BufferedImage image = ImageIO.read(Path.of(picture).toFile());
    return image.getWidth();
  }

  @Test
  void dependenceIsReportedByNameAndInTheTargetsUnit() throws IOException {
    train(NUMBER_OPTIONS);
    CommandResult result =
        importance(
                "--repeats 1 --metric rmse --dependence age --dependence city --dependence day"
                    + " --dependence city,age --quiet --output "
                    + folder.of("found"))
            .done();
    assertThat(result.lines()).hasSize(6);
    assertThat(result.lines().get(0)).startsWith("score     rmse ");
    assertThat(result.lines().get(2)).startsWith("age ");
    List<String> ages = folder.lines("found/dependence-age.csv");
    assertThat(ages.get(0)).isEqualTo("age,prediction");
    double youngest = Double.parseDouble(ages.get(1).split(",", -1)[1]);
    double oldest = Double.parseDouble(ages.get(ages.size() - 1).split(",", -1)[1]);
    assertThat(oldest - youngest).isBetween(80.0, 200.0);
    assertThat(folder.lines("found/dependence-city.csv"))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("Oslo,"));
    assertThat(folder.lines("found/dependence-day.csv").get(1)).startsWith("2024-01-11,");
    List<String> both = folder.lines("found/dependence-city-age.csv");
    assertThat(both.get(0)).isEqualTo("city,age,prediction");
    assertThat(both).hasSize(1 + 3 * 12);
    for (String name : List.of("age", "city", "day", "city-age")) {
      assertThat(width(folder.of("found/dependence-" + name + ".png"))).isPositive();
    }
  }

  private static double probability(String line) {
    return Double.parseDouble(line.split(",", -1)[1]);
  }

  @Test
  void dependenceIsOfTheSecondOfTwoClassesAndOfEachOfMore() throws IOException {
    train(CLASS_OPTIONS);
    importance("--dependence city").done();
    List<String> two = folder.lines("run/importance/dependence-city.csv");
    assertThat(two.get(0)).isEqualTo("city,probability_yes");
    assertThat(probability(two.get(1))).isLessThan(0.1);
    assertThat(two.get(2)).startsWith("Oslo,");
    assertThat(probability(two.get(2))).isGreaterThan(0.9);
    train("--overwrite --epochs 2 --target city --drop paid,label");
    importance("--data " + data + " --dependence age").done();
    assertThat(folder.lines("run/importance/dependence-age.csv").get(0))
        .isEqualTo("age,probability_Bern,probability_Oslo,probability_Rome");
  }

  @Test
  void aColumnWithoutValuesHasNoDependence() throws IOException {
    train(NUMBER_OPTIONS + " --missing mean");
    String rows =
        folder.file(
            "gaps.csv", "age,city,day,other,paid", ",Oslo,2024-01-11,3,90", ",Bern,2024-02-11,,80");
    assertThat(importance("--data " + rows + " --dependence age").done().out())
        .contains("Note      no row has a value of age: no dependence to show\n");
  }

  @Test
  void resultsArePartOfTheRunAndReplacedOnlyOnRequest() throws IOException {
    train(CLASS_OPTIONS);
    importance("--dependence age").done();
    String first = Files.readString(path.resolve("run/importance/importance.csv"));
    assertThat(importance("").complaint(3))
        .isEqualTo(
            "[file:"
                + folder.of("run")
                + "/importance/importance.csv] expected a new file but found a file;"
                + " --overwrite replaces it");
    importance("--overwrite").done();
    assertThat(Files.readString(path.resolve("run/importance/importance.csv"))).isEqualTo(first);
    importance("--overwrite --seed 2").done();
    assertThat(Files.readString(path.resolve("run/importance/importance.csv"))).isNotEqualTo(first);
    train(CLASS_OPTIONS + " --overwrite");
    assertThat(path.resolve("run/importance")).doesNotExist();
  }

  @Test
  void rowsOfDataAndOfPartsOfTheRunCanBeUsed() {
    train(CLASS_OPTIONS);
    assertThat(importance("--data " + data).done().lines().get(0)).endsWith("among 400 rows");
    assertThat(importance("--rows train --overwrite").done().lines().get(0))
        .endsWith("among 260 train rows");
    assertThat(importance("--overwrite --rows 0:50 --data " + data).done().lines().get(0))
        .endsWith("among 50 rows");
  }

  @Test
  void aRunWithoutHeldOutRowsNeedsData() {
    train("--epochs 1 --validation-fraction 0 --drop paid");
    assertThat(importance("").complaint(3))
        .isEqualTo(
            "[file:"
                + folder.of("run")
                + "/run.json] expected a run with test or validation rows, or other rows in --data"
                + " but found none among its data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--metric rmse | [--metric] expected accuracy or log-loss for a model of classes but found"
            + " rmse",
        "--dependence agee | [--dependence] expected a column of the model but found 'agee'; the"
            + " nearest is 'age'",
      })
  void metricsAndColumnsThatTheModelLacksAreRefused(String options, String message) {
    train(CLASS_OPTIONS);
    assertThat(importance(options).complaint(3)).isEqualTo(message);
  }

  @Test
  void aTableWithoutTheTargetIsRefused() throws IOException {
    train(CLASS_OPTIONS);
    String rows = folder.file("rows.csv", "age,city,day,other", "30,Oslo,2024-01-11,3");
    assertThat(importance("--data " + rows).complaint(3))
        .isEqualTo(
            "["
                + rows
                + ":1] expected a target column 'label' but found columns age, city, day, other");
  }

  @Test
  void aModelOfImagesIsRefused() throws IOException {
    NetworkSpec network =
        NetworkSpec.perceptron(16, List.of(), new Relu(), 2, new SoftmaxCrossEntropy(), true);
    Model images =
        new Model(
            network,
            FlatVector.zeros(Precision.FLOAT, 34),
            new InputSchema(List.of(InputColumn.image("pixels", ImageShape.gray(4, 4)))),
            new TargetSchema(Task.CLASSIFICATION, List.of("label"), List.of("a", "b")),
            Scaling.none(16));
    String model = folder.model("images.npz", images);
    assertThat(CommandResult.of("importance", "--model", model, "--data", data).complaint(3))
        .isEqualTo(
            "["
                + model
                + "] expected a model of a table's columns but found one of images, of 4 x 4"
                + " pixels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dependence a,b,c | [--dependence] expected one column or two but found 'a,b,c'",
        "--dependence a,a | [--dependence] expected two columns but found 'a,a'",
        "--repeats 0 | [--repeats] expected at least 1 but found 0",
        "--metric f1 | [--metric] expected one of accuracy, log-loss, r2, rmse, mae but found 'f1'",
        "--target y | [importance without --data] expected no other reading option, because the"
            + " run defines them, but found --target",
        "--rows 0:5 | [importance] expected --data D or --sql QUERY but found nothing",
      })
  void contradictoryOptionsAreRefusedBeforeSparkStarts(String options, String message) {
    List<String> args = new ArrayList<>(List.of("importance", "--model", "m"));
    args.addAll(List.of(options.split(" ", -1)));
    assertThat(CommandResult.withoutSpark(args.toArray(String[]::new)).mistake(2))
        .isEqualTo(message);
  }
}
