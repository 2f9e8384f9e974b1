package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.Scorer;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** A table as a colleague sends it: row names, gaps, city names, an odd header. */
@Tag("slow")
class TablesTest {
  private static final int ROWS = 300;
  private static final String[] CITIES = {"Bern", "Köln", "Oslo", "Rome"};

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void makeCustomers() throws IOException {
    folder = new Folder(path);
    Random random = new Random(11);
    List<String> lines = new ArrayList<>(List.of("\"\",age,city,income,vip,churned"));
    for (int i = 1; i <= ROWS; i++) {
      int city = random.nextInt(CITIES.length);
      double age = 18 + random.nextInt(60);
      double income = Math.exp(10 + random.nextGaussian());
      boolean vip = random.nextInt(4) == 0;
      boolean churned = age / 20 + city - (vip ? 3 : 0) + 0.5 * random.nextGaussian() > 3;
      lines.add(
          String.join(
              ",",
              "\"" + i + "\"",
              random.nextInt(10) == 0 ? "" : Double.toString(age),
              random.nextInt(20) == 0 ? "NA" : "\"" + CITIES[city] + "\"",
              random.nextInt(15) == 0 ? "unknown" : Double.toString(income),
              vip ? "TRUE" : "FALSE",
              churned ? "yes" : "no"));
    }
    data = folder.file("customers.csv", lines.toArray(String[]::new));
  }

  private CommandResult train(String run, String options) {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--data", data, "--target", "churned", "--output", folder.of(run)));
    Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  @Test
  void aMessyTableTrainsByOneCommandWithNotesOnItsColumns() throws IOException {
    CommandResult result = train("run", "--optimizer adam --epochs 60");
    assertThat(result.done().lines().stream().filter(line -> line.startsWith("Note")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("Note      left out: column 1, which counts the rows;"))
        .anyMatch(
            line -> line.matches("Note      \\d+ numbers missing and filled: age .*, income .*"))
        .anyMatch(
            line -> line.matches("Note      \\d+ texts missing, a category of their own: city .*"));
    assertThat(result.out()).containsPattern("train accuracy 0\\.9");
    assertThat(Folder.read(folder.of("run")).input().featureNames())
        .containsExactly(
            "age",
            "age is missing",
            "city=Bern",
            "city=Köln",
            "city=Oslo",
            "city=Rome",
            "city is missing",
            "income",
            "income is missing",
            "vip");
  }

  @Test
  void aTenthIsHeldOutAndTheBestEpochKept() throws IOException {
    CommandResult result = train("run", "").done();
    assertThat(result.out())
        .contains("270 training rows, 30 validation rows")
        .contains("Training  up to 200 epochs of 3 steps, batch 100, adam, learning rate 0.001")
        .contains(", early stopping after 20 epochs, seed 1");
    JsonNode record = new ObjectMapper().readTree(Path.of(folder.of("run"), "run.json").toFile());
    assertThat(record.path("configuration").path("keep").asText()).isEqualTo("best-loss");
  }

  @Test
  void rowIdsAreLeftOutInAnyOrder() throws IOException {
    List<String> lines = new ArrayList<>(List.of("customerID,Unnamed: 0,house_no,x,y"));
    for (int i = 0; i < 50; i++) {
      lines.add(i * 7919 % 1009 + "," + i * 17 % 50 + "," + i % 49 + "," + i % 7 + "," + i % 2);
    }
    String rows = folder.file("rows.csv", lines.toArray(String[]::new));
    CommandResult result =
        CommandResult.of(
            "train", "--data", rows, "--target", "y", "--output", folder.of("r"), "--epochs=1");
    assertThat(result.done().out())
        .contains(
            "left out: customerID, Unnamed: 0, each of which holds a different number in"
                + " every"
                + " row;");
    assertThat(Folder.read(folder.of("r")).input().featureNames()).containsExactly("house_no", "x");
  }

  @Test
  void laterDataWithANewCategoryAndMissingValuesIsPredicted() throws IOException {
    train("run", "--epochs 3 --quiet").done();
    String tomorrow =
        folder.file(
            "tomorrow.csv",
            "city,vip,income,age,region",
            "Paris,TRUE,40000,,north",
            ",FALSE,,33,x");
    CommandResult result =
        CommandResult.of(
            "predict",
            "--model",
            folder.of("run"),
            "--data",
            tomorrow,
            "--output",
            folder.of("p.csv"),
            "--probabilities");
    assertThat(result.done().lines())
        .contains(
            "Note      3 values missing and filled: age 1, city 1, income 1",
            "Note      1 values not seen in training: city 1");
    Model model = Folder.read(folder.of("run"));
    Scorer scorer = Scorer.of(model);
    double[][] raw = {
      {Double.NaN, CategoryColumn.UNKNOWN, 40000, 1}, {33, Double.NaN, Double.NaN, 0}
    };
    List<String> lines = folder.lines("p.csv");
    assertThat(lines).hasSize(3);
    for (int i = 0; i < raw.length; i++) {
      String[] fields = lines.get(i + 1).split(",", -1);
      assertThat(fields[0]).isEqualTo(scorer.classify(raw[i]).label());
      assertThat(Double.parseDouble(fields[2]))
          .isCloseTo(scorer.classify(raw[i]).probabilities().get(1), within(1e-6));
    }
  }

  @Test
  void aNumberBeyondTheRangeOfFloatsIsAnErrorOfItsOwnRow() throws IOException {
    train("run", "--epochs 3 --quiet").done();
    String huge =
        folder.file("huge.csv", "age,city,income,vip", "20,Bern,5,TRUE", "1e39,Bern,5,TRUE");
    assertThat(
            CommandResult.of(
                    "predict",
                    "--model",
                    folder.of("run"),
                    "--data",
                    huge,
                    "--output",
                    folder.of("p.csv"))
                .complaint(4))
        .isEqualTo("[" + huge + ":3] expected finite outputs of the model but found NaN");
  }

  @Test
  void aWordAmongTheNumbersOfATargetIsAnError() throws IOException {
    String text = folder.file("t.csv", "x,y", "1,0", "2,1", "3,unknown", "4,1");
    assertThat(
            CommandResult.of("train", "--data", text, "--target", "y", "--output", folder.of("r"))
                .complaint(3))
        .isEqualTo("[" + text + ":4] expected a number in column 'y' but found 'unknown'");
  }

  @Test
  void filledDataGivesTheSameBitsOnAnyNumberOfTasksAndBothEngines() throws IOException {
    byte[] first = null;
    for (String engine : List.of("resident", "job")) {
      for (int tasks = 1; tasks <= 4; tasks++) {
        String run = engine + tasks;
        train(
                run,
                "--epochs 3 --batch-size 37 --shards 4 --validation-fraction 0.2 --quiet"
                    + " --optimizer adam --engine "
                    + engine
                    + " --tasks "
                    + tasks)
            .done();
        byte[] model = Files.readAllBytes(path.resolve(run).resolve("model.npz"));
        first = first == null ? model : first;
        assertThat(model).as(run).isEqualTo(first);
      }
    }
  }

  @Test
  void categoriesOfTestRowsAreNotLearned() throws IOException {
    String test =
        folder.file("test.csv", "\"\",age,city,income,vip,churned", "1,,Atlantis,5,TRUE,no");
    train("run", "--epochs 1 --quiet --test " + test).done();
    assertThat(Folder.read(folder.of("run")).input().featureNames())
        .noneMatch(name -> name.contains("Atlantis"));
  }
}
