package org.lockstep.bench.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** What plain {@code train --data X --target y} reaches on tables as they come. */
final class DefaultsRow implements BenchRow {
  /** A table, and the columns that give its target away. */
  private record Table(String name, String target, String leaks) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("Hdma", "deny", ""),
          new Table("Chile", "vote", ""),
          new Table("flchain", "death", "futime,chapter"),
          new Table("Aids2", "status", "death"),
          new Table("nwtco", "rel", "edrel"),
          new Table("diamonds", "price", ""),
          new Table("Computers", "price", ""),
          new Table("Wages1", "wage", ""),
          new Table("MedExp", "med", ""),
          new Table("SLID", "wages", ""));

  private static final int SEEDS = 3;
  private static final int MOST_ROWS = 20_000;

  @Override
  public String name() {
    return "defaults";
  }

  @Override
  public String how() {
    return "accuracy, or R² of numbers, on a fifth of the rows, means of three splits."
        + " `train --data X --target y` with what gives the target away named by `--drop`;"
        + " scikit-learn's MLP behind a ColumnTransformer by hand: medians for missing numbers,"
        + " a feature a category, all standardised, the targets of a regression too, early"
        + " stopping";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    Optional<Path> folder =
        Optional.ofNullable(System.getenv("LOCKSTEP_DATA"))
            .map(sets -> Path.of(sets).resolve("tables"))
            .filter(Files::exists);
    if (folder.isEmpty()) {
      return List.of(
          TableRow.skipped("tables as they come", "no tables in what LOCKSTEP_DATA names"));
    }
    Optional<Interpreter> python = bench.having(Library.SCIKIT_LEARN, "").stream().findFirst();
    if (python.isEmpty()) {
      return List.of(TableRow.skipped("tables as they come", "no scikit-learn here"));
    }
    List<Table> tables = TABLES.subList(0, bench.choose(TABLES.size(), 1));
    Path splits = bench.lockstep().commands().directory();
    Results theirs =
        bench
            .pythons()
            .run(
                python.get(),
                "sklearn_tables.py",
                Trainings.TASKS,
                arguments(folder.get(), splits, tables));
    return tables.stream().map(table -> row(bench, table, splits, theirs)).toList();
  }

  private static List<String> arguments(Path folder, Path splits, List<Table> tables) {
    List<String> arguments = new ArrayList<>(List.of(splits.toString(), MOST_ROWS + ""));
    for (Table table : tables) {
      arguments.addAll(
          List.of(folder.resolve(table.name() + ".csv").toString(), table.target(), table.leaks()));
    }
    return arguments;
  }

  private static TableRow row(BenchContext bench, Table table, Path splits, Results theirs) {
    double[] ours = new double[SEEDS];
    double[] sklearn = new double[SEEDS];
    String measure = "held-out rows of " + table.name();
    for (int seed = 0; seed < SEEDS; seed++) {
      Path split = splits.resolve(table.name() + "-" + seed);
      List<String> options =
          new ArrayList<>(
              List.of(
                  "--data", split + "-train.csv",
                  "--target", table.target(),
                  "--test", split + "-test.csv"));
      if (!table.leaks().isEmpty()) {
        options.addAll(List.of("--drop", table.leaks()));
      }
      ours[seed] = bench.lockstep().testScore(Master.local(Trainings.TASKS), options);
      sklearn[seed] = theirs.number(table.name() + "-" + seed);
      bench.record(measure, "Lockstep", "", seed + 1, ours[seed]);
      bench.record(measure, "scikit-learn", "", seed + 1, sklearn[seed]);
    }
    return new TableRow(
        "-",
        measure,
        Text.format("%.3f", mean(ours)),
        Text.format("%.3f, scikit-learn", mean(sklearn)),
        "-",
        Text.format("%.3f to %.3f", Stats.min(ours), Stats.max(ours)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
