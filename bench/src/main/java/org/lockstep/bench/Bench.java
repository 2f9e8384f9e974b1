package org.lockstep.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lockstep.bench.row.BenchContext;
import org.lockstep.bench.row.BenchRow;
import org.lockstep.bench.row.BenchRows;
import org.lockstep.bench.run.BenchException;
import org.lockstep.bench.run.Commands;
import org.lockstep.bench.run.PeerPython;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.table.Head;
import org.lockstep.bench.table.Measurements;
import org.lockstep.bench.table.RunReport;
import org.lockstep.bench.table.Table;
import org.lockstep.bench.table.TableRow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code scripts/bench}: without a subcommand, the table. */
@Command(
    name = "bench",
    description =
        "Measures Lockstep beside NumPy, PyTorch, MLlib and the peak of the processor, side by side"
            + " in one run, and prints one table.",
    subcommands = {CompareCommand.class, KernelsCommand.class, StepsCommand.class},
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ROW",
      completionCandidates = RowNames.class,
      description = "These rows only, separated by commas: ${COMPLETION-CANDIDATES}.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--python",
      split = ",",
      paramLabel = "PROGRAM",
      description =
          "Interpreters to look for NumPy, PyTorch and scikit-learn in [one in target/peers, with"
              + " the current versions of all].")
  private List<String> pythons = List.of();

  @Mixin private BenchOptions options;
  @Spec private CommandSpec spec;

  private Bench() {}

  /** The names of the rows, for the help. */
  static final class RowNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BenchRows.names().iterator();
    }
  }

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (!(e instanceof BenchException)) {
            throw e;
          }
          System.err.println("bench: " + e.getMessage());
          return 1;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Set<String> unknown = new LinkedHashSet<>(only);
    BenchRows.names().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--only: expected " + BenchRows.names() + " but found " + unknown);
    }
    try (Session session = options.open()) {
      Path peers = session.lockstep().home().resolve("bench/src/main/python");
      Head head = new Head();
      Commands commands = session.lockstep().commands();
      Supplier<List<String>> programs =
          pythons.isEmpty()
              ? new PeerPython(
                  session.lockstep().home(), commands, session::progress, head::remark, false)
              : () -> pythons;
      Measurements measurements = new Measurements();
      BenchContext bench =
          new BenchContext(
              session.lockstep(),
              new Pythons(commands, programs, peers),
              session.data(),
              session.quick(),
              new RunReport(head, measurements, session::progress));
      return run(session, bench, head, measurements);
    }
  }

  private int run(Session session, BenchContext bench, Head head, Measurements measurements) {
    head.remark("Machine: " + Machine.describe());
    if (!session.data().hasMnist()) {
      head.remark("The images are random pixels of MNIST's shape");
    }
    if (session.quick()) {
      head.remark("A quick run: too few and too short repetitions to quote");
    }
    List<TableRow> rows = new ArrayList<>();
    int failed = 0;
    for (BenchRow row : BenchRows.named(only)) {
      bench.enter(row);
      try {
        row.measure(bench).forEach(line -> rows.add(line.computedWith(bench.blas())));
      } catch (BenchException e) {
        session.progress(row.name() + " failed: " + e.getMessage());
        rows.add(TableRow.skipped(row.name(), "failed; see above"));
        failed++;
      }
      // Written after every row, so that a later failure loses nothing.
      session.write("measurements.csv", measurements.csv());
      Table table = new Table(head.lines(), rows, bench.notes());
      session.write("table.md", table.markdown());
      session.write("table.csv", table.csv());
    }
    System.out.print(new Table(head.lines(), rows, bench.notes()).markdown());
    session.progress("The table and every measurement are in " + session.results());
    return failed == 0 ? 0 : 1;
  }
}
