package org.lockstep.spark.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CategoryTables;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

class TuneIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Small networks, and few of them. */
  private static final String SMALL =
      "--target label --trials 4 --epochs 9 --hidden 6 --batch-size 16 --checkpoint-every 1";

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void table() throws IOException {
    folder = new Folder(path);
    data = folder.file("flowers.csv", CategoryTables.flowers(150));
  }

  private CommandResult tune(String output, String options) {
    List<String> args =
        new ArrayList<>(List.of("tune", "--data", data, "--output", folder.of(output), "--quiet"));
    Stream.of(options.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace('~', ' '))
        .forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  private List<String> names(String directory) throws IOException {
    return new Folder(path.resolve(directory)).names();
  }

  /** The table without the times. */
  private List<String> table(String directory) {
    Dataset<Row> rows =
        SparkForTests.session().read().parquet(folder.of(directory) + "/tune.parquet");
    return rows.drop("seconds").collectAsList().stream().map(row -> row.mkString(",")).toList();
  }

  private byte[] model(String directory) throws IOException {
    return Files.readAllBytes(path.resolve(directory + "/model.npz"));
  }

  @Test
  void everyRunHasADirectoryAndTheBestOnTheLastRungIsTheModel() throws IOException {
    CommandResult result = tune("tune", SMALL + " --test-fraction 0.2").done();
    assertThat(names("tune"))
        .contains("1_epochs-1", "2_epochs-1", "3_epochs-1", "4_epochs-1", "1_epochs-3")
        .contains("1_epochs-9", "model.npz", "tune.csv", "tune.json", "tune.parquet", "tune.png");
    List<Row> rows =
        SparkForTests.session().read().parquet(folder.of("tune") + "/tune.parquet").collectAsList();
    List<Integer> epochs = rows.stream().map(row -> row.<Long>getAs("epochs").intValue()).toList();
    assertThat(epochs).startsWith(1, 1, 1, 1, 3, 3).endsWith(9, 9).isSorted();
    Comparator<Row> better =
        Comparator.<Row>comparingDouble(row -> row.<Double>getAs("validation_accuracy"))
            .thenComparing(row -> row.<String>getAs("directory").startsWith("1_"))
            .thenComparing(row -> -row.<Double>getAs("validation_loss"));
    Row best =
        rows.stream().filter(row -> row.<Long>getAs("epochs") == 9).max(better).orElseThrow();
    assertThat(rows.stream().filter(row -> row.getAs("best"))).containsExactly(best);
    assertThat(model("tune")).isEqualTo(model("tune/" + best.<String>getAs("directory")));
    assertThat(result.out())
        .contains("| trial | learning-rate |", "4 trials in ", "best by validation accuracy: ")
        .contains("on test rows, which decided nothing: ")
        .doesNotContain("| batch-size |", "| units |", "stopped by the time limit");
    CommandResult.of("evaluate", "--model", folder.of("tune"), "--data", data).done();
  }

  @Test
  void membersOfTheBestTrialAreTrainedAndBecomeTheModel() throws IOException {
    String options = SMALL + " --test-fraction 0.2 --members 2";
    CommandResult result = tune("tune", options).done();
    String together =
        names("tune").stream().filter(name -> name.endsWith("members-2")).findFirst().orElseThrow();
    assertThat(together).matches("\\d+_epochs-9_members-2");
    assertThat(model("tune")).isEqualTo(model("tune/" + together));
    assertThat(names("tune/" + together)).contains("members");
    assertThat(names("tune/1_epochs-9")).as("of one network").doesNotContain("members");
    assertThat(result.out())
        .containsPattern("best by validation accuracy: .*; 2 members [01]\\.\\d{4}\n")
        .containsPattern("on test rows, .*; 2 members [01]\\.\\d{4}\n");
    byte[] model = model("tune");
    Files.delete(path.resolve("tune/model.npz"));
    delete(path.resolve("tune/" + together));
    tune("tune", options + " --resume").done();
    assertThat(model("tune")).as("as if it had been killed before").isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seed 3", "--members 2"})
  void theRepeatCommandGivesTheSameModel(String options) throws IOException {
    CommandResult result = tune("tune", SMALL + " " + options).done();
    String repeat =
        result.lines().stream()
            .filter(line -> line.startsWith("repeat "))
            .findFirst()
            .orElseThrow();
    List<String> words = new ArrayList<>();
    for (String part : repeat.substring("repeat".length()).strip().split(" (?=--|')", -1)) {
      words.addAll(
          part.startsWith("'")
              ? List.of(part.substring(1, part.length() - 1))
              : Arrays.asList(part.split(" ", -1)));
    }
    words.addAll(List.of("--quiet", "--output", folder.of("again")));
    CommandResult.of(words.toArray(String[]::new)).done();
    assertThat(model("again")).isEqualTo(model("tune"));
  }

  /** Leaves the search as if it had been killed in this run, the first of the second rung. */
  private void killIn(String tune, String run) throws IOException {
    for (String file : List.of("tune.parquet", "tune.png", "model.npz")) {
      Files.delete(path.resolve(tune + "/" + file));
    }
    for (String later : names(tune)) {
      if (later.endsWith("_epochs-9") || (later.endsWith("_epochs-3") && !later.equals(run))) {
        delete(path.resolve(tune + "/" + later));
      }
    }
    change(path.resolve(tune + "/tune.json"), json -> json.putArray("closed").add(4));
    Path directory = path.resolve(tune + "/" + run);
    Files.delete(directory.resolve("model.npz"));
    try (Stream<Path> checkpoints = Files.list(directory.resolve("checkpoints"))) {
      Files.delete(checkpoints.max(Comparator.naturalOrder()).orElseThrow());
    }
    change(directory.resolve("run.json"), json -> json.putObject("ended").put("how", "running"));
  }

  private static void change(Path file, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(json);
    JSON.writeValue(file.toFile(), json);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void anInterruptedSearchResumesToTheSameTableAndBits() throws IOException {
    tune("tune", SMALL).done();
    List<String> expected = table("tune");
    byte[] model = model("tune");
    killIn("tune", "1_epochs-3");
    CommandResult resumed = tune("tune", SMALL + " --resume").done();
    assertThat(resumed.out()).contains("4 trials in ");
    assertThat(table("tune")).isEqualTo(expected);
    assertThat(model("tune")).isEqualTo(model);
  }

  @Test
  void aFinishedSearchTrainsNothingAgain() throws IOException {
    tune("tune", SMALL).done();
    List<String> csv = Files.readAllLines(path.resolve("tune/tune.csv"));
    tune("tune", SMALL + " --resume").done();
    assertThat(Files.readAllLines(path.resolve("tune/tune.csv")))
        .as("the times too")
        .isEqualTo(csv);
  }

  @Test
  void aSearchIsReplacedOrResumedOnlyOnRequestAndWithTheSameSettings() throws IOException {
    tune("tune", SMALL).done();
    assertThat(tune("tune", SMALL).mistake(3))
        .isEqualTo(
            Text.format(
                "[%s] expected a new directory but found a search; --resume continues it,"
                    + " --overwrite replaces it",
                folder.of("tune")));
    assertThat(tune("tune", SMALL.replace("trials 4", "trials 5") + " --resume").mistake(3))
        .isEqualTo(
            Text.format(
                "[%s] expected the settings of the search to resume but found --trials 5 instead"
                    + " of --trials 4",
                folder.of("tune")));
    assertThat(tune("tune", SMALL + " --resume --seed 4").mistake(3))
        .isEqualTo(
            Text.format(
                "[%s/1_epochs-1] expected the settings of the run to resume but found --seed 4"
                    + " instead of 1",
                folder.of("tune")));
    tune("tune", SMALL.replace("epochs 9", "epochs 1") + " --overwrite").done();
    assertThat(names("tune")).contains("4_epochs-1").doesNotContain("1_epochs-9");
  }

  @Test
  void numbersAreJudgedByR2AndHaveTheirOwnPreset() {
    CommandResult result = tune("tune", SMALL.replace("label", "x")).done();
    assertThat(result.out())
        .contains("best by validation R²: ", "|          0.07 |")
        .doesNotContain("label-smoothing");
  }

  @Test
  void aSearchWithATimeLimitEndsInTime() {
    long start = System.nanoTime();
    CommandResult result =
        tune("tune", "--target label --minutes 0.05 --epochs 2000 --hidden 6 --batch-size 16");
    result.done();
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(60);
    assertThat(result.out()).contains("best by validation accuracy: ");
  }

  @Test
  void theTableGivesTheReasonIfEveryRunFails() throws IOException {
    String network = "--network scaling,~dense~5 --init-from " + folder.of("none.npz");
    CommandResult result = tune("tune", "--target label --trials 4 --epochs 9 " + network);
    assertThat(result.complaint(1))
        .isEqualTo(
            "[" + folder.of("tune") + "] none of the 4 runs was trained; the table says why");
    assertThat(result.out())
        .contains("| failed: [" + folder.of("none.npz") + "] expected a model file");
    assertThat(names("tune")).contains("tune.csv").doesNotContain("model.npz", "tune.png");
  }

  @Test
  void dataWithoutValidationRowsIsOneLineAndNothingIsWritten() throws IOException {
    data = folder.file("few.csv", "x,label", "1,a", "2,b");
    assertThat(tune("tune", "--target label --epochs 1").mistake(3))
        .isEqualTo(
            "[--validation-fraction] expected validation rows to judge trials by but found none");
    assertThat(folder.names()).doesNotContain("tune");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --target y                            | [tune] expected --data PATH or --sql QUERY but found nothing
          --data d --minutes 0                  | [--minutes] expected more than 0 minutes but found 0.0
          --data d --minutes ten                | [--minutes] expected a number but found 'ten'
          --data d --trials 1                   | [--trials] expected 2 to 1000 trials but found 1
          --data d --resume --overwrite         | [--resume] expected --resume or --overwrite but found both
          --data d --validation-fraction 0      | [--validation-fraction] expected validation rows to judge trials by but found none
          --data d --optimizer lbfgs            | [--optimizer] expected one that steps over batches but found lbfgs
          --data d --epochs x                   | [--epochs] expected a whole number up to 2147483647 but found 'x'
          --data d --epoch 3                    | [command line] expected an option of tune but found '--epoch'; did you mean --epochs?
          --data d --learning-rate 1 --network dense~5 --weight-decay 0 --batch-size 5 --label-smoothing 0 --rate-factors b~1 | [tune] expected something to search but found that every setting of the space is given
          """)
  void aMistakeIsReportedBeforeSparkStarts(String options, String expected) {
    String[] words = ("tune " + options).split(" ", -1);
    assertThat(
            CommandResult.withoutSpark(
                    Stream.of(words).map(word -> word.replace('~', ' ')).toArray(String[]::new))
                .mistake(2))
        .isEqualTo(expected);
  }
}
