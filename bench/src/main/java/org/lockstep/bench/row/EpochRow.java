package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Epochs of MNIST's size against the best of NumPy and PyTorch: a warm epoch, or the first ten. */
final class EpochRow implements BenchRow {
  private static final int ROUNDS = 5; // other load on the machine shows in an epoch's seconds
  private static final int FIRST = 10;

  // For the first five to eight seconds of a training, the JVM's compiler takes one of two cores.
  private static final int EPOCHS = 60;
  private static final int WARM_UP = 40;

  private final int batch;
  private final boolean isWarm;

  private EpochRow(int batch, boolean isWarm) {
    this.batch = batch;
    this.isWarm = isWarm;
  }

  /** One epoch with batches of this size, once everything is compiled. */
  static EpochRow warm(int batch) {
    return new EpochRow(batch, true);
  }

  /** The first ten epochs of a process in total, with batches of this size. */
  static EpochRow cold(int batch) {
    return new EpochRow(batch, false);
  }

  @Override
  public String name() {
    return (isWarm ? "epoch-" : "cold-") + batch;
  }

  @Override
  public String how() {
    return "60,000 rows in the order of the file through 784-100-10, relu, softmax, SGD, by a"
        + " native library's products and by ours (`--blas`); the best of NumPy and PyTorch"
        + " on one thread and on two, over floats in memory that are scaled before the clock"
        + " starts; "
        + (isWarm
            ? "median of the epochs after a warm-up (40 epochs, Python's 2)"
            : "the first ten epochs of a process together, without what comes before them")
        + "; each run a process of its own";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : isWarm ? List.of("float", "double") : List.of("float")) {
      rows.addAll(measure(bench, precision));
    }
    return rows;
  }

  private List<TableRow> measure(BenchContext bench, String precision) {
    String measure =
        Text.format(
            "%s of 60,000 x 784-100-10, batch %d, %s",
            isWarm ? "an epoch" : "the first ten epochs", batch, precision);
    List<Side.Setting> peers = peers(bench, precision);
    if (peers.isEmpty()) {
      return List.of(TableRow.skipped(measure, "no Python here has NumPy or PyTorch"));
    }
    return new OurBlases(bench)
        .compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(ROUNDS, 1),
            blas -> ours(bench, precision, blas),
            log -> isWarm ? log.epochSeconds(bench.choose(WARM_UP, 1)) : log.totalSeconds(0),
            new Side("Python", peers),
            (blas, outcome) ->
                TableRow.compared(
                    "%s of its time",
                    outcome.oursByTheirs(),
                    Text.format("%s, local[2], --blas %s", measure, blas),
                    Numbers.of(outcome.ours().median(), "s"),
                    Numbers.of(outcome.theirs().median(), "s, " + outcome.theirs().setting())));
  }

  private TrainingLog ours(BenchContext bench, String precision, String blas) {
    List<String> arguments =
        Trainings.with(
            Trainings.images(bench.data().train(), "100", batch, epochs(bench, EPOCHS)),
            "--precision",
            precision,
            "--blas",
            blas);
    return bench.train(Master.local(Trainings.TASKS), arguments);
  }

  private List<Side.Setting> peers(BenchContext bench, String precision) {
    List<Side.Setting> settings = new ArrayList<>();
    for (Library library : List.of(Library.NUMPY, Library.PYTORCH)) {
      settings.addAll(
          bench.onThreads(
              library,
              "",
              (interpreter, threads) -> theirs(bench, interpreter, threads, precision)));
    }
    return settings;
  }

  private double theirs(
      BenchContext bench, Interpreter interpreter, int threads, String precision) {
    Pythons pythons = bench.pythons();
    ImageFiles files = bench.data().train();
    Results results =
        pythons.run(
            interpreter,
            threads,
            List.of(
                "--images",
                files.images().toString(),
                "--labels",
                files.labels().toString(),
                "--layers",
                "784,100,10",
                "--batch",
                Integer.toString(batch),
                "--dtype",
                precision.equals("float") ? "float32" : "float64",
                "--epochs",
                Integer.toString(epochs(bench, 8)),
                "--warmup",
                bench.choose(2, 1) + "",
                "--most-seconds",
                isWarm ? "10" : "100"));
    return results.number(isWarm ? "epoch_seconds" : "total_seconds");
  }

  private int epochs(BenchContext bench, int warm) {
    return bench.choose(isWarm ? warm : FIRST, 3);
  }
}
