package org.lockstep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.text.Text;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

class SweepIT {
  @TempDir private Path path;
  private Folder folder;
  private String data;
  private String sweep;

  @BeforeEach
  void name() throws IOException {
    folder = new Folder(path);
    data = folder.insects("insects.csv", 90);
    sweep = folder.of("sweep");
  }

  private CommandResult sweep(String grid, String options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "sweep",
                "--preset",
                "plain-sgd",
                "--grid",
                grid,
                "--data",
                data,
                "--output",
                sweep));
    Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  private List<String> names(String directory) throws IOException {
    return new Folder(Path.of(directory)).names();
  }

  @Test
  void everyCellIsTrainedIntoItsOwnRunAndCompared() throws IOException {
    CommandResult result =
        sweep("hidden=3;none learning-rate=0.01;0.1", "--epochs 3 --validation-fraction 0.2")
            .done();
    assertThat(names(sweep))
        .containsExactly(
            "1_hidden-3_learning-rate-0.01",
            "2_hidden-3_learning-rate-0.1",
            "3_hidden-none_learning-rate-0.01",
            "4_hidden-none_learning-rate-0.1",
            "sweep.csv",
            "sweep.json",
            "sweep.parquet",
            "sweep.png");
    assertThat(names(sweep + "/2_hidden-3_learning-rate-0.1"))
        .containsExactly(
            "checkpoints", "confusion.png", "log", "loss.png", "model.npz", "run.json");
    assertThat(result.lines().get(0)).isEqualTo("Reading " + data);
    assertThat(result.lines()).contains("Cell 3 of 4  hidden=none learning-rate=0.01");
    assertThat(result.out())
        .contains("| hidden | learning-rate | train accuracy | validation accuracy |")
        .containsOnlyOnce("**best**")
        .contains("4 of 4 cells trained in")
        .contains("best by validation accuracy: ");
  }

  @Test
  void csvAndParquetContainTheTable() throws IOException {
    sweep("hidden=3;none learning-rate=0.01;0.1", "--epochs 2 --test-fraction 0.2 --quiet").done();
    Dataset<Row> rows = SparkForTests.session().read().parquet(sweep + "/sweep.parquet");
    List<String> csv = Files.readAllLines(Path.of(sweep, "sweep.csv"));
    assertThat(csv).hasSize(5);
    assertThat(csv.get(0)).isEqualTo(String.join(",", rows.columns()));
    assertThat(csv.get(0))
        .isEqualTo(
            "cell,directory,hidden,learning_rate,ended,detail,best,epochs_done,steps_done,seconds,"
                + "train_accuracy,validation_accuracy,test_accuracy,train_loss,validation_loss,"
                + "test_loss");
    List<Row> cells = rows.collectAsList();
    for (int i = 0; i < 4; i++) {
      assertThat(cells.get(i).mkString(",").replace("null", "")).isEqualTo(csv.get(i + 1));
    }
    assertThat(cells.get(1).<Double>getAs("learning_rate")).isEqualTo(0.1);
    assertThat(cells.get(3).<String>getAs("hidden")).isEqualTo("none");
    assertThat(cells.get(3).isNullAt(cells.get(3).fieldIndex("validation_loss"))).isTrue();
    assertThat(rows.filter("best").count()).isEqualTo(1);
    double best = rows.filter("best").first().<Double>getAs("test_accuracy");
    assertThat(cells).allMatch(row -> row.<Double>getAs("test_accuracy") <= best);
  }

  /** The same settings give the same bits, alone or as a cell. */
  @Test
  void aCellHasTheModelThatTrainGives() throws IOException {
    sweep("hidden=3;5 seed=1;2", "--epochs 2 --quiet").done();
    String alone = folder.of("alone");
    CommandResult.of(
            Text.format(
                    "train --preset plain-sgd --epochs 2 --quiet --hidden 5 --seed 2 --data %s"
                        + " --output %s",
                    data, alone)
                .split(" ", -1))
        .done();
    assertThat(Folder.read(sweep + "/4_hidden-5_seed-2").parameters())
        .usingRecursiveComparison()
        .isEqualTo(Folder.read(alone).parameters());
  }

  /** Counts the builds of shards, from Spark's events. */
  private static final class Builds extends SparkListener {
    private final Set<Integer> shards = new ConcurrentSkipListSet<>();

    @Override
    @SuppressWarnings("deprecation") // their replacement is meant for Scala code
    public void onStageCompleted(SparkListenerStageCompleted completed) {
      scala.collection.JavaConverters.asJavaCollection(completed.stageInfo().rddInfos())
          .forEach(
              rdd -> {
                if (rdd.name().equals("Lockstep shards")) {
                  shards.add(rdd.id());
                }
              });
    }
  }

  private int shardsBuiltFor(String grid) throws Exception {
    Builds builds = new Builds();
    var context = SparkForTests.session().sparkContext();
    context.addSparkListener(builds);
    Set<Integer> before = SparkForTests.context().getPersistentRDDs().keySet();
    try {
      sweep(grid, "--epochs 1 --quiet --overwrite --test-fraction 0.1").done();
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(builds);
    }
    assertThat(SparkForTests.context().getPersistentRDDs().keySet()).isSubsetOf(before);
    return builds.shards.size();
  }

  @Test
  void cellsShareShardsWherePossible() throws Exception {
    assertThat(shardsBuiltFor("hidden=3;5 l2=0;0.1")).isEqualTo(1);
    assertThat(shardsBuiltFor("scale=none;standard hidden=3;5")).isEqualTo(2);
    assertThat(shardsBuiltFor("shards=1;2")).isEqualTo(2);
  }

  @Test
  void divergedAndFailedCellsAreReportedAndTheOthersContinue() throws IOException {
    String grid =
        Text.format("init-from=%s;%s learning-rate=0.1;1e30", data, folder.of("none.npz"));
    assertThat(sweep(grid, "--epochs 3 --quiet").complaint(1))
        .isEqualTo("[" + sweep + "] none of the 4 cells was trained; the table says why");
    CommandResult result =
        sweep("learning-rate=1e30;0.1 hidden=3", "--epochs 3 --overwrite --quiet").done();
    assertThat(result.out())
        .contains("diverged: ", "**best**", "1 of 2 cells trained in")
        .contains("best by train accuracy: learning-rate=0.1 hidden=3");
    assertThat(Files.readAllLines(Path.of(sweep, "sweep.csv")).get(1)).contains(",diverged,");
  }

  @Test
  void aFailedCellIsReportedWithItsReason() throws IOException {
    String missing = folder.of("none.npz");
    CommandResult result = sweep("init-from=" + missing, "--epochs 1 --quiet");
    assertThat(result.out())
        .contains(
            "failed: ["
                + missing
                + "] expected a model file, or the directory of a run but found nothing at file:"
                + missing);
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void unreadableDataIsOneLineAndNothingIsWritten() throws IOException {
    data = folder.file("bad.csv", "x,label", "1,a", "b,c,d");
    assertThat(sweep("hidden=3;5", "--quiet").mistake(3))
        .isEqualTo("[" + data + ":3] expected 1 features but found 2");
    assertThat(folder.names()).doesNotContain("sweep");
  }

  @Test
  void aSecondSweepOnOneDirectoryIsRefusedAndToldWhoHoldsIt() throws IOException {
    RunLock first =
        new RunLock(
            "first",
            new org.apache.hadoop.fs.Path(Path.of(sweep, "lock.json").toString()),
            new Configuration());
    first.acquire("app-1", notice -> {});
    assertThat(sweep("hidden=3;5", "--epochs 1 --quiet").mistake(3))
        .startsWith("[" + sweep + "] expected a directory that no other run writes to but found")
        .contains("application app-1");
    assertThat(names(sweep)).containsExactly("lock.json");
    first.close();
    sweep("hidden=3;5", "--epochs 1 --quiet").done();
    assertThat(names(sweep)).contains("sweep.csv").doesNotContain("lock.json");
  }

  @Test
  void aSweepIsReplacedOnlyOnRequestAndForeignFilesNever() throws IOException {
    sweep("hidden=3;5", "--epochs 1 --quiet").done();
    assertThat(sweep("hidden=4", "--epochs 1 --quiet").mistake(3))
        .isEqualTo(
            Text.format(
                "[%s] expected a new directory but found a sweep; --overwrite replaces it", sweep));
    sweep("hidden=4", "--epochs 1 --quiet --overwrite").done();
    assertThat(names(sweep)).contains("1_hidden-4").doesNotContain("1_hidden-3", "2_hidden-5");
    Files.writeString(Path.of(sweep, "mine.txt"), "mine");
    assertThat(sweep("hidden=4", "--epochs 1 --quiet --overwrite").mistake(3))
        .isEqualTo(
            Text.format(
                    "[%s] expected a new directory, or one that holds only a sweep but found other"
                        + " files:",
                    sweep)
                + " mine.txt");
    Files.delete(Path.of(sweep, "mine.txt"));
    Files.createDirectory(Path.of(sweep, ".sweep.backup"));
    assertThat(sweep("hidden=4", "--epochs 1 --quiet --overwrite").mistake(3))
        .isEqualTo(
            Text.format(
                    "[%s] expected a new directory, or one that holds only a sweep but found other"
                        + " files:",
                    sweep)
                + " .sweep.backup");
    Files.delete(Path.of(sweep, "sweep.json"));
    assertThat(sweep("hidden=4", "--epochs 1 --quiet --overwrite").mistake(3))
        .contains("but found files without a sweep.json");
  }

  @Test
  void withoutDataTheDigitsAreUsedAndTheirOptionsOverridden() {
    CommandResult result =
        CommandResult.of(
            "sweep", "--grid", "hidden=2;3", "--epochs", "2", "--output", sweep, "--scale=none");
    assertThat(result.done().out())
        .contains("Reading builtin:digits", "2 of 2 cells trained", "best by test accuracy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --epochs 3                      | [sweep] expected --grid GRID but found nothing
          --grid hiden=3                  | [--grid] expected an option of train but found 'hiden'; did you mean hidden?
          --grid data=a;b                 | [--grid] expected an option that does not concern data, output or this screen but found 'data'
          --grid test-fraction=0.1;0.2    | [--grid] expected an option that does not concern data, output or this screen but found 'test-fraction'
          --grid output=a                 | [--grid] expected an option that does not concern data, output or this screen but found 'output'
          --grid hidden=3;5 --hidden 7    | [--grid] expected each option once but found --hidden outside the grid too
          --grid hidden=3;x               | [--hidden] expected none, or units of each layer from 1 to 2147483647, as in 100,50 but found 'x'
          --grid learning-rate=0.1;-1     | [--learning-rate] expected a positive number but found -1.0
          --grid activation=relu;rely     | [--activation] expected one of {activations} but found 'rely'
          --grid hidden=3;;5              | [--grid] expected values of hidden, separated by ; but found 'hidden=3;;5'
          --grid hidden=3 --epochs x      | [--epochs] expected a whole number up to 2147483647 but found 'x'
          --grid hidden=3 --epoch 3       | [command line] expected an option of sweep but found '--epoch'; did you mean --epochs?
          --grid hidden=3 --epochs        | [--epochs] expected N but found nothing
          --grid hidden=3 --epochs 1 --epochs 2 | [--epochs] expected this option once but found it twice
          """)
  void aMistakeIsReportedBeforeSparkStarts(String options, String expected) {
    assertThat(CommandResult.withoutSpark(("sweep " + options).split(" ", -1)).mistake(2))
        .isEqualTo(expected.replace("{activations}", Choice.words(Activation.all())));
  }

  @Test
  void theHelpIncludesTheOptionsOfTrain() {
    assertThat(CommandResult.withoutSpark("sweep", "--help").done().out())
        .contains("--grid=GRID", "--hidden=UNITS,...", "--learning-rate=RATE", "--preset=NAME")
        .doesNotContain("--resume");
  }
}
