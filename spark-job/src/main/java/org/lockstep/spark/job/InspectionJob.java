package org.lockstep.spark.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.prepare.InputFit;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.items.ZipArchive;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.run.StoredLog;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.CheckpointStore.Stored;
import org.lockstep.spark.store.Csv;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import org.lockstep.spark.table.ColumnReport;
import org.lockstep.spark.table.Snapshot;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/** Describes what is at a path: a run, its checkpoints or one of them, a model, a log, or data. */
public final class InspectionJob {
  private final SparkSession spark;
  private final ReadOptions options;
  private final Console console;
  private final Configuration configuration;
  private boolean isData; // whether the path holds data

  /**
   * A job on this session.
   *
   * @param options the path, and how to read it if it is data
   */
  public InspectionJob(SparkSession spark, ReadOptions options, Console console) {
    this.spark = spark;
    this.options = options;
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
  }

  /**
   * Describes the path.
   *
   * @param csv print the log as CSV instead
   * @param page an HTML file for the profile of data
   * @param overwrite whether that file may exist
   */
  public void run(boolean csv, Optional<String> page, boolean overwrite) throws IOException {
    Optional<Path> html = Optional.empty();
    if (page.isPresent()) {
      html = Optional.of(OutputFile.check(page.get(), overwrite, configuration));
    }
    describe(csv, html);
    if (html.isPresent() && !isData) {
      throw BadInputException.at(
          options.path(), "data to make a page of", "files of a training run");
    }
  }

  private void describe(boolean csv, Optional<Path> html) throws IOException {
    if (!Readers.isOnFiles(options)) {
      describeData(html);
      return;
    }
    Location location = Location.of(options.path(), configuration);
    Path path = location.path();
    FileSystem files = location.files();
    Path log = StoredLog.isLog(files, path) ? path : new Path(path, RunDirectory.LOG);
    Optional<JsonNode> run = RecordFile.read(files, new Path(path, RunDirectory.RECORD));
    if (csv) {
      if (!StoredLog.isLog(files, log)) {
        throw BadInputException.at(
            options.path(), "an epoch log, or a run with one, to print as CSV", "none");
      }
      printCsv(log);
    } else if (run.isPresent()) {
      describeRun(run.get(), files, path, log);
    } else if (StoredLog.isLog(files, path)) {
      describeLog(path);
    } else if (isCheckpoints(location)) {
      describeCheckpoints(path);
    } else if (isNpzWith("checkpoint.json", path)) {
      describeCheckpoint(path);
    } else if (isNpzWith("model.json", path)) {
      tell(ModelText.lines(Models.read(options.path(), configuration)));
    } else {
      describeData(html);
    }
  }

  private boolean isCheckpoints(Location location) throws IOException {
    return location.exists()
        && location.isDirectory()
        && !new CheckpointStore(location.path(), configuration).list().isEmpty();
  }

  /** Whether the path is an npz file with this entry. Unpacks nothing. */
  private boolean isNpzWith(String name, Path path) {
    if (!path.getName().endsWith(".npz") || options.form().format().isPresent()) {
      return false;
    }
    try (ZipArchive zip = ZipArchive.open(configuration, path.toString())) {
      return zip.entries().stream().anyMatch(entry -> entry.getName().equals(name));
    } catch (IOException e) {
      return false; // the data reader reports what is wrong
    }
  }

  private void describeRun(JsonNode run, FileSystem files, Path path, Path log) throws IOException {
    say("run       %s, started %s", text(run.path("run_id")), text(run.path("started")));
    say("ended     %s", end(run.path("ended")));
    run.path("configuration")
        .properties()
        .forEach(
            entry -> say("          %s = %s", Text.brief(entry.getKey()), text(entry.getValue())));
    run.path("hosts").forEach(host -> say("host      %s", fields(host)));
    if (StoredLog.isLog(files, log)) {
      describeLog(log);
    }
    List<Stored> stored =
        new CheckpointStore(new Path(path, RunDirectory.CHECKPOINTS), configuration).list();
    for (Stored checkpoint : stored) {
      say("kept      after step %,d: %s", checkpoint.step(), checkpoint.path().getName());
    }
    if (Presence.isThere(files, new Path(path, RunDirectory.MODEL))) {
      tell(ModelText.lines(Models.read(options.path(), configuration)));
    }
  }

  private static String end(JsonNode ended) {
    String detail = text(ended.path("detail"));
    return text(ended.path("how")) + (detail.isEmpty() ? "" : ": " + detail);
  }

  private static String plain(Object value) {
    return value instanceof Timestamp time ? time.toInstant().toString() : value.toString();
  }

