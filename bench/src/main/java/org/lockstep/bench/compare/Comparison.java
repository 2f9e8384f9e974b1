package org.lockstep.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lockstep.bench.run.BenchException;
import org.lockstep.bench.run.Lockstep;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Results;
import org.lockstep.model.text.Text;

/**
 * Trains every side on the same splits of every table, each in a process of its own on two cores.
 *
 * @param python the interpreter that splits tables and runs the other sides
 * @param seeds how many splits of each table
 * @param mostRows the most rows used of a table
 * @param progress notified of each trial
 */
public record Comparison(
    Lockstep lockstep,
    Pythons pythons,
    Interpreter python,
    int seeds,
    int mostRows,
    Consumer<String> progress) {
  private static final String SCRIPT = "tables.py";
  private static final int CORES = 2;

  /**
   * Runs the comparison.
   *
   * @param before trials that are done and not run again
   * @param done notified of each new trial
   * @return all trials
   */
  public List<Trial> run(
      List<ComparedTable> tables,
      List<ComparedSide> sides,
      List<Trial> before,
      Consumer<Trial> done) {
    List<Trial> trials = new ArrayList<>(before);
    Map<ComparedSide, String> failures = new TreeMap<>();
    for (ComparedTable table : tables) {
      split(table);
      for (int seed = 0; seed < seeds; seed++) {
        for (ComparedSide side : sides) {
          int n = seed;
          if (trials.stream().anyMatch(trial -> trial.isOf(table, side, n))) {
            continue;
          }
          try {
            Trial trial = side.isOurs() ? ours(table, side, seed) : theirs(table, side, seed);
            trials.add(trial);
            done.accept(trial);
            progress.accept(
                Text.format(
                    "%s, seed %d, %s: %.4f in %.1f s",
                    table.name(), seed, side.title(), trial.score(), trial.seconds()));
          } catch (BenchException e) {
            progress.accept(table.name() + ", " + side.title() + " failed: " + e.getMessage());
            failures.put(side, e.getMessage());
          }
        }
      }
    }
    failures.forEach((side, why) -> progress.accept(side.title() + " is not complete: " + why));
    return trials;
  }

  private Path directory() {
    return lockstep.commands().directory();
  }

  private void split(ComparedTable table) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "split",
                table.file(),
                table.target(),
                directory().toString(),
                table.name(),
                Integer.toString(seeds),
                Integer.toString(mostRows)));
    if (!table.header().isEmpty()) {
      arguments.add(table.header());
    }
    pythons.run(python, SCRIPT, CORES, arguments);
  }

  private String part(ComparedTable table, int seed, String which) {
    return directory().resolve(table.name() + "-" + seed + "-" + which + ".csv").toString();
  }

  private Trial ours(ComparedTable table, ComparedSide side, int seed) {
    List<String> command = new ArrayList<>(side.command());
    command.addAll(
        List.of(
            "--data", part(table, seed, "train"),
            "--test", part(table, seed, "test"),
            "--target", table.target(),
            "--seed", Integer.toString(seed)));
    if (!table.leaks().isEmpty()) {
      command.addAll(List.of("--drop", table.leaks()));
    }
    Lockstep.Judged judged = lockstep.judge(Master.local(CORES), command);
    return new Trial(
        table.name(), side, seed, judged.score(), judged.trainingSeconds(), judged.seconds());
  }

  private Trial theirs(ComparedTable table, ComparedSide side, int seed) {
    List<String> arguments =
        List.of(
            side.toString(),
            part(table, seed, "train"),
            part(table, seed, "test"),
            table.target(),
            table.leaks(),
            Integer.toString(seed));
    long start = System.nanoTime();
    Results results = pythons.run(python, SCRIPT, CORES, arguments);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Trial(
        table.name(), side, seed, results.number("score"), results.number("fit"), seconds);
  }
}
