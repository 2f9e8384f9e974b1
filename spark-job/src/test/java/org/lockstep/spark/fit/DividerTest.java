package org.lockstep.spark.fit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.DataFiles;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.KeptColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.RoleOptions;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.Split;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.SplitColumn;
import org.lockstep.spark.table.SplitPoint;
import org.lockstep.spark.table.SplitRule;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;
import org.lockstep.spark.testing.SparkForTests;

/** Which of 400 orders by 19 customers over half a year are held out, however the file is read. */
class DividerTest {
  private static final SparkSession SPARK = SparkForTests.session();
  private static final int ROWS = 400;
  private static final LocalDate FIRST_DAY = LocalDate.of(2023, 10, 1);

  @TempDir private Path folder;

  private static String customer(int row) {
    return "c" + (row * row) % 37;
  }

  private static LocalDate day(int row) {
    return FIRST_DAY.plusDays(row * 7L % 183);
  }

  private static String size(int row) {
    return row % 20 == 0 ? "large" : row % 3 == 0 ? "medium" : "small";
  }

  private static String line(int row) {
    return row + 0.5 + "," + customer(row) + "," + day(row) + "," + size(row) + "," + row;
  }

  /** Writes the rows into this many files. */
  private String orders(String name, int files) throws IOException {
    Path directory = Files.createDirectory(folder.resolve(name));
    for (int i = 0; i < files; i++) {
      List<String> lines = new ArrayList<>(List.of("x,customer,day,size,y"));
      IntStream.range(ROWS * i / files, ROWS * (i + 1) / files)
          .forEach(row -> lines.add(line(row)));
      Files.write(directory.resolve("part" + i + ".csv"), lines);
    }
    return directory.toString();
  }

