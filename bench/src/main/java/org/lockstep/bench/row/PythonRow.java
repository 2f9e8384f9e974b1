package org.lockstep.bench.row;

import java.util.List;
import java.util.Optional;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** How much Python adds to a fit, and the cost of a prediction there. */
final class PythonRow implements BenchRow {
  private static final String SCRIPT = "pyspark_fit.py";

  @Override
  public String name() {
    return "python";
  }

  @Override
  public String how() {
    return "`lockstep.ml` in PySpark, 28-100-2, batch 1,000, 8 shards, from cached rows; beside it"
        + " the same Java object in the same session, called directly, in turns; the median of warm"
        + " rounds. The prediction: `model.predict` of one row of 784 numbers, 784-100-2";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    int rows = bench.choose(1_000_000, 50_000);
    int epochs = bench.choose(20, 2);
    String measure = Text.format("%,d rows x 28, %d epochs, local[2], from Python", rows, epochs);
    Optional<Interpreter> python = bench.having(Library.NUMPY, "lockstep.ml").stream().findFirst();
    if (python.isEmpty()) {
      return List.of(
          TableRow.skipped(
              measure, "no Python here has the wheel and PySpark: name one by --python"));
    }
    Results results =
        bench
            .pythons()
            .run(
                python.get(),
                SCRIPT,
                1,
                List.of(rows + "", epochs + "", Integer.toString(bench.choose(5, 1))));
    double ours = results.number("python");
    double theirs = results.number("java");
    bench.record(measure + " (s)", "Python", "", 1, ours);
    bench.record(measure + " (s)", "Java", "", 1, theirs);
    return List.of(
        new TableRow(
            Text.format("%.2f s more", ours - theirs),
            measure,
            Text.format("%.2f s, Python", ours),
            Text.format("%.2f s, Java", theirs),
            "-",
            "-"),
        new TableRow(
            Text.format("%.3f ms", results.number("predict")),
            "one row of 784 numbers predicted without a job, in Python",
            Text.format("%.3f ms", results.number("predict")),
            "-",
            "-",
            "-"));
  }
}
