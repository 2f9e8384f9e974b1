package org.lockstep.spark.cli;

import java.io.PrintStream;
import java.util.OptionalInt;
import org.lockstep.model.text.Text;
import org.lockstep.spark.log.Console;
import picocli.CommandLine.Option;

/** Where and how much a command writes; the same for every command. */
final class Terminal {
  /** Sorts these options after all settings. */
  private static final int LAST = 1000;

  @Option(names = "--quiet", order = Terminal.LAST, description = "Print only results.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      order = Terminal.LAST + 1,
      description = "Show Spark's own log, and the stack trace of a failure.")
  private boolean verbose;

  private final PrintStream out;
  private final PrintStream err;

  Terminal(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Where to write. Java cannot recognise a terminal; the launcher can, and passes its width. */
  Console console() {
    String columns = System.getenv("LOCKSTEP_COLUMNS");
    boolean known = columns != null && columns.matches("[1-9][0-9]{1,3}");
    return new Console(
        out, known ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty(), quiet);
  }

  /** Tells a waiting user something, on stderr, apart from the results. */
  void warn(String line) {
    if (!quiet) {
      err.println("Note      " + Text.line(line));
    }
  }

  /** Whether to show Spark's log. */
  boolean verbose() {
    return verbose;
  }
}
