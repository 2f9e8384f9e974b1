package org.lockstep.bench.row;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Steps of one row, in which the arithmetic is negligible. */
final class MultiLinearRow implements BenchRow {
  private static final int ROWS = 8_000;

  @Override
  public String name() {
    return "multi-linear";
  }

  @Override
  public String how() {
    return "8,000 rows of six features and three linear targets through 6-7-5-3, sigmoid, squared"
        + " error, no biases, double, batch 1 in the order of the file; seconds of all epochs."
        + " Lockstep on one task or two; NumPy's loop over the same steps, on one thread or two";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    int epochs = bench.choose(10, 1);
    String measure = Text.format("multi-linear, %,d steps of one row", epochs * ROWS);
    Path table = bench.data().multiLinear();
    List<Side.Setting> peers =
        bench.onThreads(
            Library.NUMPY,
            "",
            (interpreter, threads) -> theirs(bench, interpreter, threads, table, epochs));
    List<Side.Setting> ours = new ArrayList<>();
    for (int tasks = 1; tasks <= bench.choose(Trainings.TASKS, 1); tasks++) {
      Master master = Master.local(tasks);
      ours.add(new Side.Setting(master.name(), () -> ours(bench, master, table, epochs)));
    }
    if (peers.isEmpty()) {
      return List.of(TableRow.skipped(measure, "no Python here has NumPy"));
    }
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(3, 1),
            new Side("Lockstep", ours),
            new Side("Python", peers));
    return List.of(
        TableRow.compared(
            "%s of its time",
            outcome.oursByTheirs(),
            measure,
            Numbers.of(outcome.ours().median(), "s, " + outcome.ours().setting()),
            Numbers.of(outcome.theirs().median(), "s, " + outcome.theirs().setting())));
  }

  private static double ours(BenchContext bench, Master master, Path table, int epochs) {
    TrainingLog log =
        bench.train(
            master,
            List.of(
                "--data",
                table.toString(),
                "--header",
                "absent",
                "--target",
                "7,8,9",
                "--task",
                "regression",
                "--hidden",
                "7,5",
                "--activation",
                "sigmoid",
                "--output-activation",
                "sigmoid",
                "--bias",
                "false",
                "--init",
                "normal:1",
                "--scale",
                "none",
                "--precision",
                "double",
                "--batch-size",
                "1",
                "--learning-rate",
                "0.01",
                "--shuffle",
                "none",
                "--epochs",
                Integer.toString(epochs)));
    return log.epochs().stream().mapToDouble(TrainingLog.Epoch::seconds).sum();
  }

  private static double theirs(
      BenchContext bench, Interpreter interpreter, int threads, Path table, int epochs) {
    return bench
        .pythons()
        .run(
            interpreter,
            threads,
            List.of(
                "--table",
                table.toString(),
                "--targets",
                "3",
                "--layers",
                "6,7,5,3",
                "--sigmoid",
                "--dtype",
                "float64",
                "--batch",
                "1",
                "--rate",
                "0.01",
                "--epochs",
                Integer.toString(epochs)))
        .number("total_seconds");
  }
}
