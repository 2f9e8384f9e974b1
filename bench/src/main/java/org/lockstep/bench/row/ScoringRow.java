package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.peer.TransformPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;

/** Rows per second of {@code transform}, against MLlib's. */
final class ScoringRow implements BenchRow {
  private static final String MEASURE = "transform by 784-100-10, local[2]";

  @Override
  public String name() {
    return "transform";
  }

  @Override
  public String how() {
    return "rows per second of `transform` with all its columns, into nothing, of dense vectors"
        + " that a function hands out; the median of warm rounds in one process; the same BLAS";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    Outcome outcome =
        bench.compare(
            MEASURE + " (rows/s)",
            Better.HIGHER,
            bench.choose(3, 1),
            Side.of("Lockstep", () -> rowsPerSecond(bench, "lockstep")),
            Side.of("MLlib", () -> rowsPerSecond(bench, "mllib")));
    return List.of(
        TableRow.compared(
            "%s x as fast",
            outcome.oursByTheirs(),
            MEASURE,
            Numbers.of(outcome.ours().median(), "rows/s"),
            Numbers.of(outcome.theirs().median(), "rows/s, MLlib")));
  }

  private static double rowsPerSecond(BenchContext bench, String who) {
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                TransformPeer.class,
                List.of(
                    who,
                    Integer.toString(bench.choose(1_000_000, 50_000)),
                    Integer.toString(bench.choose(3, 1))));
    bench.computedWith(results.text("blas"));
    bench.note(
        "The same vectors come at "
            + Numbers.of(results.number("rows_per_second_unscored"), "rows/s without a model"));
    return results.number("rows_per_second");
  }
}
