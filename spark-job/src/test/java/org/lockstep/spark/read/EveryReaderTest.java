package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.sql.DeltaSparkSessionExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/** What every reader promises. A new one joins by its line in {@link SampleData#all}. */
@Tag("slow")
class EveryReaderTest {
  private static final Map<String, Double> NAMES = Map.of("airplane", 0.0, "automobile", 1.0);

  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void sessionWithDelta() {
    SparkForTests.session();
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    spark =
        SparkSession.builder()
            .withExtensions(new DeltaSparkSessionExtension())
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.databricks.delta.snapshotPartitions", 1)
            .getOrCreate();
  }

  @AfterAll
  static void sessionOfOthers() {
    SparkSession.setActiveSession(SparkForTests.session());
    SparkSession.setDefaultSession(SparkForTests.session());
  }

  static List<SampleData> samples() {
    return SampleData.all();
  }

  static List<SampleData> files() {
    return samples().stream().filter(sample -> !sample.format().isOfTables()).toList();
  }

  static List<SampleData> namedColumns() {
    List<Format> text = List.of(Format.CSV, Format.TSV);
    return samples().stream()
        .filter(
            sample ->
                sample.format().isOfTables()
                    || sample.format().isOfSparkFiles()
                    || text.contains(sample.format()))
        .toList();
  }

  @Test
  void everyFormatIsHere() {
    assertThat(samples()).extracting(SampleData::format).containsExactlyInAnyOrder(Format.values());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theRowsAreThoseThatWereWritten(SampleData sample) {
    ReadOptions options = sample.writer().write(spark, folder);
    Table table = read(options);
    List<String> expected =
        IntStream.range(0, SampleData.X.length)
            .mapToObj(i -> values(SampleData.X[i], SampleData.Y[i]))
            .toList();
    assertThat(table.count()).isEqualTo(expected.size());
    assertThat(indices(table)).containsExactly(0L, 1L, 2L, 3L, 4L);
    if (sample.format().isOfTables()) { // whose rows have no order of their own
      assertThat(rows(table)).containsExactlyInAnyOrderElementsOf(expected);
    } else {
      assertThat(rows(table)).isEqualTo(expected);
    }
    assertThat(rows(read(options))).as("read again").isEqualTo(rows(table));
    assertThat(table.hasTarget()).isTrue();
    assertThat(table.notes()).allSatisfy(note -> assertThat(note).doesNotContain("\n"));
    String where = sample.format().isOfTables() ? options.name() : folder + "/"; // or of its label
    assertThat(table.places().placeOf(4)).startsWith(where);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFormatIsFoundWithoutItsName(SampleData sample) {
    ReadOptions named = sample.writer().write(spark, folder);
    assertThat(rows(read(ReadOptions.of(named.path())))).isEqualTo(rows(read(named)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRangeHoldsTheRowsOfItsIndices(SampleData sample) {
    ReadOptions options = sample.writer().write(spark, folder);
    Table some = read(options.withRows(new RowRange(1, OptionalLong.of(4))));
    assertThat(indices(some)).containsExactly(0L, 1L, 2L);
    assertThat(rows(some)).isEqualTo(rows(read(options)).subList(1, 4));
    assertOneLine(options.withRows(new RowRange(1, OptionalLong.of(6))), options.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin:digits", "generated:linear?rows=5", "generated:classes?rows=5"})
  void builtInDataIsReadLikeFiles(String name) {
    ReadOptions options = ReadOptions.of(name);
    List<String> all = Reading.lines(read(options));
    assertThat(all.get(4)).startsWith("4 ");
    assertThat(Reading.lines(read(options))).isEqualTo(all);
    Table some = read(options.withRows(new RowRange(1, OptionalLong.of(4))));
    assertThat(indices(some)).containsExactly(0L, 1L, 2L);
    assertThat(features(Reading.sorted(some).get(0)))
        .isEqualTo(features(Reading.sorted(read(options)).get(1)));
    assertOneLine(options.withRows(new RowRange(1, OptionalLong.of(9999))), options.name());
  }

  @ParameterizedTest
  @MethodSource("namedColumns")
  void featuresAreTheColumnsThatAreNamed(SampleData sample) {
    SettingValues second = SettingValues.none().withText(ColumnSettings.FEATURES, "x2");
    ReadOptions options = sample.writer().write(spark, folder);
    Table table = read(options.withColumns(ColumnSettings.of(second)));
    assertThat(Reading.sorted(table))
        .extracting(row -> features(row)[0])
        .containsExactlyInAnyOrder(2.0, 4.0, 6.0, 8.0, 10.0);
    assertThat(features(Reading.sorted(table).get(0))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void missingDataIsNamed(SampleData sample) {
    sample.writer().write(spark, folder);
    ReadOptions missing = sample.missing().write(spark, folder);
    assertOneLine(missing, missing.path());
  }

  @ParameterizedTest
  @MethodSource("files")
  void anEmptyFileIsNamed(SampleData sample) throws IOException {
    ReadOptions options = sample.writer().write(spark, folder);
    Files.write(Path.of(options.path()), new byte[0]);
    assertOneLine(options, options.path());
  }

  @ParameterizedTest
  @MethodSource("files")
  void aTruncatedFileIsNamed(SampleData sample) throws IOException {
    ReadOptions options = sample.writer().write(spark, folder);
    Path file = Path.of(options.path());
    byte[] whole = Files.readAllBytes(file);
    int kept = sample.cut() == 0 ? whole.length / 2 : whole.length - sample.cut();
    Files.write(file, Arrays.copyOf(whole, kept));
    assertOneLine(options, options.path());
  }

  /** The data is refused by one line that names the place. */
  private static void assertOneLine(ReadOptions options, String place) {
    assertThat(Reading.message(() -> Reading.sorted(read(options))))
        .matches("\\[(file:)?\\Q" + place + "\\E[^\\]\\n]*\\] expected [^\\n]+ but found [^\\n]+");
  }

  private static Table read(ReadOptions options) {
    return Readers.read(spark, options, Optional.empty());
  }

  private static List<Long> indices(Table table) {
    return Reading.sorted(table).stream().map(row -> row.<Long>getAs(Table.ROW)).toList();
  }

  /** The first two features and the target of each row, by index. */
  private static List<String> rows(Table table) {
    return Reading.sorted(table).stream()
        .map(row -> values(Arrays.copyOf(features(row), 2), target(row.getAs(Table.TARGET))))
        .toList();
  }

  private static String values(double[] features, double target) {
    return Arrays.toString(features) + " " + target;
  }

  private static double[] features(Row row) {
    Object features = row.getAs(Table.FEATURES);
    if (features instanceof Vector vector) {
      return vector.toArray();
    }
    byte[] bytes = (byte[]) features;
    boolean isPacked = row.schema().apply(Table.FEATURES).metadata().contains(Table.PACKED_KEY);
    return isPacked
        ? Reading.unpacked(bytes)
        : IntStream.range(0, bytes.length).mapToDouble(i -> bytes[i] & 0xff).toArray();
  }

  private static double target(Object target) {
    return target instanceof Double number
        ? number
        : Optional.ofNullable(NAMES.get(target)).orElseGet(() -> Double.valueOf((String) target));
  }
}
