package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.InputColumn;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

/** CSV as Spark writes it: in parts, and in directories named after column values. */
class PartitionedCsvTest {
  private static final String HEADER = "x,place,label";

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  /**
   * Writes rows into directories like {@code year=2024/month=2}, gzipped, each part with a header.
   */
  private String writeDirectories() {
    String where = folder.of("sales");
    SparkForTests.session()
        .range(0, 240)
        .selectExpr(
            "id * 7 % 41 x",
            "if(id % 3 = 0, 'north', 'south') place",
            "if(id % 4 < 2, 'a', 'b') label",
            "2023 + id % 2 year",
            "concat('m/', id % 5) month")
        .repartition(3)
        .write()
        .option("header", true)
        .option("compression", "gzip")
        .partitionBy("year", "month")
        .csv(where);
    return where;
  }

  private List<Path> parts(String where) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(where))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(Path gzipped) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzipped)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private CommandResult train(String run, String data) {
    return CommandResult.of(
        "train", "--data", data, "--epochs", "2", "--shards", "2", "--output", folder.of(run));
  }

  @Test
  void directoriesNameColumnsAndRowsAreOrderedByPathAndPlace() throws IOException {
    String where = writeDirectories();
    assertThat(path.resolve("sales/_SUCCESS")).exists();
    List<String> flat = new ArrayList<>(List.of(HEADER + ",year,month"));
    for (Path part : parts(where)) {
      List<String> rows = lines(part);
      assertThat(rows.get(0)).isEqualTo(HEADER);
      String year = part.getParent().getParent().getFileName().toString().substring(5);
      String month = part.getParent().getFileName().toString().replaceAll("month=m%2F", "m/");
      rows.stream().skip(1).forEach(row -> flat.add(row + "," + year + "," + month));
    }
    assertThat(flat).hasSize(241);
    String file = folder.file("flat.csv", flat.toArray(String[]::new));

    CommandResult result = train("parts", where).done();
    train("flat", file).done();

    assertThat(result.lines()).contains("Note      columns from directory names: year, month");
    assertThat(Folder.read(folder.of("parts")).input().columns())
        .extracting(InputColumn::name)
        .containsExactly("x", "place", "year", "month");
    assertThat(Files.readAllBytes(path.resolve("parts/model.npz")))
        .isEqualTo(Files.readAllBytes(path.resolve("flat/model.npz")));
    for (String data : List.of(where, file)) {
      CommandResult.of(
              "predict",
              "--model",
              folder.of("parts"),
              "--data",
              data,
              "--carry",
              "month",
              "--output",
              folder.of(data.equals(where) ? "a.csv" : "b.csv"))
          .done();
    }
    assertThat(folder.lines("a.csv")).hasSize(241).isEqualTo(folder.lines("b.csv"));
  }

  @Test
  void partsFormOneTableEvenIfSomeAreEmpty() throws IOException {
    String where = folder.of("parts");
    SparkForTests.session()
        .range(0, 60)
        .selectExpr("id % 7 x", "if(id % 7 < 3, 'a', 'b') label")
        .repartition(4)
        .write()
        .option("header", true)
        .option("compression", "gzip")
        .csv(where);
    Path first = parts(where).get(0);
    Path empty = first.resolveSibling("part-0.csv.gz"); // old versions of Spark write it
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(empty))) {
      out.finish();
    }
    Files.writeString(path.resolve("parts/.hidden.csv"), "no rows");
    assertThat(parts(where).get(0)).isEqualTo(empty);
    assertThat(CommandResult.of("inspect", where).done().lines()).contains("rows      60");
  }

  @Test
  void inconsistentDirectoryNamesAreOneLine() throws IOException {
    for (String name : List.of("d/day=1/a.csv", "d/tag=2/b.csv")) {
      Files.createDirectories(path.resolve(name).getParent());
      folder.file(name, "x,label", "1,2", "3,4");
    }
    assertThat(CommandResult.of("inspect", folder.of("d")).mistake(3))
        .isEqualTo(
            "["
                + folder.of("d/tag=2/b.csv")
                + "] expected directories that name column day, like those of "
                + folder.of("d/day=1/a.csv")
                + " but found column tag");
    folder.file("d/day=1/b.csv", "x,day,label", "1,2,3");
    Files.delete(path.resolve("d/tag=2/b.csv"));
    Files.delete(path.resolve("d/day=1/a.csv"));
    assertThat(CommandResult.of("inspect", folder.of("d")).mistake(3))
        .isEqualTo(
            "["
                + folder.of("d/day=1/b.csv")
                + ":1] expected distinct column names but found 'day' twice");
  }
}
