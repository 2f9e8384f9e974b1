package org.lockstep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.message;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.spark.read.Reading;
import org.roaringbitmap.RoaringBitmap;

class TargetsTest {
  private static final List<String> LABEL = List.of("label");

  @TempDir private Path folder;

  private Table labelled(String... labels) throws IOException {
    StringBuilder content = new StringBuilder("x,label\n");
    for (String label : labels) {
      content.append("0.5,").append(label).append('\n');
    }
    Path file = folder.resolve("f.csv");
    return read(Files.writeString(file, content).toString());
  }

  private Table twoTargets() throws IOException {
    Path file = folder.resolve("two.csv");
    Files.writeString(file, "x,a,b\n1,2,3\n4,5,6.5\n");
    return read(Reading.target(file.toString(), "a", "b"));
  }

  private static TargetSchema fit(Table table) {
    return Targets.fit(table, Optional.empty());
  }

  private static List<Object> encoded(Table table, TargetSchema schema) {
    List<Row> rows = Targets.encode(table, schema).collectAsList();
    return rows.stream()
        .sorted(Comparator.comparingLong(row -> row.getLong(0)))
        .map(row -> row.get(row.fieldIndex(Table.TARGET)))
        .toList();
  }

  @Test
  void textIsClassesInAlphabeticalOrder() throws IOException {
    Table table = labelled("dog", "ant", "cat", "dog");
    assertThat(fit(table))
        .isEqualTo(new TargetSchema(Task.CLASSIFICATION, LABEL, List.of("ant", "cat", "dog")));
    assertThat(encoded(table, fit(table))).containsExactly(2.0, 0.0, 1.0, 2.0);
  }

  @ParameterizedTest
  @CsvSource({"dog;ant;cat;dog", "10;2;0;10.0;-0", "1;0.5;-3;2", "1;-1;1"})
  void theFirstPassOverAFileSeesTheSameTargetsAsAPassOverItsRows(String labels) throws IOException {
    Table table = labelled(labels.split(";"));
    Table unseen = table.with(Origin.Seen.NOTHING);
    assertThat(table.seen().targets()).isPresent();
    List<String> notes = new ArrayList<>();
    List<String> expectedNotes = new ArrayList<>();
    TargetSchema schema = Targets.fit(table, Optional.empty(), notes::add);
    assertThat(schema).isEqualTo(Targets.fit(unseen, Optional.empty(), expectedNotes::add));
    assertThat(notes).isEqualTo(expectedNotes);
    List<Object> codes = encoded(table, schema);
    assertThat(codes).isEqualTo(encoded(unseen, schema));
    if (schema.task() != Task.REGRESSION) {
      List<RoaringBitmap> sets =
          table.seen().targets().orElseThrow().rowsOf(schema.classes()).orElseThrow();
      for (int row = 0; row < codes.size(); row++) {
        assertThat(sets.get(((Double) codes.get(row)).intValue()).contains(row)).isTrue();
      }
      assertThat(sets.stream().mapToInt(RoaringBitmap::getCardinality).sum())
          .isEqualTo(codes.size());
    }
    Optional<Task> classes = Optional.of(Task.CLASSIFICATION);
    assertThat(outcome(() -> Targets.fit(table, classes)))
        .isEqualTo(outcome(() -> Targets.fit(unseen, classes)));
  }

  @Test
  void theRowsOfEachClassAreKnownWhereClassesAreFew() {
    TargetProfile all = new TargetProfile(true);
    all.append(texts("a", "b", "a"), 0);
    all.append(texts("b", "c"), 3);
    all.append(texts("a"), 1L << 31);
    assertThat(all.rowsOf(List.of("a", "b", "c", "d")).orElseThrow())
        .containsExactly(
            RoaringBitmap.bitmapOf(0, 2, 1 << 31),
            RoaringBitmap.bitmapOf(1, 3),
            RoaringBitmap.bitmapOf(4),
            new RoaringBitmap());

    all.append(texts(IntStream.range(0, 63).mapToObj(i -> "more " + i).toArray(String[]::new)), 5);
    assertThat(all.rowsOf(List.of("a"))).isEmpty();
    all.append(texts("a"), 90);
    assertThat(all.rowsOf(List.of("a"))).isEmpty();
  }

