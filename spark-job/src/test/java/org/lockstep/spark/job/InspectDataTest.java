package org.lockstep.spark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** {@code inspect} of data: the contents of each column, and its features in training. */
@Tag("slow")
class InspectDataTest {
  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void makeCustomers() throws IOException {
    folder = new Folder(path);
    List<String> lines = new ArrayList<>(List.of("\"\",age,town,name,land,income,churned"));
    for (int i = 1; i <= 100; i++) {
      lines.add(
          String.join(
              ",",
              Integer.toString(i),
              i % 4 == 0 ? "" : Integer.toString(20 + i % 50),
              i % 5 == 0 ? "NA" : i % 2 == 0 ? "Bern" : "<b>Oslo</b>",
              "person " + i,
              "CH",
              i % 3 == 0 ? "?" : i + ".5",
              i % 25 == 0 ? "yes" : "no"));
    }
    data = folder.file("customers.csv", lines.toArray(String[]::new));
  }

  private List<String> inspect(String... more) {
    List<String> args = new ArrayList<>(List.of("inspect", data));
    args.addAll(List.of(more));
    return CommandResult.of(args.toArray(String[]::new)).done().lines();
  }

  @Test
  void eachColumnIsListedWithWhatItBecomes() {
    assertThat(inspect("--target", "churned"))
        .contains(
            "column    type            missing   distinct  values                          becomes",
            "column 1  whole number                   100  1 ... 50 ... 100                left"
                + " out: it counts the rows",
            "age       whole number       25 %         50  20 ... 45 ... 69                2"
                + " features: number, is missing",
            "town      text               20 %          2  <b>Oslo</b>, Bern               3"
                + " features: one-hot, is missing",
            "name      text                           100  person 1                        left"
                + " out: it holds a different text in most rows",
            "land      text                             1  CH                              left"
                + " out: it holds the same value in every row",
            "income    number             33 %         67  1.500 ... 50.50 ... 100.5       2"
                + " features: number, is missing",
            "churned   text                             2  no, yes                         the"
                + " target")
        .contains("target    churned", "          binary, 2 classes: no 96 (96 %), yes 4 (4.0 %)");
  }

  @Test
  void theNotesOfTrainingAndWarningsAreShown() {
    List<String> notes =
        inspect("--target", "churned").stream().filter(line -> line.startsWith("Note")).toList();
    List<String> ofTraining =
        CommandResult.ofPlainTraining(
                data, folder.of("run"), "--target", "churned", "--epochs", "1")
            .done()
            .lines()
            .stream()
            .filter(line -> line.startsWith("Note") && !line.contains("validation"))
            .toList();
    assertThat(notes)
        .containsAll(ofTraining)
        .contains("Note      1 of 2 classes have fewer than 10 rows, such as yes")
        .hasSize(ofTraining.size() + 1);
  }

  @Test
  void featuresAreThoseOfTheTrainedModel() throws IOException {
    CommandResult.ofPlainTraining(
            data, folder.of("run"), "--target", "churned", "--epochs", "1", "--quiet")
        .done();
    assertThat(Folder.read(folder.of("run")).input().featureNames())
        .hasSize(
            inspect("--target", "churned").stream()
                .filter(line -> line.matches(".* [0-9]+ features?: .*"))
                .mapToInt(
                    line -> Integer.parseInt(line.replaceAll(".* ([0-9]+) features?: .*", "$1")))
                .sum());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--max-categories 4 --text-features 5 --text message",
        "--text message --missing-indicator false",
        "--text message --text-kind hashing --text-features 64",
        "--ordinal cat,size=small<medium<large --max-categories 2",
        "--missing mean --categorical n",
        "--missing drop-rows --text message"
      })
  void notesAndFeaturesAreThoseOfTraining(String options) throws IOException {
    List<String> words = List.of("free call", "win !", "hello None", "...", "None", "", "a", "-");
    List<String> lines = new ArrayList<>(List.of("label,message,cat,size,when,n"));
    for (int i = 0; i < 120; i++) {
      lines.add(
          String.join(
              ",",
              i * 5 % 17 % 2 == 0 ? "spam" : "ham", // no single column determines it
              words.get(i % 8),
              "cat" + i % 9,
              i % 3 == 0 ? "large" : "small",
              i % 11 == 0 ? "" : "2024-0" + (1 + i % 7) + "-1" + i % 10,
              i % 5 == 0 ? "" : "" + i % 7));
    }
    data = folder.file("messages.csv", lines.toArray(String[]::new));
    List<String> more = Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList();
    List<String> told = inspect(more.toArray(String[]::new));
    List<String> args =
        new ArrayList<>(
            List.of("train", "--data", data, "--validation-fraction", "0", "--epochs", "1"));
    args.addAll(List.of("--output", folder.of("run")));
    args.addAll(more);
    List<String> trained = CommandResult.of(args.toArray(String[]::new)).done().lines();
    assertThat(notes(told)).containsAll(notes(trained)).isNotEmpty();
    InputSchema input = Folder.read(folder.of("run")).input();
    assertThat(told).contains("features  " + input.width());
    for (InputColumn column : input.columns()) {
      String features = column.width() == 1 ? "1 feature" : column.width() + " features";
      assertThat(told).anyMatch(line -> line.matches(column.name() + " .* " + features + ".*"));
    }
  }

  private static List<String> notes(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("Note")).toList();
  }

  @Test
  void textsWithoutWordsAreCounted() throws IOException {
    data =
        folder.file(
            "m.csv",
            "label,message",
            "0,None",
            "1,unknown",
            "0,...",
            "1,-",
            "0,",
            "1,?",
            "0,a b c",
            "1,two words");
    assertThat(inspect("--text", "message"))
        .contains(
            "Note      2 texts missing, with no words: message 2",
            "Note      3 texts present, with no words: message 3",
            "features  4",
            "input     [message of 4 words]")
        .anyMatch(line -> line.matches("message +text +25 % +6 .* 4 features: words"));
  }

  @Test
  void columnsCanBeLeftOutAndNamed() {
    assertThat(inspect("--target", "churned", "--drop", "age", "--categorical", "column 1"))
        .anyMatch(line -> line.matches("age .* left out on request"))
        .anyMatch(line -> line.matches("column 1 .* 100 features: one-hot"));
    assertThat(CommandResult.of("inspect", data, "--target", "churn").mistake(3))
        .contains("expected a target column 'churn' but found columns column 1, age,");
  }

  @Test
  void thePageIsSelfContainedAndEscapesTheData() throws IOException {
    Path page = path.resolve("page.html");
    assertThat(inspect("--target", "churned", "--html", page.toString()))
        .contains("page      file:" + page);
    String html = Files.readString(page, UTF_8);
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("&lt;b&gt;Oslo", "<rect ", "counts the rows", "class=\"bar\"")
        .doesNotContain("<b>Oslo", "<script", "http", "src=", "@import");
    assertThat(CommandResult.of("inspect", data, "--html", page.toString()).mistake(3))
        .isEqualTo("[" + page + "] expected a new file but found a file; --overwrite replaces it");
    inspect("--html", page.toString(), "--overwrite");
  }

  @Test
  void aTargetFarAboveItsMedianIsReported() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,price"));
    for (int i = 0; i < 60; i++) {
      lines.add(i % 7 + "," + (i == 5 ? 90_000 : 100 + i + 0.5));
    }
    data = folder.file("prices.csv", lines.toArray(String[]::new));
    assertThat(inspect("--target", "price"))
        .contains(
            "          regression",
            "Note      the largest price is far above the median: --target-scale log may learn"
                + " more");
  }
}