  private static String text(JsonNode value) {
    return Text.passage(value.isValueNode() ? value.asText() : value.toString());
  }

  private static String fields(JsonNode node) {
    return node.properties().stream()
        .map(entry -> text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void describeLog(Path log) throws IOException {
    List<Row> epochs = StoredLog.rows(spark, log);
    Row last = epochs.get(epochs.size() - 1);
    say("log       %,d epochs, %,d steps", epochs.size(), last.<Long>getAs("step"));
    for (String column : last.schema().fieldNames()) {
      Object value = last.getAs(column);
      if (value != null && !column.equals("run_id")) {
        say("          %s = %s", Text.brief(column), Text.passage(plain(value)));
      }
    }
  }

  /** Prints whether {@code --resume} could continue from each checkpoint. */
  private void describeCheckpoints(Path path) throws IOException {
    CheckpointStore store = new CheckpointStore(path, configuration);
    for (Stored stored : store.list()) {
      say("kept      %s", stored.path().getName());
      try {
        say("          valid, %s", text(store.read(stored).position()));
      } catch (BadInputException e) {
        say("          not valid: %s", e.getMessage());
      } catch (IOException e) {
        say("          unreachable: %s", e.getMessage());
      }
    }
  }

  private static String text(TrainingPosition position) {
    return Text.format(
        "after step %,d, %s epoch %,d%s",
        position.stepsDone(),
        position.ended() ? "at the end of" : "in",
        position.epoch(),
        position.rollbacks() == 0 ? "" : ", rolled back " + position.rollbacks() + " times");
  }

  private void describeCheckpoint(Path path) {
    Checkpoint checkpoint =
        Models.read(options.path(), configuration, in -> CheckpointStore.read(path, in));
    say("run       %s", Text.brief(checkpoint.runId()));
    say("position  %s", text(checkpoint.position()));
    checkpoint
        .fingerprint()
        .configuration()
        .forEach(
            (option, value) -> say("          %s %s", Text.brief(option), Text.passage(value)));
    say(
        "shards    %,d of %,d training rows",
        checkpoint.fingerprint().data().shards(), checkpoint.fingerprint().data().trainRows());
    checkpoint.computedWith().forEach(blas -> say("blas      %s", blas.exactText()));
    tell(ModelText.lines(checkpoint.model()));
  }

  private void describeData(Optional<Path> html) throws IOException {
    isData = true;
    Table table = Readers.read(spark, options, Optional.empty());
    DataProfile profile = DataProfile.of(table);
    profile.notes().forEach(console::notice);
    say("rows      %,d", table.count());
    List<InputColumn> made = made(table);
    say("features  %,d", made.stream().mapToInt(InputColumn::width).sum());
    console.result(ModelText.columns(made));
    say(
        "target    %s",
        table.hasTarget() ? String.join(", ", ModelText.briefs(table.target().names())) : "none");
    ProfileText.balance(profile).forEach(line -> say("          %s", line));
    tell(ProfileText.columns(profile));
    if (html.isPresent()) {
      byte[] text = ProfilePage.of(options.name(), profile).getBytes(UTF_8);
      Published.write(html.get(), configuration, out -> out.write(text));
      say("page      %s", html.get());
    }
    for (SourceFile file : table.files()) {
      if (Snapshot.of(file.path()).isPresent()) {
        say("snapshot  %s", file.path());
      } else {
        say("file      %s, %,d bytes", file.path(), file.length());
      }
    }
  }

  /** The input columns that training would derive from all rows. */
  private List<InputColumn> made(Table table) {
    Set<String> missing =
        table.seen().columns().stream()
            .filter(column -> column.missing() > 0)
            .map(ColumnReport::name)
            .collect(Collectors.toSet());
    return table.input().columns().stream()
        .map(
            column ->
                InputFit.shape(
                    column, missing.contains(column.name()), options.columns().choices()))
        .toList();
  }

  private void printCsv(Path log) throws IOException {
    List<Row> epochs = StoredLog.rows(spark, log);
    Csv csv = new Csv();
    console.data(csv.line(ModelText.briefs(List.of(epochs.get(0).schema().fieldNames()))));
    for (Row row : epochs) {
      console.data(csv.line(IntStream.range(0, row.size()).mapToObj(i -> shown(row, i)).toList()));
    }
  }

  private static String shown(Row row, int column) {
    return row.isNullAt(column) ? "" : Text.passage(plain(row.get(column)));
  }

  private void tell(List<String> lines) {
    lines.forEach(console::result);
  }

  private void say(String format, Object... values) {
    console.result(Text.format(format, values));
  }
}
