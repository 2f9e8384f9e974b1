package org.lockstep.bench.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.peer.LbfgsPeer;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Stats;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** Seconds of a {@code fit} by L-BFGS, against MLlib's. */
final class LbfgsRow implements BenchRow {
  private static final List<String> PRECISIONS = List.of("double", "float");

  /** MLlib's default block size, and others that suit more rows. */
  private static final List<String> BLOCKS = List.of("128", "512", "4096");

  @Override
  public String name() {
    return "lbfgs";
  }

  @Override
  public String how() {
    return "seconds of `fit` by `solver` l-bfgs on cached vectors, sigmoid hidden units, both sides"
        + " in turns in one process after one fit each that warms up; tables standardised, a"
        + " hidden layer of 16, at most 200 iterations, tol 1e-6; MNIST 784-100-10, 50 iterations,"
        + " tol 0. Lockstep in both precisions, MLlib with the best of its block sizes";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    Optional<Path> tables =
        Optional.ofNullable(System.getenv("LOCKSTEP_DATA"))
            .map(folder -> Path.of(folder, "tabular"))
            .filter(Files::exists);
    if (tables.isPresent()) {
      for (String table : List.of("iris", "wine")) {
        String file = tables.get().resolve(table + ".csv").toString();
        rows.addAll(measured(bench, table, List.of("16", "200", "1e-6"), List.of(file)));
      }
    }
    if (bench.data().hasMnist()) {
      ImageFiles train = bench.data().train();
      rows.addAll(
          measured(
              bench,
              "MNIST",
              List.of("100", bench.choose(50, 5) + "", "0"),
              List.of(train.images().toString(), train.labels().toString())));
    }
    return rows.isEmpty()
        ? List.of(TableRow.skipped("L-BFGS", "neither MNIST nor the tables are here"))
        : rows;
  }

  private static List<TableRow> measured(
      BenchContext bench, String name, List<String> job, List<String> files) {
    List<String> arguments = new ArrayList<>(List.of(bench.choose(3, 1) + ""));
    arguments.addAll(job);
    arguments.add(String.join(",", PRECISIONS));
    arguments.add(String.join(",", BLOCKS));
    arguments.addAll(files);
    Results results =
        bench.lockstep().main(Master.local(Trainings.TASKS), LbfgsPeer.class, arguments);
    bench.computedWith(results.text("blas"));
    String block =
        BLOCKS.stream()
            .min(Comparator.comparing(size -> Stats.median(seconds(results, size))))
            .orElseThrow();
    double[] theirs = seconds(results, block);
    bench.note(Text.format("%s, MLlib, block size %s: %s", name, block, reached(results, block)));
    List<TableRow> rows = new ArrayList<>();
    for (String precision : PRECISIONS) {
      double[] ours = seconds(results, precision);
      double[] ratios = new double[ours.length];
      Arrays.setAll(ratios, round -> theirs[round] / ours[round]);
      bench.note(Text.format("%s, Lockstep, %s: %s", name, precision, reached(results, precision)));
      rows.add(
          TableRow.compared(
              "%s x as fast",
              ratios,
              "L-BFGS on " + name + ", local[2]",
              Numbers.of(Stats.median(ours), "s, " + precision),
              Numbers.of(Stats.median(theirs), "s, MLlib, double, block size " + block)));
    }
    return rows;
  }

  /** The seconds of each round. */
  private static double[] seconds(Results results, String side) {
    return Arrays.stream(results.text(side + "_seconds").split(",", -1))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static String reached(Results results, String side) {
    return Text.format(
        "accuracy on its rows %.4f after %s iterations",
        results.number(side + "_accuracy"), results.text(side + "_iterations"));
  }
}
