package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;

/** The cost of checkpoints for a run of twelve million weights. */
final class CheckpointRow implements BenchRow {
  private static final String TEN_TIMES_AS_OFTEN = "3s";
  private static final String NEVER = "86400s";

  @Override
  public String name() {
    return "checkpoints";
  }

  @Override
  public String how() {
    return "seconds of all epochs but the first two, "
        + BigNetwork.TITLE
        + ", with a checkpoint every 3 s beside none but the one at the end, which is not among"
        + " them. That is ten times as often as by default: a tenth of the difference is what the"
        + " default costs";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    Outcome outcome =
        bench.compare(
            "seconds of a run",
            Better.LOWER,
            bench.choose(3, 1),
            Side.of("every 3 s", () -> seconds(bench, TEN_TIMES_AS_OFTEN)),
            Side.of("none", () -> seconds(bench, NEVER)));
    return List.of(
        TableRow.compared(
            "%s of its time",
            outcome.oursByTheirs(),
            BigNetwork.TITLE + ", float, local[2], a checkpoint every 3 s",
            Numbers.of(outcome.ours().median(), "s"),
            Numbers.of(outcome.theirs().median(), "s, without checkpoints")));
  }

  private static double seconds(BenchContext bench, String every) {
    List<String> arguments =
        Trainings.images(
            bench.data().first(BigNetwork.ROWS),
            BigNetwork.HIDDEN,
            BigNetwork.BATCH,
            bench.choose(22, 6));
    return bench
        .train(
            Master.local(Trainings.TASKS), Trainings.with(arguments, "--checkpoint-every", every))
        .totalSeconds(2);
  }
}
