package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
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
    return "60,000 rows in the order of the file through 784-100-10, relu, softmax, SGD; the best"
        + " of NumPy and PyTorch at 1 and 2 threads, over floats in memory that are scaled"
        + " before the clock starts; median of the epochs after a warm-up (12 epochs, Python's"
        + " 2), each run a process of its own";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : List.of("float", "double")) {
      rows.add(measure(bench, precision));
    }
    return rows;
  }

  private TableRow measure(BenchContext bench, String precision) {
    String measure = Text.format("an epoch of 60,000 x 784-100-10, batch %d, %s", batch, precision);
    List<Side.Setting> peers = peers(bench, precision);
    if (peers.isEmpty()) {
      return TableRow.skipped(measure, "no python3 here has NumPy or PyTorch");
    }
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(ROUNDS, 1),
            Side.of("Lockstep", () -> ours(bench, precision)),
            new Side("Python", peers));
    return TableRow.compared(
        "%s of its time",
        outcome.oursByTheirs(),
        measure + ", local[2]",
        Numbers.of(outcome.ours().median(), "s"),
        Numbers.of(outcome.theirs().median(), "s, " + outcome.theirs().setting()));
  }

  private double ours(BenchContext bench, String precision) {
    List<String> arguments =
        Trainings.with(
            Trainings.images(bench.data().train(), "100", batch, bench.choose(EPOCHS, 3)),
            "--precision",
            precision);
    return bench
        .train(Master.local(Trainings.TASKS), arguments)
        .epochSeconds(bench.choose(WARM_UP, 1));
  }

  private List<Side.Setting> peers(BenchContext bench, String precision) {
    List<Side.Setting> settings = new ArrayList<>();
    for (Library library : Library.values()) {
      List<Interpreter> having = bench.pythons().having(library);
      if (having.isEmpty()) {
        bench.note(library.title() + " is not installed here, and was not compared with");
      }
      for (Interpreter interpreter : having) {
        for (int threads = 1; threads <= Trainings.TASKS; threads++) {
          int n = threads;
          settings.add(
              new Side.Setting(
                  interpreter.title() + (n == 1 ? " on 1 thread" : " on " + n + " threads"),
                  () -> theirs(bench, interpreter, n, precision)));
        }
      }
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
    bench.note(interpreter.title() + " computed with " + results.text("blas"));
    return results.number("epoch_seconds");
  }
}
