package org.lockstep.bench.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.bench.data.SplitTable;
import org.lockstep.bench.peer.EstimatorPeer;
import org.lockstep.bench.peer.TablesPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Accuracy on test rows, against MLlib's and scikit-learn's. */
final class TablesRow implements BenchRow {
  /** A table, and the L2 penalty that suits it. */
  private record Table(String name, String l2) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("iris", "0.01"),
          new Table("wine", "0.01"),
          new Table("banknote_authentication", "0"));

  private static final long[] SEEDS = {1, 2, 3};

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String how() {
    return "mean test accuracy of three seeds, each with a split and first weights of its own. The"
        + " tables: a hidden layer of 16 and standardised features; `MlpClassifier` with"
        + " adam, step size 0.01, batch 16, 100 epochs, regParam 0.01 (banknotes: 0); MLlib"
        + " with 200 iterations of L-BFGS; scikit-learn's MLPClassifier with max_iter 500,"
        + " the better of its own alpha and one that means the same penalty. MNIST: a hidden"
        + " layer of 100; Nesterov, step size 0.1 falling by 0.85, batch 128, 20 epochs; 200"
        + " iterations of L-BFGS; MLPClassifier with max_iter 20";
  }

  /** A line of the table; {@code sklearn} is empty if it is not available. */
  private static TableRow row(String name, double[] ours, double[] mllib, double[] sklearn) {
    String beside =
        Text.format("%.4f, MLlib", mean(mllib))
            + (sklearn.length == 0
                ? "; no scikit-learn here"
                : Text.format("; %.4f, scikit-learn", mean(sklearn)));
    return new TableRow(
        "-",
        "test accuracy on " + name + ", three seeds",
        Text.format("%.4f", mean(ours)),
        beside,
        "-",
        Text.format("%.4f to %.4f", Stats.min(ours), Stats.max(ours)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    Optional<Path> sets = Optional.ofNullable(System.getenv("LOCKSTEP_DATA")).map(Path::of);
    if (sets.filter(folder -> Files.exists(folder.resolve("tabular"))).isEmpty()) {
      return List.of(
          TableRow.skipped(
              "test accuracy on small tables", "no tabular in what LOCKSTEP_DATA names"));
    }
    List<TableRow> rows = new ArrayList<>(tables(bench, sets.get().resolve("tabular")));
    if (bench.data().hasMnist()) {
      rows.add(mnist(bench));
    }
    return rows;
  }

  private static List<TableRow> tables(BenchContext bench, Path folder) {
    List<String> fits = new ArrayList<>();
    for (Table table : TABLES) {
      for (long seed : SEEDS) {
        SplitTable split =
            SplitTable.of(
                folder.resolve(table.name() + ".csv"),
                seed,
                bench.lockstep().commands().directory());
        fits.addAll(
            List.of(
                table.name(),
                split.train().toString(),
                split.test().toString(),
                seed + "",
                table.l2()));
      }
    }
    Results ours = peer(bench, "lockstep", fits);
    bench.computedWith(ours.text("blas"));
    Results mllib = peer(bench, "mllib", fits);
    Optional<Results> sklearn = sklearn(bench).map(python -> bench.pythons().run(python, 1, fits));
    return TABLES.stream()
        .map(
            table ->
                row(
                    table.name(),
                    of(bench, "Lockstep", ours, table, ""),
                    of(bench, "MLlib", mllib, table, ""),
                    sklearn.map(results -> best(bench, results, table)).orElse(new double[0])))
        .toList();
  }

  private static Results peer(BenchContext bench, String who, List<String> fits) {
    List<String> arguments = new ArrayList<>(List.of(who));
    arguments.addAll(fits);
    return bench.lockstep().main(Master.local(Trainings.TASKS), TablesPeer.class, arguments);
  }

  private static Optional<Interpreter> sklearn(BenchContext bench) {
    return bench.having(Library.SCIKIT_LEARN, "").stream().findFirst();
  }

  private static double[] best(BenchContext bench, Results results, Table table) {
    double[] own = of(bench, "scikit-learn", results, table, "");
    double[] same = of(bench, "scikit-learn, same penalty", results, table, "-l2");
    return mean(same) > mean(own) ? same : own;
  }

  private static double[] of(
      BenchContext bench, String side, Results results, Table table, String which) {
    double[] values = new double[SEEDS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = results.number(table.name() + "-" + SEEDS[i] + which);
      bench.record("test accuracy on " + table.name(), side, "", i + 1, values[i]);
    }
    return values;
  }

  private static TableRow mnist(BenchContext bench) {
    int seeds = bench.choose(SEEDS.length, 1);
    double[] ours = new double[seeds];
    double[] mllib = new double[seeds];
    Optional<Interpreter> python = sklearn(bench);
    double[] sklearn = new double[python.isPresent() ? seeds : 0];
    for (int i = 0; i < seeds; i++) {
      List<String> files = files(bench);
      ours[i] = estimator(bench, "lockstep", files, bench.choose(20, 1), SEEDS[i]);
      mllib[i] = estimator(bench, "mllib", files, bench.choose(200, 5), SEEDS[i]);
      if (python.isPresent()) {
        List<String> arguments = new ArrayList<>(List.of("mnist"));
        arguments.addAll(files);
        arguments.addAll(List.of(Integer.toString(bench.choose(20, 1)), SEEDS[i] + ""));
        sklearn[i] =
            bench.pythons().run(python.get(), Trainings.TASKS, arguments).number("accuracy");
        bench.record("test accuracy on MNIST", "scikit-learn", "", i + 1, sklearn[i]);
      }
    }
    return row("MNIST", ours, mllib, sklearn);
  }

  private static List<String> files(BenchContext bench) {
    return List.of(
        bench.data().train().images().toString(),
        bench.data().train().labels().toString(),
        bench.data().test().images().toString(),
        bench.data().test().labels().toString());
  }

  private static double estimator(
      BenchContext bench, String who, List<String> files, int iterations, long seed) {
    List<String> arguments = new ArrayList<>(List.of(who));
    arguments.addAll(files);
    arguments.addAll(List.of(Integer.toString(iterations), Long.toString(seed), "cold"));
    Results results =
        bench.lockstep().main(Master.local(Trainings.TASKS), EstimatorPeer.class, arguments);
    bench.record("test accuracy on MNIST", who, "", (int) seed, results.number("accuracy"));
    return results.number("accuracy");
  }
}
