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

/** One epoch of MNIST's size against the best of NumPy and PyTorch. */
final class EpochRow implements BenchRow {
  private static final int ROUNDS = 5; // what else the machine does shows in an epoch's seconds
  private static final int EPOCHS = 24;
  private static final int WARM_UP = 12; // the JVM's compiler takes seconds of one core at first

  private final int batch;

  /** With batches of this size. */
  EpochRow(int batch) {
    this.batch = batch;
  }

  @Override
  public String name() {
    return "epoch-" + batch;
  }

  @Override
  public String how() {
    return "60,000 rows in the order of the file through 784-100-10, relu, softmax, SGD, by a"
        + " native library's products and by ours (`--blas`); the best of NumPy and PyTorch"
        + " on one thread and on two, over floats in memory that are scaled before the clock"
        + " starts; median of the epochs after a warm-up (12 epochs, Python's 2), each run a"
        + " process of its own";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : List.of("float", "double")) {
      rows.addAll(measure(bench, precision));
    }
    return rows;
  }

  private List<TableRow> measure(BenchContext bench, String precision) {
    String measure = Text.format("an epoch of 60,000 x 784-100-10, batch %d, %s", batch, precision);
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
            log -> log.epochSeconds(bench.choose(WARM_UP, 1)),
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
            Trainings.images(bench.data().train(), "100", batch, bench.choose(EPOCHS, 3)),
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
                bench.choose(8, 3) + "",
                "--warmup",
                bench.choose(2, 1) + "",
                "--most-seconds",
                "10"));
    return results.number("epoch_seconds");
  }
}
