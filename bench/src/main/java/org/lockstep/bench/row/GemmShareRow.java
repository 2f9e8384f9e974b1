package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.peer.GemmPeak;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** How much of what this machine's BLAS can do a large network gets. */
final class GemmShareRow implements BenchRow {
  @Override
  public String name() {
    return "gemm-share";
  }

  @Override
  public String how() {
    return Text.format(
        "GFLOP/s of whole epochs of 4,000 rows, counting the matrix products alone: forward, dW"
            + " and dX, without dX of the first layer, are %.3f MFLOP a row; beside the best of"
            + " square products of 1024 and 2048 on two threads, in the same kind of JVM with the"
            + " same BLAS",
        BigNetwork.flopsPerRow() / 1e6);
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : List.of("float", "double")) {
      Outcome outcome =
          bench.compare(
              "GFLOP/s, " + precision,
              Better.HIGHER,
              bench.choose(3, 1),
              Side.of("Lockstep", () -> ours(bench, precision)),
              Side.of("GEMM peak", () -> peak(bench, precision)));
      rows.add(
          TableRow.compared(
              "%s of peak",
              outcome.oursByTheirs(),
              Text.format(
                  "%s, batch %d, %s, local[2]", BigNetwork.TITLE, BigNetwork.BATCH, precision),
              Numbers.of(outcome.ours().median(), "GFLOP/s"),
              Numbers.of(outcome.theirs().median(), "GFLOP/s, large square products")));
    }
    return rows;
  }

  private static double ours(BenchContext bench, String precision) {
    int epochs = bench.choose(5, 2);
    List<String> arguments =
        Trainings.with(
            Trainings.images(
                bench.data().first(BigNetwork.ROWS), BigNetwork.HIDDEN, BigNetwork.BATCH, epochs),
            "--precision",
            precision);
    double rowsPerSecond =
        bench.train(Master.local(Trainings.TASKS), arguments).rowsPerSecond(bench.choose(2, 1));
    return rowsPerSecond * BigNetwork.flopsPerRow() / 1e9;
  }

  private static double peak(BenchContext bench, String precision) {
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                GemmPeak.class,
                List.of(Integer.toString(Trainings.TASKS)));
    bench.note("The GEMM peak is of BLAS " + results.text("blas"));
    return results.number(precision);
  }
}
