package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The share of the cores' peak that a large network reaches. */
final class PeakShareRow implements BenchRow {
  @Override
  public String name() {
    return "peak-share";
  }

  @Override
  public String how() {
    return Text.format(
        "GFLOP/s of whole epochs of 4,000 rows, counting the matrix products alone: forward, dW"
            + " and dX, without dX of the first layer, are %.3f MFLOP a row; beside the peak: a"
            + " loop of fused multiply-adds in registers, on as many threads, in the same kind of"
            + " JVM",
        BigNetwork.flopsPerRow() / 1e6);
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : List.of("float", "double")) {
      rows.addAll(measure(bench, precision));
    }
    return rows;
  }

  private static List<TableRow> measure(BenchContext bench, String precision) {
    return new OurBlases(bench)
        .compare(
            "GFLOP/s, " + precision,
            Better.HIGHER,
            bench.choose(3, 1),
            blas -> train(bench, precision, blas),
            log -> log.rowsPerSecond(bench.choose(4, 1)) * BigNetwork.flopsPerRow() / 1e9,
            Side.of("peak", () -> PeakRow.peaks(bench).number(precision + "-" + Trainings.TASKS)),
            (blas, outcome) ->
                TableRow.compared(
                    "%s of peak",
                    outcome.oursByTheirs(),
                    Text.format(
                        "%s, batch %d, %s, local[2], --blas %s",
                        BigNetwork.TITLE, BigNetwork.BATCH, precision, blas),
                    Numbers.of(outcome.ours().median(), "GFLOP/s"),
                    Numbers.of(outcome.theirs().median(), "GFLOP/s, peak of two cores")));
  }

  private static TrainingLog train(BenchContext bench, String precision, String blas) {
    List<String> arguments =
        Trainings.with(
            Trainings.images(
                bench.data().first(BigNetwork.ROWS),
                BigNetwork.HIDDEN,
                BigNetwork.BATCH,
                bench.choose(8, 2)),
            "--precision",
            precision,
            "--blas",
            blas);
    return bench.train(Master.local(Trainings.TASKS), arguments);
  }
}
