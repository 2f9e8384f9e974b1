package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.peer.TwoFacesPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The estimator against the command line, on the same rows. */
final class TwoFacesRow implements BenchRow {
  @Override
  public String name() {
    return "two-faces";
  }

  @Override
  public String how() {
    return "seconds from a Parquet file to a saved model, 28-100-2, batch 1,000, 8 shards:"
        + " `MlpClassifier.fit` and `save`; beside it `lockstep train` in a session that is there;"
        + " the median of warm rounds in one process";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    int rows = bench.choose(1_000_000, 50_000);
    int epochs = bench.choose(20, 2);
    String measure = Text.format("%,d rows x 28, %d epochs, local[2]", rows, epochs);
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(3, 1),
            Side.of("estimator", () -> seconds(bench, "estimator", rows, epochs)),
            Side.of("command", () -> seconds(bench, "command", rows, epochs)));
    return List.of(
        TableRow.compared(
            "%s of its time",
            outcome.oursByTheirs(),
            measure,
            Numbers.of(outcome.ours().median(), "s, estimator"),
            Numbers.of(outcome.theirs().median(), "s, command line")));
  }

  private static double seconds(BenchContext bench, String who, int rows, int epochs) {
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                TwoFacesPeer.class,
                List.of(
                    who,
                    FirstStepRow.file(bench, rows).toString(),
                    Integer.toString(rows),
                    Integer.toString(epochs),
                    Integer.toString(bench.choose(2, 1))));
    bench.computedWith(results.text("blas"));
    return results.number("seconds");
  }
}
