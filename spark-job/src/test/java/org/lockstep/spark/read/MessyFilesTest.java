package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Files as spreadsheets and people write them. */
class MessyFilesTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  private CommandResult train(String data, String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--preset", "plain-sgd", "--data", data, "--target", "y"));
    args.addAll(List.of("--epochs", "1", "--overwrite", "--output", folder.of("run")));
    args.addAll(List.of(more));
    return CommandResult.of(args.toArray(String[]::new));
  }

  private List<InputColumn> columns() throws IOException {
    return Folder.read(folder.of("run")).input().columns();
  }

  @Test
  void excelsFirstLineSetsTheSeparator() throws IOException {
    Path file = path.resolve("t.csv");
    String text = "sep=;\r\nGröße;x;y\r\ngroß;1,5;a\r\nklein;2,5;b\r\ngroß;;a\r\n";
    Files.write(file, text.getBytes(Charset.forName("windows-1252")));
    assertThat(train(file.toString()).done().lines())
        .contains(
            "Note      the first line is above the table and is skipped",
            "Note      read as text in windows-1252, fields separated by ';', decimal commas");
    assertThat(columns()).extracting(InputColumn::name).containsExactly("Größe", "x");
    Files.writeString(file, "sep=;\nGröße;x\ngroß;1,5\n\"riesig\";2\n");
    CommandResult.of(
            "predict",
            "--model",
            folder.of("run"),
            "--data",
            file.toString(),
            "--output",
            folder.of("p.csv"))
        .done();
    assertThat(folder.lines("p.csv")).hasSize(3);
    Files.writeString(file, "sep=;");
    assertThat(train(file.toString()).code()).isEqualTo(3);
    Files.writeString(file, "sep=;\nx;y\n1;a\nfoo;b\n");
    assertThat(train(file.toString()).complaint(3))
        .isEqualTo("[" + file + ":4] expected a number in column 'x' but found 'foo'");
  }

  @Test
  void linesAboveTheTableAreSkipped() throws IOException {
    String data =
        folder.file("t.csv", "# exported, on Monday", "# by us", "x,y", "1,a", "2,b", "3,a");
    assertThat(train(data).done().lines())
        .contains("Note      the first 2 lines are above the table and are skipped");
    assertThat(columns()).extracting(InputColumn::name).containsExactly("x");
    String titled = folder.file("r.csv", "Sales report", "2024", "", "x,y", "1,a", "2,b", "3,a");
    assertThat(train(titled).done().lines())
        .contains("Note      the first 3 lines are above the table and are skipped");
    String named = folder.file("n.csv", "#x,y", "1,a", "2,b", "3,a");
    train(named).done();
    assertThat(columns()).extracting(InputColumn::name).containsExactly("#x");
  }

  @Test
  void excelsUnicodeTextIsRecognisedByItsFirstBytes() throws IOException {
    Path file = path.resolve("t.txt");
    String text = "Größe\tx\ty\r\n1'234.50\t1\ta\r\n1'000.00\t2\tb\r\n7.50\t3\ta\r\n";
    Files.write(file, text.getBytes(StandardCharsets.UTF_16));
    assertThat(train(file.toString()).done().lines())
        .anyMatch(line -> line.contains("fields separated by tabs"))
        .anyMatch(line -> line.contains("read as numbers") && line.contains("Größe (1'234.50)"));
  }

  @Test
  void columnsWithTheSameNameAreNumbered() throws IOException {
    String data = folder.file("t.csv", "x,x,,x.1,y", "1,2,5,3,a", "2,4,6,3.5,b", "3,1,7,9,a");
    assertThat(train(data).done().lines())
        .contains(
            "Note      several columns share a name and are told apart by a number, as in x and"
                + " x.1: x");
    assertThat(columns())
        .extracting(InputColumn::name)
        .containsExactly("x", "x.2", "column 3", "x.1");
  }

  @Test
  void lineBreaksInQuotesAreTextAndPlacesStayRight() throws IOException {
    List<String> lines = new ArrayList<>(List.of("note,x,y"));
    for (int i = 0; i < 30; i++) {
      String note = i % 3 == 0 ? "\"first\nsecond, \"\"third\"\"\n\"" : i % 3 == 1 ? "one" : "two";
      lines.add(note + "," + i % 7 + "," + (i % 2 == 0 ? "a" : "b"));
    }
    String data = folder.file("t.csv", lines.toArray(String[]::new));
    CommandResult result = train(data).done();
    assertThat(result.out()).contains("30 training rows").doesNotContain("left out");
    assertThat(((CategoryColumn) columns().get(0)).categories())
        .containsExactly("first\nsecond, \"third\"\n", "one", "two");
    CommandResult.of(
            "predict",
            "--model",
            folder.of("run"),
            "--data",
            data,
            "--carry",
            "place",
            "--output",
            folder.of("p.csv"))
        .done();
    assertThat(folder.lines("p.csv")).hasSize(31);
    assertThat(folder.lines("p.csv").get(1)).contains("t.csv:2");
    assertThat(folder.lines("p.csv").get(2)).contains("t.csv:5");
    lines.add("one,many,a");
    assertThat(train(folder.file("t.csv", lines.toArray(String[]::new))).complaint(3))
        .isEqualTo("[" + data + ":52] expected a number in column 'x' but found 'many'");
  }
}
