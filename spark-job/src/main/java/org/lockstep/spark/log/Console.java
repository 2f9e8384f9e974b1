package org.lockstep.spark.log;

import java.io.PrintStream;
import java.util.OptionalInt;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.OptionNames;

/**
 * A job's output to its user. Quoted text stays on one line and cannot control a terminal.
 *
 * @param out standard output
 * @param columns of the terminal; empty if the output is not a terminal
 * @param quiet whether to print only results
 * @param isPart whether an outer job prints the plan and the results: this console then prints only
 *     notices, and a progress bar on a terminal
 */
public record Console(PrintStream out, OptionalInt columns, boolean quiet, boolean isPart) {

  /** A console for a job that is not part of another. */
  public Console(PrintStream out, OptionalInt columns, boolean quiet) {
    this(out, columns, quiet, false);
  }

  /** The console for a part of this job. */
  public Console ofPart() {
    return new Console(out, columns, quiet, true);
  }

  /** Whether {@link #say} prints anything. */
  public boolean isTalkative() {
    return !quiet && !isPart;
  }

  /** Prints a line that a quiet run leaves out. */
  public void say(String line) {
    if (isTalkative()) {
      out.println(told(line));
    }
  }

  /** Prints a note to the user, above the progress bar if there is one. */
  public void notice(String line) {
    if (!quiet) {
      out.println((columns.isPresent() ? "\r" : "") + "Note      " + told(line));
    }
  }

  /** Prints a result. */
  public void result(String line) {
    if (!isPart) {
      out.println(told(line));
    }
  }

  private static String told(String line) {
    return Text.line(OptionNames.withDashes(line));
  }

  /** Prints a line for other programs unchanged; the caller has escaped what it quotes. */
  public void data(String line) {
    out.println(line);
  }

  /**
   * Returns the progress display for this console.
   *
   * @param done steps already done
   * @param accuracyName what the accuracy column holds: "accuracy" or "R²"
   */
  public ProgressDisplay progress(long steps, long done, int epochs, String accuracyName) {
    if (quiet || (isPart && columns.isEmpty())) {
      return ProgressDisplay.quiet();
    }
    return columns.isPresent()
        ? ProgressDisplay.bar(out, columns.getAsInt(), steps, done, epochs)
        : ProgressDisplay.lines(out, epochs, accuracyName);
  }
}
