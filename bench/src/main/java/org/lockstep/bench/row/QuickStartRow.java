package org.lockstep.bench.row;

import java.nio.file.Path;
import java.util.List;
import org.lockstep.bench.run.Lockstep;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;

/** The first command that a user runs. */
final class QuickStartRow implements BenchRow {
  @Override
  public String name() {
    return "quick-start";
  }

  @Override
  public String how() {
    return "`scripts/lockstep train` after the build, from the command to the prompt: Spark's"
        + " start, 1,000 epochs on the digits, model, log and picture";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    Path output = bench.lockstep().commands().directory().resolve("digits");
    List<String> arguments = List.of("train", "--output", output.toString(), "--overwrite");
    double[] seconds = new double[bench.choose(3, 1)];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = bench.lockstep().wallSeconds(new Master("default", 0, List.of()), arguments);
      bench.record("command to prompt (s)", "Lockstep", "", i + 1, seconds[i]);
    }
    bench.computedWith(Lockstep.blasOf(output));
    return List.of(
        new TableRow(
            "-",
            "whole `digits` quick start, command to prompt",
            Numbers.of(Stats.median(seconds), "s"),
            "-",
            "-",
            Numbers.of(Stats.min(seconds)) + " to " + Numbers.of(Stats.max(seconds)) + " s"));
  }
}
