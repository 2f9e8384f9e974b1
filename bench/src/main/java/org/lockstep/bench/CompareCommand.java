package org.lockstep.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockstep.bench.compare.ComparedSide;
import org.lockstep.bench.compare.ComparedTable;
import org.lockstep.bench.compare.Comparison;
import org.lockstep.bench.compare.ComparisonTable;
import org.lockstep.bench.compare.Trial;
import org.lockstep.bench.run.BenchException;
import org.lockstep.bench.run.PeerPython;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: how well networks and boosted trees do on tables. */
@Command(
    name = "compare",
    description =
        "Trains Lockstep, scikit-learn's MLP and HistGradientBoosting, XGBoost and pytabkit's"
            + " RealMLP-TD-S on the same splits of the same tables: writes compare.csv and"
            + " compare.md.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class CompareCommand implements Callable<Integer> {
  @Mixin private BenchOptions options;

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "NAME",
      description =
          "These tables only, separated by commas [those of the twelve that LOCKSTEP_DATA has].")
  private List<String> names = List.of();

  @Option(
      names = "--table",
      paramLabel = "FILE:TARGET[:LEAKS]",
      description =
          "In their place a CSV file of your own, its target, and columns that give it away.")
  private List<String> own = List.of();

  @Option(
      names = "--sides",
      split = ",",
      paramLabel = "NAME",
      description =
          "These sides only, separated by commas: ${COMPLETION-CANDIDATES} [all but tune].")
  private List<ComparedSide> sides = ComparedSide.usual();

  @Option(names = "--seeds", paramLabel = "N", description = "Splits of each table [5].")
  private int seeds = 5;

  @Option(names = "--most-rows", paramLabel = "N", description = "Rows of a table [20000].")
  private int mostRows = 20_000;

  @Option(
      names = "--resume",
      description = "Keep what compare.csv has, and measure what it does not have.")
  private boolean resume;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description = "An interpreter that has the other sides [one in target/peers].")
  private String program;

  @Override
  public Integer call() throws Exception {
    try (Session session = options.open()) {
      List<ComparedTable> tables = tables();
      Pythons pythons = pythons(session);
      Interpreter python =
          pythons.having(Library.SCIKIT_LEARN).stream()
              .findFirst()
              .orElseThrow(() -> new BenchException("no scikit-learn here, which splits tables"));
      Path csv = session.results().resolve("compare.csv");
      List<Trial> before = before(csv);
      List<Trial> trials =
          new Comparison(
                  session.lockstep(),
                  pythons,
                  python,
                  session.quick() ? 1 : seeds,
                  mostRows,
                  session::progress)
              .run(tables, sides, before, trial -> append(csv, trial.csv()));
      String table = new ComparisonTable(tables, sides, trials).markdown();
      session.write("compare.md", table);
      System.out.print(table);
      session.progress("compare.csv and compare.md are in " + session.results());
      return 0;
    }
  }

  private List<ComparedTable> tables() {
    if (!own.isEmpty()) {
      return own.stream().map(ComparedTable::parse).toList();
    }
    List<ComparedTable> known =
        ComparedTable.known(Optional.ofNullable(System.getenv("LOCKSTEP_DATA")).map(Path::of));
    List<String> there = known.stream().map(ComparedTable::name).toList();
    List<String> unknown = new ArrayList<>(names);
    unknown.removeAll(there);
    if (!unknown.isEmpty()) {
      throw new BenchException("--tables: expected some of " + there + " but found " + unknown);
    }
    return known.stream().filter(table -> names.isEmpty() || names.contains(table.name())).toList();
  }

  private Pythons pythons(Session session) {
    return new Pythons(
        session.lockstep().commands(),
        program == null
            ? new PeerPython(
                session.lockstep().home(),
                session.lockstep().commands(),
                session::progress,
                session::progress,
                true)
            : () -> List.of(program),
        session.lockstep().home().resolve("bench/src/main/python"));
  }

  private List<Trial> before(Path csv) throws IOException {
    if (resume && Files.exists(csv)) {
      return Files.readAllLines(csv).stream().skip(1).map(Trial::parse).toList();
    }
    Files.writeString(csv, Trial.HEADER + "\n");
    return List.of();
  }

  private static void append(Path csv, String line) {
    try {
      Files.writeString(csv, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
