package org.lockstep.spark.read.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReaderOptions;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/** Files of the formats that Spark reads, with their rows in order: JSON, ORC and Avro. */
@Tag("slow")
class FrameFilesTest {
  private static final String SPLIT = "spark.sql.files.maxPartitionBytes";
  private static final int[] ROWS_OF_FILES = {3, 400, 1, 700};

  private final SparkSession spark = SparkForTests.session();
  @TempDir private Path folder;

  @AfterEach
  void restore() {
    spark.conf().unset(SPLIT);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n").toString();
  }

  private static ReadOptions with(String path, String name, String value) {
    return ReadOptions.of(path).withReader(new ReaderOptions(Map.of(name, value), List.of()));
  }

  private String message(ReadOptions options) {
    return Reading.messageOf(options).replace(folder + "/", "");
  }

  private String message(String path) {
    return message(ReadOptions.of(path));
  }

  /** Writes files part-0 to part-3, whose column index counts on from file to file. */
  private Path numbered(String format) throws IOException {
    Path all = Files.createDirectory(folder.resolve("all"));
    long row = 0;
    for (int file = 0; file < ROWS_OF_FILES.length; file++) {
      Path one = folder.resolve("one");
      spark
          .range(row, row + ROWS_OF_FILES[file])
          .select(
              functions.col("id").as("index"),
              functions.md5(functions.col("id").cast("string")).as("text"),
              functions.lit(0).as("label"))
          .coalesce(1)
          .write()
          .format(format)
          .option("orc.stripe.size", 1024)
          .option("orc.stripe.row.count", 100)
          .mode("overwrite")
          .save(one.toString());
      try (var written = Files.list(one)) {
        Path part =
            written.filter(f -> f.toString().endsWith("." + format)).findFirst().orElseThrow();
        Files.move(part, all.resolve("part-" + file + "." + format));
      }
      row += ROWS_OF_FILES[file];
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "orc", "avro"})
  void rowsAreInOrderOfPathAndPositionWhateverTheSplitSize(String format) throws IOException {
    Path all = numbered(format);
    SettingValues index = SettingValues.none().withText(ColumnSettings.FEATURES, "index");
    ReadOptions options = ReadOptions.of(all.toString()).withColumns(ColumnSettings.of(index));
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < 1104; row++) {
      expected.add(row + " [" + (double) row + "] 0.0");
    }
    for (int bytes : new int[] {700, 1 << 27}) {
      spark.conf().set(SPLIT, bytes);
      Table table = read(options);
      spark.conf().set(SPLIT, 1000); // changing the setting afterwards must not matter
      assertThat(lines(table)).isEqualTo(expected);
      assertThat(table.places().placeOf(403))
          .isEqualTo(all + "/part-2." + format + (format.equals("json") ? ":1" : ":row 1"));
    }
  }

  @Test
  void jsonIsReadByContentFromArraysAndCompressed() throws IOException {
    String[] objects = {"{\"x\":1.5,\"label\":\"a\"}", "{\"label\":\"b\",\"x\":2}"};
    List<String> rows = List.of("0 [1.5] a", "1 [2.0] b");
    assertThat(lines(read(file("plain", objects)))).isEqualTo(rows);
    assertThat(lines(read(file("x.ndjson", objects)))).isEqualTo(rows);
    assertThat(lines(read(file("array.json", "[", objects[0] + ",", objects[1], "]"))))
        .isEqualTo(rows);
    Path zipped = folder.resolve("x.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(String.join("\n", objects).getBytes(StandardCharsets.UTF_8));
    }
    // Spark finds the compression by the suffix.
    assertThat(lines(read(zipped.toString()))).isEqualTo(rows);
  }

  @Test
  void malformedJsonIsNamedWithItsLine() throws IOException {
    String good = "{\"x\":1,\"label\":\"a\"}";
    assertThat(message(file("a.json", good, "", "  ", good, "{\"x\":1,", good)))
        .isEqualTo("[a.json:5] expected an object of JSON but found '{\"x\":1,'");
    assertThat(message(file("b.json", "no", "json")))
        .isEqualTo(
            "[b.json] expected JSON objects, one a line or in an array but found something else");
    Table table = read(with(file("c.json", good, "nothing", good), "mode", "DROPMALFORMED"));
    assertThat(lines(table)).containsExactly("0 [1.0] a", "1 [1.0] a");
    assertThat(message(with(file("d.json", good), "multiLine", "perhaps")))
        .startsWith("[d.json] expected readable JSON data but found ");
  }

  @Test
  void missingValuesAreCountedAndABadOneIsNamedWithItsLine() throws IOException {
    String path =
        file("a.json", "{\"x\":1,\"w\":1,\"label\":0}", "", "{\"x\":null,\"w\":-1,\"label\":1}");
    assertThat(message(Reading.weight(path, "w")))
        .isEqualTo("[a.json:3] expected a weight of at least 0 in column 'w' but found '-1'");
    Table table = read(path);
    assertThat(table.count()).isEqualTo(2);
    assertThat(table.notes()).anyMatch(note -> note.contains("1 numbers missing and filled: x 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "parquet", "orc", "avro"})
  void partitionsBecomeColumns(String format) throws IOException {
    Path written = folder.resolve("written");
    spark
        .range(0, 40)
        .selectExpr("id % 2 label", "id * 1.5 x", "concat('r', id % 4) region", "id % 2 + 7 place")
        .coalesce(1)
        .write()
        .partitionBy("region", "place")
        .format(format)
        .save(written.toString());

    Table table = read(written.toString());

    assertThat(table.input().columns()).extracting(c -> c.name()).contains("x", "region", "place");
    assertThat(table.count()).isEqualTo(40);
    assertThat(table.places().placeOf(0)).startsWith(written + "/region=r0/place=7/part-00000");
    assertThat(read(written + "/region=r1/place=8").count()).isEqualTo(10);
  }

  @Test
  void partitionsOfOtherFormatsAreRefused() throws IOException {
    Files.createDirectories(folder.resolve("d/day=1"));
    file("d/day=1/a.svm", "1 1:2");
    assertThat(message(folder + "/d"))
        .isEqualTo(
            "[d] expected files in one directory (only csv, json, parquet, orc and avro are read"
                + " from partitions) but found libsvm in directories that name columns");
    assertThat(read(folder + "/d/day=*/a.svm").count()).isEqualTo(1);
  }

  @Test
  void wholeNumbersOfEightDigitsCanBeDates() throws IOException {
    String path =
        file(
            "a.json",
            "{\"when\":20240131,\"order\":20240131,\"label\":1}",
            "{\"when\":20240229,\"order\":20240230,\"label\":0}",
            "{\"when\":null,\"order\":20240301,\"label\":0}");
    InputSchema input = read(path).input();
    assertThat(input.columns()).extracting(InputColumn::name).containsExactly("order", "when");
    assertThat(input.columns().get(0)).isInstanceOf(NumberColumn.class);
    assertThat(((DateColumn) input.columns().get(1)).form()).isEqualTo(DateForm.COMPACT);
    InputSchema fitted =
        new InputSchema(
            List.of(
                NumberColumn.of("order"), ((DateColumn) input.columns().get(1)).filled(0, true)));
    String more = file("b.json", "{\"when\":20240302,\"order\":1}", "{\"when\":7,\"order\":2}");
    assertThat(read(Reading.forPrediction(more), fitted).notes())
        .containsExactly("1 values that are not dates, filled as missing: when 1");
  }

  @Test
  void tsvIsSeparatedByTabs() throws IOException {
    String path = file("a.txt", "x,y\tlabel", "1,2\tb", "3,4\tc");
    Table table = read(Reading.format(path, Format.TSV));
    assertThat(table.input().columns()).extracting(c -> c.name()).containsExactly("x,y");
    assertThat(
            message(
                Reading.format(path, Format.TSV).withDialect(DialectOptions.NONE.separatedBy(';'))))
        .isEqualTo("[separator] expected tabs for format tsv but found ';'");
  }

  @Test
  void readOptionsAreOnlyForFormatsThatSparkReads() throws IOException {
    String csv = file("a.csv", "x;label", "1;2", "3;4");
    assertThat(lines(read(with(csv, "SEP", ";")))).containsExactly("0 [1.0] 2.0", "1 [3.0] 4.0");
    assertThat(message(with(csv, "inferSchema", "true")))
        .isEqualTo(
            "[read-option] expected only sep, encoding or header for csv but found 'inferSchema'");
    assertThat(message(with(file("a.svm", "1 1:2"), "sep", ";")))
        .isEqualTo("[read-option] expected a format that Spark reads but found libsvm in a.svm");
    String json = file("a.json", "{\"x\":1,\"label\":1}");
    assertThat(read(with(json, "primitivesAsString", "true")).input().columns())
        .containsExactly(InputColumn.text("x", List.of("1")));
  }

  @Test
  void damagedFilesGiveAOneLineMessage() throws IOException {
    for (String format : List.of("orc", "avro")) {
      String path = file("a." + format, "not what the name says");
      assertThat(message(path))
          .startsWith("[a." + format + "] expected readable ")
          .doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "orc", "avro"})
  void aFileThatChangesBetweenPassesIsDetected(String format) throws IOException {
    Path all = numbered(format);
    Table table = read(all.toString());
    Path second = all.resolve("part-1." + format);
    Files.copy(all.resolve("part-0." + format), second, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(all.resolve(".part-1." + format + ".crc"));

    assertThatThrownBy(() -> table.rows().collectAsList())
        .rootCause()
        .hasMessageContaining(
            "part-1."
                + format
                + "] expected the file unchanged since it was checked but found a changed one");
  }
}
