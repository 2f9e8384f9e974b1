package org.lockstep.bench.row;

import java.nio.file.Path;
import java.util.List;
import org.lockstep.bench.peer.CsvPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Reading a large CSV file up to the first step, against Spark's own reader. */
final class CsvRow implements BenchRow {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String how() {
    return "rows a second of all that `train` does with a CSV file before its first step: find out"
        + " what it holds, check and profile every row, fit quartiles, build the shards; beside it"
        + " `spark.read.schema(...).csv(...)` of the same columns as doubles, written to `noop` or"
        + " cached and counted; each run is the first thing that its process does. Memory is what"
        + " Spark's storage figures show, and the live heap, per number in bytes over 4";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    int rows = bench.choose(5_000_000, 50_000);
    Path file = bench.lockstep().commands().directory().resolve("numbers-" + rows + ".csv");
    String measure = Text.format("CSV of %,d rows x 28 before the first step, local[2]", rows);
    double[] kept = new double[2];
    Outcome outcome =
        bench.compare(
            measure + " (rows/s)",
            Better.HIGHER,
            bench.choose(3, 1),
            Side.of(
                "Lockstep",
                () -> {
                  Results results = run(bench, "lockstep", file, rows);
                  kept[0] = results.number("storage");
                  kept[1] = results.number("heap");
                  return rows / results.number("seconds");
                }),
            new Side(
                "Spark",
                List.of(
                    new Side.Setting("noop", () -> speed(bench, "noop", file, rows)),
                    new Side.Setting("cached", () -> speed(bench, "cache", file, rows)))));
    bench.record("memory kept, storage (x floats)", "Lockstep", "", 1, kept[0]);
    bench.record("memory kept, heap (x floats)", "Lockstep", "", 1, kept[1]);
    return List.of(
        TableRow.compared(
            "%s x as fast",
            outcome.oursByTheirs(),
            measure,
            Numbers.of(outcome.ours().median(), "rows/s"),
            Numbers.of(
                outcome.theirs().median(),
                "rows/s, Spark's `read.csv`, " + outcome.theirs().setting())),
        TableRow.compared(
            "%s of it",
            new double[] {kept[1]},
            "memory kept of them",
            Text.format("%.2f x floats", kept[1]),
            "28 floats a row"));
  }

  private static double speed(BenchContext bench, String how, Path file, int rows) {
    return rows / run(bench, how, file, rows).number("seconds");
  }

  private static Results run(BenchContext bench, String who, Path file, int rows) {
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                CsvPeer.class,
                List.of(who, file.toString(), Integer.toString(rows)));
    bench.computedWith(results.text("blas"));
    return results;
  }
}
