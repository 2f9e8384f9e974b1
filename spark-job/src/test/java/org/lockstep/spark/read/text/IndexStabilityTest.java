package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/**
 * A row's index is its position in the files sorted by path, however Spark splits and orders them.
 * The first feature of every row is its expected index.
 */
@Tag("slow")
class IndexStabilityTest {
  private static final String SPLIT = "spark.sql.files.maxPartitionBytes";
  private static final int[] ROWS_OF_FILES = {3, 170, 1, 30, 600, 0, 20};

  private final SparkSession spark = SparkForTests.session();
  @TempDir private Path folder;

  @AfterEach
  void restore() {
    spark.conf().unset(SPLIT);
  }

  @Test
  void csvIndexesDoNotDependOnTheSplitSize() throws IOException {
    Random random = new Random(7);
    List<String> places = new ArrayList<>();
    long row = 0;
    for (int file = 0; file < ROWS_OF_FILES.length; file++) {
      Path path = folder.resolve("part-" + file + ".csv");
      StringBuilder content = new StringBuilder("index,x,label\r\n");
      for (int i = 0; i < ROWS_OF_FILES[file]; i++) {
        places.add(path + ":" + (i + 2));
        String x = "1".repeat(1 + random.nextInt(30));
        content.append(row++).append(',').append(x).append(",0\n");
      }
      // Blank lines at the end, which can fill whole splits.
      Files.writeString(path, content + "\n".repeat(random.nextInt(200)));
    }
    for (int bytes : new int[] {97, 1333, 1 << 27}) {
      spark.conf().set(SPLIT, bytes);
      Table table = Reading.read(withIndex(folder));
      // Changing the setting afterwards must not matter.
      spark.conf().set(SPLIT, 1000);
      check(table, row);
      for (int i = 0; i < row; i += 97) {
        assertThat(table.places().placeOf(i)).isEqualTo(places.get(i));
      }
      assertThat(table.places().placeOf(row - 1)).isEqualTo(places.get((int) row - 1));
    }
  }

  @Test
  void libsvmIndexesDoNotDependOnTheSplitSize() throws IOException {
    long row = 0;
    for (int file = 0; file < ROWS_OF_FILES.length; file++) {
      StringBuilder content = new StringBuilder();
      for (int i = 0; i < ROWS_OF_FILES[file]; i++) {
        content
            .append("0 1:")
            .append(row++)
            .append(" 3:")
            .append("1".repeat(i % 20 + 1))
            .append('\n');
      }
      Files.writeString(folder.resolve("part-" + file + ".svm"), content);
    }
    for (int bytes : new int[] {97, 1 << 27}) {
      spark.conf().set(SPLIT, bytes);
      Table table = Reading.read(folder.toString());
      spark.conf().set(SPLIT, 1000);
      check(table, row);
      assertThat(table.places().placeOf(row - 1)).isEqualTo(folder + "/part-6.svm:20");
    }
  }

  @Test
  void parquetIndexesDoNotDependOnTheSplitSize() throws IOException {
    List<String> places = new ArrayList<>();
    Path all = Files.createDirectory(folder.resolve("all"));
    long row = 0;
    for (int file = 0; file < ROWS_OF_FILES.length; file++) {
      Path one = folder.resolve("one");
      spark
          .range(row, row + ROWS_OF_FILES[file])
          .select(
              functions.col("id").as("index"),
              functions.lit(1.5).as("x"),
              functions.lit(0).as("label"))
          .coalesce(1)
          .write()
          .option("parquet.block.size", 2048)
          .option("parquet.page.row.count.limit", 50)
          .mode("overwrite")
          .parquet(one.toString());
      Path path = all.resolve("part-" + file + ".parquet");
      try (var files = Files.list(one)) {
        Path written =
            files
                .filter(f -> f.toString().endsWith(".parquet"))
                .collect(Collectors.toList())
                .get(0);
        Files.move(written, path);
      }
      for (int i = 0; i < ROWS_OF_FILES[file]; i++) {
        places.add(path + ":row " + (i + 1));
      }
      row += ROWS_OF_FILES[file];
    }
    for (int bytes : new int[] {700, 1 << 27}) {
      spark.conf().set(SPLIT, bytes);
      Table table = Reading.read(withIndex(all));
      check(table, row);
      for (int i = 0; i < row; i += 97) {
        assertThat(table.places().placeOf(i)).isEqualTo(places.get(i));
      }
    }
  }

  /** Keeps the index, which would be left out as a count of the rows. */
  private static ReadOptions withIndex(Path path) {
    SettingValues features = SettingValues.none().withText(ColumnSettings.FEATURES, "index,x");
    return ReadOptions.of(path.toString()).withColumns(ColumnSettings.of(features));
  }

  private static void check(Table table, long rows) {
    assertThat(table.count()).isEqualTo(rows);
    boolean[] seen = new boolean[(int) rows];
    table
        .rows()
        .collectAsList()
        .forEach(
            row -> {
              Object features = row.getAs(Table.FEATURES);
              double first =
                  features instanceof Vector vector
                      ? vector.apply(0)
                      : Reading.unpacked((byte[]) features)[0];
              assertThat((double) row.getLong(0)).isEqualTo(first);
              seen[(int) row.getLong(0)] = true;
            });
    assertThat(seen).doesNotContain(false);
  }
}
