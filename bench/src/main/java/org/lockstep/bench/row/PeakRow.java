package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.bench.peer.FmaPeak;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The most that the cores can compute. */
final class PeakRow implements BenchRow {
  @Override
  public String name() {
    return "peak";
  }

  @Override
  public String how() {
    return "GFLOP/s of a loop of fused multiply-adds over vectors that stay in registers, by the"
        + " JVM's vector instructions: the best of some short runs, with 12 and with 20 vectors at"
        + " once, in a JVM as that of a training";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    int rounds = bench.choose(3, 1);
    List<Results> results = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      results.add(peaks(bench));
    }
    return List.of(line(bench, "float", results), line(bench, "double", results));
  }

  /** The GFLOP/s, as in {@code float-1} and {@code float-2}. */
  static Results peaks(BenchContext bench) {
    return bench
        .lockstep()
        .main(
            Master.local(Trainings.TASKS),
            FmaPeak.class,
            List.of(Integer.toString(Trainings.TASKS)));
  }

  private static TableRow line(BenchContext bench, String precision, List<Results> results) {
    String measure = "peak of fused multiply-adds, " + precision;
    double[] one = values(bench, measure, precision + "-1", results);
    double[] all = values(bench, measure, precision + "-" + Trainings.TASKS, results);
    return new TableRow(
        Numbers.of(Stats.max(all), "GFLOP/s"),
        measure,
        "-",
        Text.format(
            "%s on one core, %s on %d",
            Numbers.of(Stats.max(one)), Numbers.of(Stats.max(all)), Trainings.TASKS),
        "-",
        Numbers.of(Stats.min(all)) + " to " + Numbers.of(Stats.max(all)));
  }

  private static double[] values(
      BenchContext bench, String measure, String name, List<Results> results) {
    double[] values = results.stream().mapToDouble(each -> each.number(name)).toArray();
    bench.record(measure + " (GFLOP/s)", name, values);
    return values;
  }
}
