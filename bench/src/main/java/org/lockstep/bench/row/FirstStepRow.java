package org.lockstep.bench.row;

import java.nio.file.Path;
import java.util.List;
import org.lockstep.bench.peer.FirstStepPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The time before an estimator's first step, against a count of the same rows. */
final class FirstStepRow implements BenchRow {
  @Override
  public String name() {
    return "first-step";
  }

  @Override
  public String how() {
    return "seconds from `fit` of an uncached Parquet DataFrame, its 28 columns put into vectors,"
        + " to the end of the first step; beside it Spark's own `df.rdd.count()` of the same"
        + " columns; the median of warm rounds in one process";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    int rows = bench.choose(1_000_000, 50_000);
    String measure = Text.format("before the first step, %,d rows x 28, local[2]", rows);
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(3, 1),
            Side.of("Lockstep", () -> seconds(bench, "lockstep", rows)),
            Side.of("Spark", () -> seconds(bench, "spark", rows)));
    return List.of(
        TableRow.compared(
            "%s x its time",
            outcome.oursByTheirs(),
            measure,
            Numbers.of(outcome.ours().median(), "s"),
            Numbers.of(outcome.theirs().median(), "s, a count by Spark")));
  }

  /** A Parquet file with this many rows, which the first peer writes. */
  static Path file(BenchContext bench, int rows) {
    return bench.lockstep().commands().directory().resolve("rows-" + rows + ".parquet");
  }

  private static double seconds(BenchContext bench, String who, int rows) {
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                FirstStepPeer.class,
                List.of(
                    who,
                    file(bench, rows).toString(),
                    Integer.toString(rows),
                    Integer.toString(bench.choose(5, 1))));
    bench.computedWith(results.text("blas"));
    return results.number("seconds");
  }
}