  private static TargetProfile texts(String... labels) {
    TargetProfile profile = new TargetProfile(true);
    for (int row = 0; row < labels.length; row++) {
      profile.add(row, labels[row]);
    }
    return profile;
  }

  private static Object outcome(Supplier<TargetSchema> fit) {
    try {
      return fit.get();
    } catch (BadInputException e) {
      return e.getMessage();
    }
  }

  @Test
  void targetsOfAFileAreFittedWithoutReadingItAgain() throws IOException {
    Table table = labelled("b", "a", "b");
    Files.delete(folder.resolve("f.csv"));
    assertThat(fit(table).classes()).containsExactly("a", "b");
    assertThat(Targets.encode(table, fit(table)).columns()).contains(Table.TARGET);
  }

  @Test
  void wholeNumbersAreClassesInNumericOrder() throws IOException {
    Table table = labelled("10", "2", "0", "10.0");
    assertThat(fit(table))
        .isEqualTo(new TargetSchema(Task.CLASSIFICATION, LABEL, List.of("0", "2", "10")));
    assertThat(encoded(table, fit(table))).containsExactly(2.0, 1.0, 0.0, 2.0);
  }

  @Test
  void twoClassesAreBinaryUnlessSetOtherwise() throws IOException {
    Table table = labelled("yes", "no");
    List<String> classes = List.of("no", "yes");
    assertThat(fit(table)).isEqualTo(new TargetSchema(Task.BINARY, LABEL, classes));
    assertThat(Targets.fit(table, Optional.of(Task.CLASSIFICATION)))
        .isEqualTo(new TargetSchema(Task.CLASSIFICATION, LABEL, classes));
    assertThat(encoded(table, fit(table))).containsExactly(1.0, 0.0);
  }

  @Test
  void minusOneAndOneAreClassesOnlyOnTheirOwn() throws IOException {
    Table signs = labelled("1", "-1", "-1.0", "+1");
    assertThat(fit(signs)).isEqualTo(new TargetSchema(Task.BINARY, LABEL, List.of("-1", "1")));
    assertThat(encoded(signs, fit(signs))).containsExactly(1.0, 0.0, 0.0, 1.0);
    assertThat(fit(labelled("1", "-1", "0")).task()).isEqualTo(Task.REGRESSION);
    assertThat(Targets.fit(labelled("1", "0", "-1"), Optional.of(Task.CLASSIFICATION)))
        .isEqualTo(new TargetSchema(Task.CLASSIFICATION, LABEL, List.of("-1", "0", "1")));
  }

  @Test
  void fractionsNegativesAndManyValuesAreRegression() throws IOException {
    TargetSchema regression = new TargetSchema(Task.REGRESSION, LABEL, List.of());
    assertThat(fit(labelled("1.5", "2"))).isEqualTo(regression);
    assertThat(fit(labelled("-1", "2"))).isEqualTo(regression);
    String[] many = new String[21];
    for (int i = 0; i < many.length; i++) {
      many[i] = Integer.toString(i);
    }
    assertThat(fit(labelled(many))).isEqualTo(regression);
    Table whole = labelled("1", "2");
    assertThat(Targets.fit(whole, Optional.of(Task.REGRESSION))).isEqualTo(regression);
    assertThat(encoded(whole, regression)).containsExactly(1.0, 2.0);
  }

