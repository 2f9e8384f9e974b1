package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.text.Locales;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Header;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.RoleOptions;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

class CsvReaderTest {
  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content).toString();
  }

  @Test
  void aHeaderNamesTheColumns() throws IOException {
    String path = file("a.csv", "x,label,y\n1,cat,2\n3,dog,4.5\n");

    Table table = read(path);

    assertThat(table.input())
        .isEqualTo(new InputSchema(List.of(InputColumn.number("x"), InputColumn.number("y"))));
    assertThat(table.target().names()).containsExactly("label");
    assertThat(table.count()).isEqualTo(2);
    assertThat(lines(table)).containsExactly("0 [1.0, 2.0] cat", "1 [3.0, 4.5] dog");
    assertThat(table.places().placeOf(1)).isEqualTo(path + ":3");
    assertThat(table.files())
        .containsExactly(new SourceFile("file:" + path, 28, Path.of(path).toFile().lastModified()));
  }

  @Test
  void withoutAHeaderTheLastColumnIsTheTargetUnlessANumberIsGiven() throws IOException {
    String path = file("a.csv", "7,1.5,2\n8,-2e-3,4\n");

    assertThat(lines(read(path))).containsExactly("0 [7.0, 1.5] 2.0", "1 [8.0, -0.002] 4.0");
    assertThat(lines(read(Reading.target(path, "1"))))
        .containsExactly("0 [1.5, 2.0] 7.0", "1 [-0.002, 4.0] 8.0");
  }

  @Test
  void anAmbiguousHeaderCanBeSet() throws IOException {
    String numbered = file("numbered.csv", "label,1,2\n0,5,6\n");
    String textOnly = file("text.csv", "red,yes\nblue,no\n");

    assertThat(lines(read(Reading.header(numbered, Header.PRESENT))))
        .containsExactly("0 [5.0, 6.0] 0.0");
    assertThat(lines(read(Reading.header(textOnly, Header.ABSENT))))
        .containsExactly("0 [1.0] yes", "1 [0.0] no");
  }

  @Test
  void textColumnsAreCategoriesInAlphabeticalOrder() throws IOException {
    String path =
        file("a.csv", "a,colour,b,shape,label\n1,red,2,o,0\n3,blue,4,o,1\n5,green,6,x,1\n");

    Table table = read(path);

    assertThat(table.input().columns())
        .containsExactly(
            InputColumn.number("a"),
            InputColumn.text("colour", List.of("blue", "green", "red")),
            InputColumn.number("b"),
            InputColumn.text("shape", List.of("o", "x")));
    assertThat(lines(table))
        .containsExactly(
            "0 [1.0, 2.0, 2.0, 0.0] 0.0",
            "1 [3.0, 0.0, 4.0, 0.0] 1.0",
            "2 [5.0, 1.0, 6.0, 1.0] 1.0");
  }

  @Test
  void severalTargetsAndWeightsAreRead() throws IOException {
    String path = file("a.csv", "x,y1,y2,w\n1,2,3,0.5\n4,5,6,1\n");
    ReadOptions options =
        ReadOptions.of(path)
            .withFormat(Format.CSV)
            .withRoles(
                new RoleOptions(
                    List.of("y2", "y1"), TargetUse.REQUIRED, java.util.Optional.of("w")));

    Table table = read(options);

    assertThat(table.hasWeights()).isTrue();
    assertThat(lines(table)).containsExactly("0 [1.0] (3.0, 2.0) 0.5", "1 [4.0] (6.0, 5.0) 1.0");
  }

  @Test
  void byteOrderMarksWindowsLineEndsQuotesAndSpacesAreUnderstood() throws IOException {
    String path =
        file("a.csv", "\uFEFFx,\"the \"\"name\"\"\",label\r\n1, \"a,b\" ,0\r\n2,#c,1\r\n\r\n\r\n");

    Table table = read(path);

    assertThat(table.input().columns().get(1))
        .isEqualTo(InputColumn.text("the \"name\"", List.of("#c", "a,b")));
    assertThat(lines(table)).containsExactly("0 [1.0, 1.0] 0.0", "1 [2.0, 0.0] 1.0");
  }

  @Test
  void directoriesGlobsAndGzipAreReadInPathOrder() throws IOException {
    file("data/part-1.csv", "x,label\n3,1\n4,0\n\n");
    file("data/part-0.csv", "x,label\n1,0\n2,1\n");
    file("data/part-2.csv", "");
    file("data/part-3.csv", "x,label\n");
    file("data/_SUCCESS", "");
    Path zipped = folder.resolve("data/part-4.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("x,label\n5,1\n".getBytes(StandardCharsets.UTF_8));
    }
    String[] expected = {"0 [1.0] 0.0", "1 [2.0] 1.0", "2 [3.0] 1.0", "3 [4.0] 0.0", "4 [5.0] 1.0"};

    Table directory = read(folder + "/data");
    assertThat(lines(directory)).containsExactly(expected);
    assertThat(directory.places().placeOf(3)).isEqualTo(folder + "/data/part-1.csv:3");
    assertThat(directory.places().placeOf(4)).isEqualTo(folder + "/data/part-4.csv.gz:2");

    Table glob = read(folder + "/*/part-*.csv*");
    assertThat(lines(glob)).containsExactly(expected);
    assertThat(glob.places().placeOf(0)).isEqualTo(folder + "/data/part-0.csv:2");
  }

  @Test
  void fileNamesCanHoldSpacesPercentSignsUnicodeAndPatternCharacters() throws IOException {
    Locales.assumeThatFilesCanBeCalled("üé");
    String path = file("a b%20ü [1]{x}/f%41 é*.csv", "x,label\n1,0\n2,1\n");

    assertThat(lines(read(path))).containsExactly("0 [1.0] 0.0", "1 [2.0] 1.0");
    assertThat(read(folder + "/a b%20ü [1]{x}").places().placeOf(0)).isEqualTo(path + ":2");
  }

  @Test
  void testDataIsMatchedByNameWhereThereAreNames() throws IOException {
    InputSchema input = read(file("a.csv", "x,c,label\n1,p,0\n2,q,1\n")).input();

    String path = file("b.csv", "label,c,x\n1,q,7\n");
    Table table = read(ReadOptions.of(path), input);

    assertThat(table.input()).isEqualTo(input);
    assertThat(lines(table)).containsExactly("0 [7.0, 1.0] 1.0");
  }

  @Test
  void testDataIsMatchedByPositionWhereThereAreNoNames() throws IOException {
    InputSchema pixels = new InputSchema(List.of(InputColumn.vector("pixels", 2)));

    assertThat(lines(read(ReadOptions.of(file("a.csv", "1,2,9\n")), pixels)))
        .containsExactly("0 [1.0, 2.0] 9.0");
    assertThat(lines(read(ReadOptions.of(file("b.csv", "p,q,label\n1,2,9\n")), pixels)))
        .containsExactly("0 [1.0, 2.0] 9.0");
  }

  @Test
  void predictionTakesDataWithOrWithoutATarget() throws IOException {
    InputSchema named = read(file("train.csv", "x,y,label\n1,2,0\n2,3,1\n")).input();
    InputSchema numbered = read(file("numbers.csv", "1,2,0\n2,3,1\n")).input();

    Table without = read(Reading.forPrediction(file("a.csv", "x,y\n1,2\n")), named);
    assertThat(lines(without)).containsExactly("0 [1.0, 2.0]");
    assertThat(without.hasTarget()).isFalse();
    assertThat(lines(read(Reading.forPrediction(file("b.csv", "x,y,label\n1,2,1\n")), named)))
        .containsExactly("0 [1.0, 2.0]");
    assertThat(lines(read(Reading.forPrediction(file("c.csv", "1,2\n")), numbered)))
        .containsExactly("0 [1.0, 2.0]");
    assertThat(lines(read(Reading.forPrediction(file("d.csv", "1,2,1\n"), "3"), numbered)))
        .containsExactly("0 [1.0, 2.0]");
  }

  // --- Columns as people have them -------------------------------------------------------------

  @Test
  void emptyFieldsAndTheUsualMarkersAreMissing() throws IOException {
    String path = file("a.csv", "x,c,label\n1,p,0\n,q,1\nNA,,0\n?,p,1\n5,NULL,0\n");

    Table table = read(path);

    assertThat(lines(table))
        .containsExactly(
            "0 [1.0, 0.0] 0.0",
            "1 [NaN, 1.0] 1.0",
            "2 [NaN, NaN] 0.0",
            "3 [NaN, 0.0] 1.0",
            "4 [5.0, NaN] 0.0");
    assertThat(Reading.notes(table))
        .containsExactly(
            "3 numbers missing and filled: x 3", "2 texts missing, a category of their own: c 2");
  }

  @Test
  void moreMissingMarkersCanBeNamed() throws IOException {
    String path = file("a.csv", "x,label\n1,0\nunknown,1\n-999,0\n");
    assertThat(lines(read(with(path, ColumnSettings.MISSING_VALUES, "unknown,-999"))))
        .containsExactly("0 [1.0] 0.0", "1 [NaN] 1.0", "2 [NaN] 0.0");
  }

  @Test
  void rowsWithoutATargetAreLeftOutAndCounted() throws IOException {
    String path = file("a.csv", "x,label\n1,0\n2,\n3,NA\n4,1\n");

    Table table = read(path);

    assertThat(lines(table)).containsExactly("0 [1.0] 0.0", "1 [4.0] 1.0");
    assertThat(Reading.notes(table)).containsExactly("2 rows left out: they have no target");
    assertThat(table.places().placeOf(0)).isEqualTo(path + ":2");
    assertThat(table.places().placeOf(1)).isEqualTo(path + ":5");
  }

  @Test
  void rowsThatLackAFeatureAreLeftOutOnRequest() throws IOException {
    String path = file("a.csv", "x,c,label\n1,p,0\n,q,1\n3,,1\n4,q,1\n");
    assertThat(lines(read(with(path, ColumnSettings.MISSING, "drop-rows"))))
        .containsExactly("0 [1.0, 0.0] 0.0", "1 [4.0, 1.0] 1.0");
  }

  @Test
  void anUnnamedFirstColumnThatCountsTheRowsIsLeftOut() throws IOException {
    Table table = read(file("a.csv", "\"\",x,label\n\"1\",5,0\n\"2\",7,1\n\"4\",6,1\n"));

    assertThat(table.input().columns()).containsExactly(InputColumn.number("x"));
    assertThat(Reading.notes(table))
        .containsExactly("left out: column 1, which counts the rows; features names what to keep");
  }

  @Test
  void constantsCopiesOfTheTargetAndNamesAreLeftOutUnlessTheUserNamesThem() throws IOException {
    StringBuilder rows = new StringBuilder("k,y2,name,x,label\n");
    for (int i = 0; i < 30; i++) {
      rows.append("same,").append(i % 2).append(",n").append(i).append(',').append(i * i);
      rows.append(',').append(i % 2).append('\n');
    }
    String path = file("a.csv", rows.toString());

    Table table = read(path);

    assertThat(table.input().columns()).containsExactly(InputColumn.number("x"));
    assertThat(Reading.notes(table))
        .containsExactly(
            "left out: k, which holds the same value in every row; features names what to keep",
            "left out: y2, which is the target; features names what to keep",
            "left out: name, which holds a different text in most rows; features names what"
                + " to"
                + " keep");
    assertThat(read(with(path, ColumnSettings.FEATURES, "k,x,y2")).input().columns())
        .containsExactly(
            InputColumn.text("k", List.of("same")),
            InputColumn.number("y2"),
            InputColumn.number("x"));
  }

  @Test
  void columnsAreChosenByNameAndPattern() throws IOException {
    String path = file("a.csv", "a1,a2,b,label\n1,5,7,0\n2,6,8,1\n");
    assertThat(read(with(path, ColumnSettings.FEATURES, "a*")).input().columns())
        .containsExactly(InputColumn.number("a1"), InputColumn.number("a2"));
    assertThat(read(with(path, ColumnSettings.DROP, "a?")).input().columns())
        .containsExactly(InputColumn.number("b"));
    assertThat(Reading.message(() -> read(with(path, ColumnSettings.DROP, "a3"))))
        .isEqualTo(
            "[" + path + ":1] expected a column for drop 'a3' but found columns a1, a2, b, label");
  }

  @Test
  void numbersCanBeCategoriesAndTextsCanBeMissingNumbers() throws IOException {
    String path = file("a.csv", "zip,n,label\n0815,1,0\n4711,many,1\n");
    ReadOptions zip = with(path, ColumnSettings.CATEGORICAL, "zip");
    assertThat(Reading.message(() -> read(zip)))
        .isEqualTo("[" + path + ":3] expected a number in column 'n' but found 'many'");
    SettingValues both =
        SettingValues.none()
            .withText(ColumnSettings.CATEGORICAL, "zip")
            .withText(ColumnSettings.NUMERIC, "n");
    Table table = read(ReadOptions.of(path).withColumns(ColumnSettings.of(both)));
    assertThat(table.input().columns().get(0))
        .isEqualTo(InputColumn.text("zip", List.of("0815", "4711")));
    assertThat(lines(table)).containsExactly("0 [0.0, 1.0] 0.0", "1 [1.0, NaN] 1.0");
  }

  @Test
  void newCategoriesAndMissingValuesArePredictedAndCounted() throws IOException {
    InputSchema model =
        new InputSchema(
            List.of(
                NumberColumn.of("x").filled(2, false), InputColumn.text("c", List.of("p", "q"))));
    String path = file("a.csv", "id,c,x\n1,new,3\n2,q,\n");

    Table table = read(Reading.forPrediction(path), model);

    assertThat(lines(table)).containsExactly("0 [3.0, -1.0]", "1 [NaN, 1.0]");
    assertThat(Reading.notes(table))
        .containsExactly("1 values missing and filled: x 1", "1 values not seen in training: c 1");
  }

  @Test
  void numbersThatFloatsCannotTellApartAreStoredRelativeToTheSmallest() throws IOException {
    String path = file("a.csv", "time,label\n1700000000000,0\n1700000000007,1\n");
    assertThat(read(path).input().columns())
        .containsExactly(NumberColumn.of("time").from(1700000000000.0));
  }

  private static <T> ReadOptions with(String path, Setting<T> setting, String text) {
    SettingValues values = SettingValues.none().withText(setting, text);
    return ReadOptions.of(path).withColumns(ColumnSettings.of(values));
  }
}
