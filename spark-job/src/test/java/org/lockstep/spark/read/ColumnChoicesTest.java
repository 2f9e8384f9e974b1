package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.RealData;

/** Users' options for columns, on real and messy tables. */
@Tag("slow")
class ColumnChoicesTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  private CommandResult train(String data, String target, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--data",
                data,
                "--target",
                target,
                "--output",
                folder.of("run")));
    args.addAll(List.of("--epochs", "1", "--hidden", "4", "--quiet"));
    args.addAll(List.of(more));
    return CommandResult.of(args.toArray(String[]::new));
  }

  private InputColumn column(String name) throws IOException {
    return Folder.read(folder.of("run")).input().columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ordinalCategoriesHaveTheUsersOrder() throws IOException {
    String diamonds = RealData.path("tables/diamonds.csv");
    List<String> cuts = List.of("Fair", "Good", "Very Good", "Premium", "Ideal");
    train(diamonds, "price", "--ordinal", "cut=" + String.join("<", cuts) + ",color").done();
    assertThat(column("cut"))
        .isEqualTo(new CategoryColumn("cut", cuts, Form.ORDINAL, false, false));
    assertThat(column("color"))
        .isEqualTo(
            new CategoryColumn(
                "color", List.of("D", "E", "F", "G", "H", "I", "J"), Form.ORDINAL, false, false));
  }

  @Test
  void aCategoryMissingFromTheOrderIsAnError() throws IOException {
    String sizes = folder.file("s.csv", "size,y", "small,1", "huge,2", "large,3");
    assertThat(train(sizes, "y", "--ordinal", "size=small<large").complaint(3))
        .isEqualTo("[" + sizes + "] expected one of small<large in column 'size' but found 'huge'");
    assertThat(train(sizes, "y", "--ordinal", "sise=small<large").complaint(3))
        .isEqualTo(
            "["
                + sizes
                + ":1] expected a column for --ordinal 'sise' but found columns size, y; the"
                + " nearest is 'size'");
    assertThat(train(sizes, "y", "--ordinal", "size=small<small").complaint(2))
        .isEqualTo(
            "[--ordinal] expected distinct categories, as in size=small<medium<large but found"
                + " 'size=small<small'");
  }

  @Test
  void missingNumbersBecomeTheMeanOfTheTrainingRows() throws IOException {
    train(
            RealData.path("tables/Chile.csv"),
            "vote",
            "--missing",
            "mean",
            "--validation-fraction",
            "0")
        .done();
    NumberColumn income = (NumberColumn) column("income");
    assertThat(income.fill().orElseThrow()).isCloseTo(CHILEAN_INCOME, within(1e-6));
    assertThat(income.indicator()).isTrue();
  }

  /** Computed by pandas, from the rows with a vote. */
  private static final double CHILEAN_INCOME = 33971.00857492854;

  @Test
  void thousandsOfCategoriesArePossible() throws IOException {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("city,x,y"));
    for (int i = 0; i < 12_000; i++) {
      int city = i % 3000;
      lines.add("city " + city + "," + random.nextGaussian() + "," + (city % 2 == 0 ? "a" : "b"));
    }
    String cities = folder.file("c.csv", lines.toArray(String[]::new));
    train(cities, "y", "--max-categories", "3000").done();
    assertThat(column("city").width()).isEqualTo(3000);
    Files.delete(path.resolve("run/model.npz"));
    CommandResult result =
        CommandResult.of(
            "inspect", cities, "--target", "y", "--max-categories", "50", "--numeric", "x");
    assertThat(result.done().lines())
        .contains(
            "Note      rarer texts become one category: city 2,950 of 3,000; --max-categories keeps"
                + " more");
    train(cities, "y", "--max-categories", "50", "--overwrite").done();
    assertThat(column("city").width()).isEqualTo(51);
    assertThat(column("city").featureNames()).contains("city is another");
  }

  @Test
  void columnsOfTooManyTextsAreLeftOutWithANote() throws IOException {
    StringBuilder lines = new StringBuilder("note,x,y\n");
    for (int i = 0; i <= 100_000; i++) {
      lines.append("n").append(i).append(',').append(i % 7).append(',').append(i % 2).append('\n');
    }
    String notes = folder.file("n.csv", lines.toString());
    CommandResult result =
        CommandResult.ofPlainTraining(notes, folder.of("r"), "--target", "y", "--epochs", "1");
    assertThat(result.done().lines())
        .contains(
            "Note      left out: note, which holds a different text in most rows; --features names"
                + " what to keep");
    assertThat(train(notes, "y", "--features", "note,x").complaint(3))
        .isEqualTo(
            "["
                + notes
                + "] expected at most 100000 different texts in column 'note' but found more");
  }

  @Test
  void patternsSelectColumnsAsNamesDo() throws IOException {
    List<String> lines = new ArrayList<>(List.of("zip_id,n_id,c_one,a_id,x,y"));
    for (int i = 0; i < 50; i++) {
      int id = (i * 37 + 11) % 50;
      lines.add(id + "," + id + ",7," + id + "," + i % 7 + "," + i % 2);
    }
    String table = folder.file("t.csv", lines.toArray(String[]::new));
    train(table, "y").done();
    assertThat(names()).containsExactly("x");
    train(table, "y", "--overwrite", "--categorical", "zip*", "--numeric", "n?id").done();
    assertThat(names()).containsExactly("zip_id", "n_id", "x");
    train(table, "y", "--overwrite", "--features", "a*,c*,x").done();
    assertThat(names()).containsExactly("c_one", "a_id", "x");
  }

  private List<String> names() throws IOException {
    return Folder.read(folder.of("run")).input().columns().stream().map(InputColumn::name).toList();
  }

  @Test
  void optionsForColumnsThatAreNoFeaturesAreReported() throws IOException {
    List<String> lines = new ArrayList<>(List.of("message,size,w,x,y"));
    for (int i = 0; i < 30; i++) {
      lines.add("some words " + i % 3 + ",small,1," + i % 7 + "," + i % 2);
    }
    String table = folder.file("t.csv", lines.toArray(String[]::new));
    CommandResult result =
        CommandResult.ofPlainTraining(
            table,
            folder.of("run"),
            "--target",
            "y",
            "--weight",
            "w",
            "--features",
            "x,size",
            "--drop",
            "si*",
            "--text",
            "message",
            "--categorical",
            "y",
            "--numeric",
            "w",
            "--ordinal",
            "size",
            "--epochs",
            "1");
    assertThat(result.done().lines())
        .contains(
            "Note      --text message has no effect: --features does not name it",
            "Note      --categorical y has no effect: it is the target",
            "Note      --numeric w has no effect: it is the weight of the rows",
            "Note      --ordinal size has no effect: --drop leaves it out");
  }

  @Test
  void columnsThatTeachNothingAreReportedEvenIfNamed() throws IOException {
    String empty = folder.file("e.csv", "x,empty,y", "1,,1.5", "2,,1.5", "4,NA,1.5");
    CommandResult result =
        CommandResult.of("inspect", empty, "--target", "y", "--features", "x,empty");
    assertThat(result.done().lines())
        .contains(
            "Note      kept on request: empty, which holds no value",
            "Note      the target y is the same in every row: nothing is learned")
        .noneMatch(line -> line.contains("missing and filled"));
  }

  @Test
  void anUnknownSeparatorIsReportedWithTheOptionThatSetsIt() throws IOException {
    String slashes = folder.file("s.csv", "x/z/y", "1/2/0", "3/4/1");
    assertThat(train(slashes, "y").complaint(3))
        .isEqualTo(
            "["
                + slashes
                + ":1] expected a target column 'y' but found column x/z/y; --separator sets the"
                + " separator of columns");
  }

  @Test
  void theEncodingThatAUserSetsIsUsed() throws IOException {
    String latin = folder.of("latin.csv");
    String text = "city,y\nKöln,1\nGenève,2\nKöln,3\nLodz,4\n";
    Files.write(Path.of(latin), text.getBytes(StandardCharsets.ISO_8859_1));
    train(latin, "y", "--encoding", "ISO-8859-1").done();
    assertThat(column("city").featureNames())
        .containsExactly("city=Genève", "city=Köln", "city=Lodz");
  }
}