  private String parquet() throws IOException {
    String path = folder.resolve("orders.parquet").toString();
    SPARK
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(orders("csv", 1))
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path);
    return path;
  }

  private static SplitRule splitBy(String column, String after) {
    Optional<SplitPoint> point =
        Optional.of(after).filter(text -> !text.isEmpty()).map(t -> SplitPoint.parse("after", t));
    return new SplitRule(false, Optional.of(new SplitColumn(column, point)));
  }

  /** The rows of each part, in order. */
  private static Map<Part, List<Integer>> divide(
      String data, String target, SplitRule rule, HeldOut test, double validation) {
    List<String> notes = new ArrayList<>();
    return divide(data, target, rule, test, validation, notes);
  }

  private static Map<Part, List<Integer>> divide(
      String data,
      String target,
      SplitRule rule,
      HeldOut test,
      double validation,
      List<String> notes) {
    ReadOptions options =
        ReadOptions.of(data)
            .withRoles(new RoleOptions(List.of(target), TargetUse.REQUIRED, Optional.empty()))
            .withKept(KeptColumns.dividing(rule.column().map(SplitColumn::name)));
    Sources sources =
        new Sources(
            new DataFiles(SPARK, options),
            Optional.empty(),
            Optional.empty(),
            new Division(RowRange.ALL, HeldOut.fraction(validation), test, 5, rule));
    Table table = sources.train().table(Optional.empty());
    TargetSchema schema = Targets.fit(table, Optional.empty());
    notes.addAll(table.notes());
    int x = table.input().columns().stream().map(c -> c.name()).toList().indexOf("x");
    Divider divider = new Divider(table, schema, sources, notes::add);
    Split split = divider.split().orElseThrow();
    List<Row> rows = divider.rows().select("row", "features").collectAsList();
    return rows.stream()
        .filter(row -> split.uses(row.getLong(0)))
        .sorted(Comparator.comparingLong(row -> row.getLong(0)))
        .collect(
            groupingBy(
                row -> split.partOf(row.getLong(0)),
                mapping(row -> (int) Reading.unpacked(row.<byte[]>getAs(1))[x], toList())));
  }

  private static Set<String> customers(List<Integer> rows) {
    return rows.stream().map(DividerTest::customer).collect(toCollection(TreeSet::new));
  }

  @Test
  void everyClassGivesTheSameShare() throws IOException {
    Map<Part, List<Integer>> parts =
        divide(
            orders("o", 1),
            "size",
            new SplitRule(true, Optional.empty()),
            new HeldOut.Fraction(0.25),
            0.1);
    // 20 large rows, 127 of medium size, 253 small ones.
    assertThat(parts.get(Part.TEST).stream().collect(groupingBy(DividerTest::size)))
        .hasEntrySatisfying("large", rows -> assertThat(rows).hasSize(5))
        .hasEntrySatisfying("medium", rows -> assertThat(rows).hasSize(32))
        .hasEntrySatisfying("small", rows -> assertThat(rows).hasSize(63));
    assertThat(parts.get(Part.VALIDATION)).hasSize(40);
    assertThat(parts.get(Part.VALIDATION).stream().filter(row -> size(row).equals("large")))
        .hasSize(2);
  }

  @Test
  void allRowsOfACustomerAreHeldOutTogether() throws IOException {
    List<String> notes = new ArrayList<>();
    Map<Part, List<Integer>> parts =
        divide(orders("o", 1), "y", splitBy("customer", ""), new HeldOut.Fraction(0.3), 0.2, notes);
    Set<String> train = customers(parts.get(Part.TRAIN));
    Set<String> validation = customers(parts.get(Part.VALIDATION));
    Set<String> test = customers(parts.get(Part.TEST));
    assertThat(train).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(test);
    assertThat(validation).doesNotContainAnyElementsOf(test);
    assertThat(parts.get(Part.TEST).size()).isBetween(110, 130); // whole customers of 11 or 22 rows
    assertThat(parts.get(Part.VALIDATION).size()).isBetween(70, 90);
    assertThat(notes.stream().map(Mention::plain))
        .contains(
            "left out: customer, which divides the rows; features names what to keep",
            Text.format(
                "customer divides the rows: of its 19 values, %d are for training, %d for"
                    + " validation and %d for the test",
                train.size(), validation.size(), test.size()));
  }

  @Test
  void rowsFromADayOnAreTestRowsAndTheLatestOfTheOthersValidate() throws IOException {
    Map<Part, List<Integer>> parts =
        divide(orders("o", 1), "y", splitBy("day", "2024-01-01"), new HeldOut.Later(), 0.2);
    LocalDate newYear = LocalDate.of(2024, 1, 1);
    assertThat(parts.get(Part.TEST))
        .hasSize(rowsFrom(newYear))
        .allMatch(r -> !day(r).isBefore(newYear));
    LocalDate latest =
        parts.get(Part.TRAIN).stream().map(DividerTest::day).max(LocalDate::compareTo).get();
    assertThat(parts.get(Part.VALIDATION))
        .allMatch(row -> day(row).isAfter(latest) && day(row).isBefore(newYear));
    int others = ROWS - parts.get(Part.TEST).size();
    assertThat(parts.get(Part.VALIDATION).size())
        .isBetween((int) (0.2 * others) - 2, (int) (0.2 * others) + 2);
  }

  private static int rowsFrom(LocalDate from) {
    return (int) IntStream.range(0, ROWS).filter(row -> !day(row).isBefore(from)).count();
  }

  @Test
  void rowsAreAlsoSplitAtANumber() throws IOException {
    assertThat(divide(orders("o", 1), "size", splitBy("y", "390"), new HeldOut.Later(), 0))
        .containsEntry(Part.TEST, IntStream.range(390, ROWS).boxed().toList());
  }

  @Test
  void theRowsHeldOutDoNotDependOnFilesOrPartitions() throws IOException {
    String whole = orders("whole", 1);
    String parts = orders("parts", 5);
    for (SplitRule rule : List.of(new SplitRule(true, Optional.empty()), splitBy("customer", ""))) {
      HeldOut test = new HeldOut.Fraction(0.3);
      Map<Part, List<Integer>> expected = divide(whole, "size", rule, test, 0.1);
      assertThat(divide(parts, "size", rule, test, 0.1)).isEqualTo(expected);
      SPARK.conf().set("spark.sql.files.maxPartitionBytes", 1000);
      try {
        assertThat(divide(whole, "size", rule, test, 0.1)).isEqualTo(expected);
      } finally {
        SPARK.conf().unset("spark.sql.files.maxPartitionBytes");
      }
    }
  }

  @Test
  void aDateInParquetSplitsAsTheSameDateInCsv() throws IOException {
    String parquet = parquet();
    for (SplitRule rule :
        List.of(splitBy("day", "2024-02"), splitBy("day", "2024-02-01 00:00:00"))) {
      assertThat(divide(parquet, "size", rule, new HeldOut.Later(), 0.1))
          .isEqualTo(
              divide(folder.resolve("csv").toString(), "size", rule, new HeldOut.Later(), 0.1));
    }
  }

  @Test
  void aBadDateIsNamedWithItsLine() throws IOException {
    String data =
        Files.writeString(folder.resolve("d.csv"), "x,day,y\n1,2024-01-01,2\n2,1/2/2024,3\n3,,3\n")
            .toString();
    assertThatThrownBy(
            () -> divide(data, "y", splitBy("day", "2024-01-02"), new HeldOut.Later(), 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "["
                + data
                + ":3] expected a date, as in 2024-01-31 in column 'day' but found '1/2/2024'");
  }

  @Test
  void rowsWithoutAValueAreAGroupLikeAnyOther() throws IOException {
    String data =
        Files.writeString(
                folder.resolve("d.csv"), "x,who,y\n1,a,2\n2,,3\n3,b,3\n4,,5\n5,a,7\n6,b,6\n")
            .toString();
    Map<Part, List<Integer>> parts =
        divide(data, "y", splitBy("who", ""), new HeldOut.Fraction(0.3), 0.3);
    assertThat(parts.values().stream().map(Set::copyOf).collect(toSet()))
        .isEqualTo(Set.of(Set.of(1, 5), Set.of(2, 4), Set.of(3, 6)));
  }
}
