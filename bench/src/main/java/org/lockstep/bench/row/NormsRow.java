package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The cost of batch norm and layer norm in addition to dense layers and their activations. */
final class NormsRow implements BenchRow {
  private static final String NETWORK = "784-512-512-10";
  private static final int ROWS = 12_000;
  private static final int BATCH = 500;

  @Override
  public String name() {
    return "norms";
  }

  @Override
  public String how() {
    return Text.format(
        "median of the warm epochs of %,d rows through %s, relu, softmax, SGD, batch %d, with a"
            + " norm in front of each relu, beside the same network without",
        ROWS, NETWORK, BATCH);
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (String precision : List.of("float", "double")) {
      for (String norm : List.of("batch-norm", "layer-norm")) {
        rows.add(measure(bench, precision, norm));
      }
    }
    return rows;
  }

  private static TableRow measure(BenchContext bench, String precision, String norm) {
    String measure = Text.format("an epoch of %s with %s, %s", NETWORK, norm, precision);
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(5, 1),
            Side.of(norm, () -> seconds(bench, precision, norm + ", ")),
            Side.of("dense alone", () -> seconds(bench, precision, "")));
    return TableRow.compared(
        "%s of its time",
        outcome.oursByTheirs(),
        measure + ", local[2]",
        Numbers.of(outcome.ours().median(), "s"),
        Numbers.of(outcome.theirs().median(), "s, dense alone"));
  }

  private static double seconds(BenchContext bench, String precision, String norm) {
    String block = "dense 512, " + norm + "relu";
    List<String> arguments =
        Trainings.layers(
            bench.data().first(ROWS), block + ", " + block, BATCH, bench.choose(30, 3));
    return bench
        .train(Master.local(Trainings.TASKS), Trainings.with(arguments, "--precision", precision))
        .epochSeconds(bench.choose(15, 1));
  }
}
