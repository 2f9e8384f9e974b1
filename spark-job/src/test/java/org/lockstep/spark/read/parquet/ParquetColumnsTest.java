package org.lockstep.spark.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.message;
import static org.lockstep.spark.read.Reading.read;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/** Columns of types that CSV lacks. */
class ParquetColumnsTest {
  @TempDir private Path folder;

  /** Writes rows (x, label) to one file. */
  private String write(String name, DataType type, Object... values) {
    StructType schema = new StructType().add("x", type).add("label", DataTypes.IntegerType);
    List<Row> rows = Arrays.stream(values).map(value -> RowFactory.create(value, 1)).toList();
    String path = folder.resolve(name).toString();
    SparkForTests.session().createDataFrame(rows, schema).coalesce(1).write().parquet(path);
    return path;
  }

  private static ReadOptions with(String path, String setting, List<String> value) {
    SettingValues values =
        "numeric".equals(setting)
            ? SettingValues.none().with(ColumnSettings.NUMERIC, value)
            : SettingValues.none().with(ColumnSettings.MISSING_VALUES, value);
    return ReadOptions.of(path).withColumns(ColumnSettings.of(values));
  }

  private static DateColumn date(Table table) {
    return (DateColumn) table.input().columns().get(0);
  }

  @Test
  void everyTypeOfDateAndTimeIsADate() {
    String days =
        write("d", DataTypes.DateType, Date.valueOf("2024-01-31"), Date.valueOf("1969-12-30"));
    assertThat(date(read(days)))
        .isEqualTo(
            DateColumn.of(
                "x",
                DateForm.ISO,
                DateUnit.DAY,
                List.of(DatePart.DAYS, DatePart.MONTH, DatePart.DAY, DatePart.WEEKDAY),
                -2));
    assertThat(lines(read(days))).containsExactly("0 [19753.0] 1.0", "1 [-2.0] 1.0");
    Timestamp instant = Timestamp.from(Instant.parse("2024-01-31T12:30:05.9Z"));
    String instants = write("i", DataTypes.TimestampType, instant, null);
    assertThat(lines(read(instants))).containsExactly("0 [1.706704205E9] 1.0", "1 [NaN] 1.0");
    assertThat(date(read(instants)).unit()).isEqualTo(DateUnit.SECOND);
    LocalDateTime local = LocalDateTime.parse("2024-01-31T12:30:05.9");
    String locals = write("l", DataTypes.TimestampNTZType, local);
    assertThat(lines(read(locals))).containsExactly("0 [1.706704205E9] 1.0");
    assertThat(date(read(locals)).parts()).containsExactly(DatePart.DAYS, DatePart.HOUR);
  }

  @Test
  void aModelTakesDatesInEveryTypeButRefusesNumbersForDates() {
    DateColumn trained =
        DateColumn.of("x", DateForm.DAY_FIRST, DateUnit.DAY, List.of(DatePart.DAYS), 0)
            .filled(5, false);
    InputSchema model = new InputSchema(List.of(trained));
    String days = write("d", DataTypes.DateType, Date.valueOf("1970-01-03"), null);
    assertThat(lines(read(ReadOptions.of(days), model)))
        .containsExactly("0 [2.0] 1.0", "1 [NaN] 1.0");
    String texts = write("t", DataTypes.StringType, "04.01.1970", "1970-01-05");
    Table table = read(ReadOptions.of(texts), model);
    assertThat(lines(table)).containsExactly("0 [3.0] 1.0", "1 [NaN] 1.0");
    assertThat(table.notes())
        .containsExactly("1 values that are not dates, filled as missing: x 1");
    String numbers = write("n", DataTypes.LongType, 1L);
    assertThat(message(() -> read(ReadOptions.of(numbers), model)))
        .isEqualTo("[" + numbers + "] expected dates in column 'x' but found numbers");
    InputSchema withNumbers = new InputSchema(List.of(InputColumn.number("x")));
    assertThat(message(() -> read(ReadOptions.of(days), withNumbers)))
        .isEqualTo("[" + days + "] expected numbers in column 'x' but found dates");
  }

  @Test
  void decimalsBigIntegersAndBooleansAreNumbers() {
    String decimals =
        write(
            "d",
            DataTypes.createDecimalType(38, 18),
            new BigDecimal("12345678901234567890.123456789012345678"),
            new BigDecimal("-0.000000000000000001"),
            null);
    assertThat(lines(read(decimals)))
        .containsExactly("0 [1.2345678901234567E19] 1.0", "1 [-1.0E-18] 1.0", "2 [NaN] 1.0");
    String longs = write("l", DataTypes.LongType, Long.MAX_VALUE, -1L);
    assertThat(lines(read(longs)))
        .containsExactly(
            "0 [9.223372036854775807E18] 1.0".replace("775807", "776"), "1 [-1.0] 1.0");
    String booleans = write("b", DataTypes.BooleanType, true, false, null);
    assertThat(lines(read(booleans))).containsExactly("0 [1.0] 1.0", "1 [0.0] 1.0", "2 [NaN] 1.0");
  }

  @Test
  void infinityIsRefused() {
    String path = write("i", DataTypes.DoubleType, 1.0, Double.POSITIVE_INFINITY);
    assertThat(message(() -> read(path)))
        .endsWith(
            ":row 2] expected a finite number with a decimal point in column 'x' but found"
                + " 'Infinity'");
  }

  @Test
  void textsCanMarkAMissingValueAsInCsv() {
    String path =
        write("t", DataTypes.StringType, "red", "NA", "?", "", null, "lost", "1,5", "inf");
    Table table = read(with(path, "missing-values", List.of("lost")));
    assertThat(table.input().columns())
        .containsExactly(InputColumn.text("x", List.of("1,5", "inf", "red")));
    assertThat(table.notes()).contains("5 texts missing, a category of their own: x 5");
  }

  @Test
  void textsAreNumbersIfTheUserOrTheModelSaysSo() {
    String path = write("t", DataTypes.StringType, "1.5", " 2 ", "NA", "unknown", "many", null);
    assertThat(read(path).input().columns().get(0)).isNotInstanceOf(NumberColumn.class);
    Table table = read(with(path, "numeric", List.of("x")));
    assertThat(table.input().columns()).containsExactly(NumberColumn.of("x").coercing(true));
    List<String> rows =
        List.of(
            "0 [1.5] 1.0",
            "1 [2.0] 1.0",
            "2 [NaN] 1.0",
            "3 [NaN] 1.0",
            "4 [NaN] 1.0",
            "5 [NaN] 1.0");
    assertThat(lines(table)).isEqualTo(rows);
    assertThat(table.notes())
        .contains(
            "3 numbers missing and filled: x 3", "1 texts among numbers, filled as missing: x 1");
    InputSchema model =
        new InputSchema(List.of(NumberColumn.of("x").filled(7, false).coercing(true)));
    assertThat(lines(read(ReadOptions.of(path), model))).isEqualTo(rows);
    InputSchema strict = new InputSchema(List.of(NumberColumn.of("x").filled(7, false)));
    assertThat(message(() -> read(ReadOptions.of(path), strict)))
        .isEqualTo("[" + path + "] expected numbers in column 'x' but found text");
  }
}
