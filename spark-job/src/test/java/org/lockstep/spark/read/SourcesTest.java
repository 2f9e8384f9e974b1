package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.sql.DeltaSparkSessionExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.cli.ExitCode;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.SparkForTests;

/** Versioned tables, and databases with passwords, from end to end. */
@Tag("slow")
class SourcesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "Xyzzy4711";

  @TempDir private Path path;
  private SparkSession spark;

  /** Creates a session as commands have it with these packages on the class path. */
  @BeforeEach
  void createSession() {
    SparkForTests.session();
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    spark =
        SparkSession.builder()
            .withExtensions(new DeltaSparkSessionExtension())
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.ice.type", "hadoop")
            .config("spark.sql.catalog.ice.warehouse", path.resolve("ice").toUri().toString())
            .getOrCreate();
  }

  @AfterEach
  void restoreSession() {
    SparkSession.setActiveSession(SparkForTests.session());
    SparkSession.setDefaultSession(SparkForTests.session());
  }

  private CommandResult train(String run, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--epochs=4",
                "--hidden=2",
                "--checkpoint-every=1",
                "--shards=2",
                "--output",
                path.resolve(run).toString()));
    args.addAll(List.of(options));
    return CommandResult.of(args.toArray(String[]::new));
  }

  private JsonNode record(String run) throws IOException {
    return JSON.readTree(path.resolve(run).resolve("run.json").toFile());
  }

  /** Leaves a run as if its driver had been killed after the first checkpoint. */
  private void interrupt(String run) throws IOException {
    Path directory = path.resolve(run);
    try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
      for (Path later : files.sorted().skip(1).toList()) {
        Files.delete(later);
      }
    }
    Files.delete(directory.resolve("model.npz"));
    ObjectNode json = (ObjectNode) record(run);
    json.putObject("ended").put("how", "running");
    JSON.writeValue(directory.resolve("run.json").toFile(), json);
  }

  private void rows(int count, String format, String where, String mode) {
    spark
        .range(0, count)
        .selectExpr("cast(id % 13 as double) x", "id * 0.5 y", "if(id % 13 < 6, 'a', 'b') label")
        .write()
        .format(format)
        .mode(mode)
        .save(where);
  }

  /** Trains on the second state of a table, and resumes with it although a third exists. */
  private void assertResumedWithTheSameSnapshot(String format, String data, String option)
      throws IOException {
    CommandResult whole = train("run", "--data", data).done();
    JsonNode snapshots = record("run").path("data").path("snapshots");
    assertThat(snapshots).hasSize(1);
    String id = snapshots.get(0).path(option).asText();
    assertThat(whole.out()).contains("read as of " + option + " " + id);
    assertThat(record("run").path("data").path("train_rows").asLong()).isEqualTo(90);
    byte[] model = Files.readAllBytes(path.resolve("run/model.npz"));
    interrupt("run");
    rows(50, format, data.replace("table:", ""), "append");

    CommandResult resumed = train("run", "--data", data, "--resume").done();

    assertThat(resumed.out()).contains("read as of " + option + " " + id);
    assertThat(Files.readAllBytes(path.resolve("run/model.npz"))).isEqualTo(model);
    assertThat(record("run").path("data").path("snapshots")).isEqualTo(snapshots);
    train("newest", "--data", data).done();
    assertThat(record("newest").path("data").path("train_rows").asLong()).isEqualTo(140);
    train("asked", "--data", data, "--read-option", option + "=" + id).done();
    assertThat(record("asked").path("data").path("snapshots").get(0).path(option).asText())
        .isEqualTo(id);
    assertThat(CommandResult.of("inspect", data).done().out())
        .contains("rows      140")
        .containsPattern("snapshot  .*\\?" + option + "=\\d+");
  }

  @Test
  void aRunResumesWithItsDeltaVersion() throws IOException {
    String table = path.resolve("delta").toString();
    rows(60, "delta", table, "overwrite");
    rows(30, "delta", table, "append");
    assertResumedWithTheSameSnapshot("delta", table, "versionAsOf");
    assertThat(record("newest").path("data").path("snapshots").get(0).path("versionAsOf").asInt())
        .isEqualTo(2);
  }

  @Test
  void deletedRowsOfADeltaTableAreNotRead() throws IOException {
    String table = path.resolve("delta").toString();
    rows(100, "delta", table, "overwrite");
    spark.sql(
        "alter table delta.`" + table + "` set tblproperties (delta.enableDeletionVectors = true)");
    spark.sql("delete from delta.`" + table + "` where y < 10");
    train("run", "--data", table).done();
    assertThat(record("run").path("data").path("train_rows").asLong()).isEqualTo(80);
  }

  @Test
  void aRunResumesWithItsIcebergSnapshot() throws IOException {
    spark.sql("create table ice.db.t (x double, y decimal(22,1), label string) using iceberg");
    String table = path.resolve("ice/db/t").toString();
    rows(60, "iceberg", "ice.db.t", "append");
    rows(30, "iceberg", "ice.db.t", "append");
    assertResumedWithTheSameSnapshot("iceberg", "table:ice.db.t", "snapshot-id");
    train("path", "--data", table).done();
    assertThat(record("path").path("data").path("train_rows").asLong()).isEqualTo(140);
    assertThat(record("path").path("data").path("snapshots")).hasSize(1);
    assertThat(Files.readAllBytes(path.resolve("path/model.npz")))
        .as("the same rows by path and by name")
        .isEqualTo(Files.readAllBytes(path.resolve("newest/model.npz")));
  }

  @Test
  void aPasswordIsNeitherWrittenNorPrinted() throws Exception {
    String url = "jdbc:h2:mem:secrets;DB_CLOSE_DELAY=-1";
    List<CommandResult> told = new ArrayList<>();
    try (Connection open = DriverManager.getConnection(url, "sa", SECRET)) {
      open.createStatement()
          .execute(
              "create table t as select mod(x, 13) x, x / 2.0 y, mod(x, 2) \"label\""
                  + " from system_range(1, 90)");
      String[] options = {
        "--data",
        url,
        "--read-option",
        "dbtable=t",
        "--read-option",
        "user=sa",
        "--read-option",
        "password=" + SECRET
      };
      told.add(train("run", options).done());
      interrupt("run");
      options[7] = "password=wrong" + SECRET;
      told.add(
          train(
              "run",
              Stream.concat(Stream.of(options), Stream.of("--resume")).toArray(String[]::new)));
      assertThat(told.get(1).complaint(ExitCode.BAD_INPUT)).startsWith("[" + url + "] expected a");
      options[7] = "password=" + SECRET;
      told.add(
          train(
                  "run",
                  Stream.concat(Stream.of(options), Stream.of("--resume")).toArray(String[]::new))
              .done());
      String whole = url + ";USER=sa;PASSWORD=" + SECRET;
      told.add(train("url", "--data", whole, "--read-option", "dbtable=t", "--test", whole).done());
      told.add(train("verbose", "--data", whole + "x", "--read-option", "dbtable=t", "--verbose"));
      assertThat(told.get(4).code()).isEqualTo(ExitCode.BAD_INPUT);
      told.add(
          train("sql", "--sql", "select 1 x, 'password=" + SECRET + "' p, label from nowhere"));
      for (String command : List.of("evaluate", "predict", "inspect")) {
        List<String> args = new ArrayList<>(List.of(command));
        if (!command.equals("inspect")) {
          args.addAll(List.of("--model", path.resolve("run").toString(), "--data", whole));
        } else {
          args.add(whole);
        }
        if (command.equals("predict")) {
          args.addAll(List.of("--output", path.resolve("predictions").toString()));
        }
        args.addAll(List.of("--read-option", "dbtable=t"));
        told.add(CommandResult.of(args.toArray(String[]::new)).done());
      }
      String reader = "dbtable=t,user=sa,password=" + SECRET;
      told.add(
          CommandResult.of(
                  "evaluate",
                  "--model",
                  path.resolve("run").toString(),
                  "--rows",
                  "train",
                  "--read-option",
                  reader)
              .done());
      String page = path.resolve("page.html").toString();
      told.add(
          CommandResult.of("inspect", whole, "--read-option", "dbtable=t", "--html", page).done());
      told.add(CommandResult.of("inspect", path.resolve("run").toString()).done());
      open.createStatement().execute("shutdown");
    }
    assertThat(Files.readAllLines(path.resolve("predictions"))).hasSize(91);
    assertThat(record("run").path("configuration").path("read_option").toString())
        .isEqualTo("[\"dbtable=t\",\"password=***\",\"user=sa\"]");
    for (CommandResult one : told) {
      assertThat(one.out() + one.err()).doesNotContain(SECRET);
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString()).doesNotContain(SECRET);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SECRET);
      }
    }
  }

  @Test
  void aQueryHasItsOwnOption() throws IOException {
    String query = "select id % 13 x, id % 2 label from range(90)";
    train("run", "--sql", query, "--validation", "sql:" + query).done();
    assertThat(record("run").path("configuration").path("data").asText()).isEqualTo("sql:" + query);
    train("other", "--data", "sql:" + query + " order by rand()", "--validation", "sql:" + query)
        .done();
    assertThat(Files.readAllBytes(path.resolve("other/model.npz")))
        .isEqualTo(Files.readAllBytes(path.resolve("run/model.npz")));
    assertThat(train("both", "--sql", query, "--data", "x.csv").mistake(ExitCode.USAGE))
        .startsWith("[--sql] expected --sql or --data but found both");
  }

  @Test
  void everyCommandAcceptsQueriesAndCatalogTables() throws IOException {
    String query = "select id % 13 x, id % 2 label from range(90)";
    spark.sql(query).createOrReplaceTempView("churn");
    train("run", "--data", "table:churn").done();
    String model = path.resolve("run").toString();
    String file = path.resolve("rows.csv").toString();
    spark
        .sql(query)
        .coalesce(1)
        .write()
        .option("header", true)
        .csv(path.resolve("written").toString());
    try (Stream<Path> parts = Files.list(path.resolve("written"))) {
      Files.copy(
          parts.filter(part -> part.toString().endsWith(".csv")).findFirst().orElseThrow(),
          Path.of(file));
    }
    String evaluated = CommandResult.of("evaluate", "--model", model, "--data", file).done().out();
    for (List<String> source : List.of(List.of("--sql", query), List.of("--data", "table:churn"))) {
      List<String> args = new ArrayList<>(List.of("evaluate", "--model", model));
      args.addAll(source);
      assertThat(CommandResult.of(args.toArray(String[]::new)).done().out().lines().skip(1))
          .containsAll(evaluated.lines().skip(1).toList());
      Path output = path.resolve("p.csv");
      Files.deleteIfExists(output);
      args = new ArrayList<>(List.of("predict", "--model", model, "--output", output.toString()));
      args.addAll(source);
      CommandResult.of(args.toArray(String[]::new)).done();
      assertThat(output).content().hasLineCount(91);
    }
    assertThat(CommandResult.of("inspect", "--sql", query).done().out()).contains("rows      90");
    assertThat(CommandResult.of("inspect", "table:churn").done().out()).contains("rows      90");
    assertThat(CommandResult.of("inspect", "x.csv", "--sql", query).mistake(ExitCode.USAGE))
        .isEqualTo("[--sql] expected --sql or PATH but found both");
  }
}