  @Test
  void anAmbiguousTargetGetsANoteOfTheOtherReading() throws IOException {
    assertThat(notes("3", "5", "8"))
        .containsExactly(
            "the 3 different whole numbers of label are read as classes; task regression reads them"
                + " as numbers to predict");
    assertThat(notes("1", "0", "-1"))
        .containsExactly(
            "the 3 different whole numbers of label are read as numbers to predict; task"
                + " classification reads them as classes");
    assertThat(notes("0", "1", "2")).isEmpty();
    assertThat(notes("3", "7")).isEmpty();
    assertThat(notes("-1", "1")).isEmpty();
    assertThat(notes("0.5", "1", "2")).isEmpty();
    assertThat(notes("a", "b", "c")).isEmpty();
  }

  private List<String> notes(String... labels) throws IOException {
    List<String> notes = new ArrayList<>();
    Targets.fit(labelled(labels), Optional.empty(), note -> notes.add(Mention.plain(note)));
    return notes;
  }

  @Test
  void severalColumnsAreRegression() throws IOException {
    TargetSchema schema = fit(twoTargets());
    assertThat(schema).isEqualTo(new TargetSchema(Task.REGRESSION, List.of("a", "b"), List.of()));
    assertThat(encoded(twoTargets(), schema).get(1)).hasToString("ArraySeq(5.0, 6.5)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0;1;2.5;0.5 | CLASSIFICATION | [f.csv:4] expected a class label (a whole number, or text) but found 2.5
          0;1;2       | BINARY         | [f.csv:column label] expected two classes for a binary task but found 3: '0', '1', '2'
          7;7         |                | [f.csv:column label] expected at least two classes but found only '7'
          a;b         | REGRESSION     | [f.csv:2] expected a number in target column 'label' but found 'a'
          """)
  void labelsThatDoNotSuitTheTaskAreRefused(String labels, Task task, String expected)
      throws IOException {
    Table table = labelled(labels.strip().split(";"));
    String message = message(() -> Targets.fit(table, Optional.ofNullable(task)));
    assertThat(message.replace(folder + "/", "")).isEqualTo(expected);
  }

  @Test
  void classificationTakesOnlyOneColumn() throws IOException {
    Table table = twoTargets();
    assertThat(
            message(() -> Targets.fit(table, Optional.of(Task.BINARY))).replace(folder + "/", ""))
        .isEqualTo(
            "[two.csv:columns a, b] expected one target column for classification but found 2");
  }

  @Test
  void labelsOutsideTheModelsClassesAreRefused() throws IOException {
    TargetSchema digits =
        new TargetSchema(
            Task.CLASSIFICATION,
            LABEL,
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"));
    Table table = labelled("3", "12", "99");
    assertThat(message(() -> Targets.encode(table, digits)).replace(folder + "/", ""))
        .isEqualTo(
            "[f.csv:3] expected one of the classes '0', '1', '2', '3', '4', '5', '6', '7', '8',"
                + " '9', ... (12 in all) but found '12'");
    Table text = labelled("a", "b");
    assertThat(message(() -> Targets.encode(text, digits)).replace(folder + "/", ""))
        .startsWith("[f.csv:2] expected one of the classes '0', ")
        .endsWith(" but found 'a'");
  }

  @Test
  void aNumberOfTargetsOtherThanTheModelsIsRefused() throws IOException {
    Table table = twoTargets();
    TargetSchema one = new TargetSchema(Task.REGRESSION, LABEL, List.of());
    assertThat(message(() -> Targets.encode(table, one)).replace(folder + "/", ""))
        .isEqualTo("[two.csv:columns a, b] expected 1 target column but found 2");
  }

  @Test
  void moreThan1000LabelsAreRefused() throws IOException {
    String[] many = new String[1001];
    for (int i = 0; i < many.length; i++) {
      many[i] = "n" + i;
    }
    Table table = labelled(many);
    assertThat(message(() -> fit(table)).replace(folder + "/", ""))
        .isEqualTo("[f.csv:column label] expected at most 1000 different labels but found more");
  }
}
