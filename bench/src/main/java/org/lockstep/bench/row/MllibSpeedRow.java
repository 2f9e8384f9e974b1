package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.peer.MllibPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;

/** A large network's rows per second, against MLlib's. */
final class MllibSpeedRow implements BenchRow {
  @Override
  public String name() {
    return "mllib-speed";
  }

  @Override
  public String how() {
    return "rows per second of a pass over the same 4,000 rows, with loss, gradient and update;"
        + " MLlib with the same BLAS and the best of its block sizes, rows cached, solver"
        + " gd, which passes once per iteration. Lockstep updates once per 1,000 rows, MLlib"
        + " once per pass";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    ImageFiles files = bench.data().first(BigNetwork.ROWS);
    List<Side.Setting> blocks = new ArrayList<>();
    for (int block : bench.choose(1, 0) == 1 ? List.of(128, 512, 1024, 4096) : List.of(512)) {
      blocks.add(new Side.Setting("block size " + block, () -> theirs(bench, files, block)));
    }
    Outcome outcome =
        bench.compare(
            "rows/s, double",
            Better.HIGHER,
            bench.choose(3, 1),
            Side.of("Lockstep", () -> ours(bench, files)),
            new Side("MLlib", blocks));
    return List.of(
        TableRow.compared(
            "%s x as fast",
            outcome.oursByTheirs(),
            BigNetwork.TITLE + ", double, local[2]",
            Numbers.of(outcome.ours().median(), "rows/s, batch " + BigNetwork.BATCH),
            Numbers.of(outcome.theirs().median(), "rows/s, MLlib, " + outcome.theirs().setting())));
  }

  private static double ours(BenchContext bench, ImageFiles files) {
    List<String> arguments =
        Trainings.with(
            Trainings.images(files, BigNetwork.HIDDEN, BigNetwork.BATCH, bench.choose(5, 2)),
            "--precision",
            "double");
    return bench.train(Master.local(Trainings.TASKS), arguments).rowsPerSecond(bench.choose(2, 1));
  }

  private static double theirs(BenchContext bench, ImageFiles files, int block) {
    int passes = bench.choose(3, 2);
    Results results =
        bench
            .lockstep()
            .main(
                Master.local(Trainings.TASKS),
                MllibPeer.class,
                List.of(
                    "passes",
                    files.images().toString(),
                    files.labels().toString(),
                    BigNetwork.LAYERS,
                    Integer.toString(block),
                    Integer.toString(passes)));
    bench.side("MLlib", "BLAS " + results.text("blas"));
    return BigNetwork.ROWS / results.number("pass_seconds");
  }
}
