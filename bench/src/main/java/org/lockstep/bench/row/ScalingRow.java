package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;

/** The speed-up from a second core. */
final class ScalingRow implements BenchRow {
  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String how() {
    return "rows per second with two tasks beside one, batch 1,000, float, two shards in both:"
        + " the same computation, bit for bit; median of epochs after the warm-up";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    return List.of(
        measure(bench, "784-100-10", "100", bench.data().train(), bench.choose(10, 3)),
        measure(
            bench,
            BigNetwork.TITLE,
            BigNetwork.HIDDEN,
            bench.data().first(BigNetwork.ROWS),
            bench.choose(5, 2)));
  }

  private static TableRow measure(
      BenchContext bench, String title, String hidden, ImageFiles files, int epochs) {
    List<String> arguments =
        Trainings.with(Trainings.images(files, hidden, 1_000, epochs), "--shards", "2");
    int warmUp = Math.max(1, epochs / 3);
    Outcome outcome =
        bench.compare(
            "rows/s of " + title,
            Better.HIGHER,
            bench.choose(3, 1),
            Side.of("local[2]", () -> rows(bench, Master.local(2), arguments, warmUp)),
            Side.of("local[1]", () -> rows(bench, Master.local(1), arguments, warmUp)));
    return TableRow.compared(
        "%s x as fast",
        outcome.oursByTheirs(),
        title + ", batch 1,000, float, local[2] over local[1]",
        Numbers.of(outcome.ours().median(), "rows/s"),
        Numbers.of(outcome.theirs().median(), "rows/s on one core"));
  }

  private static double rows(
      BenchContext bench, Master master, List<String> arguments, int warmUp) {
    return bench.train(master, arguments).rowsPerSecond(warmUp);
  }
}
