package org.lockstep.spark.log;

import java.io.PrintStream;
import java.util.OptionalInt;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.OptionNames;

/**
 * Where a job talks to its user. Whatever a line quotes, it is one line and no terminal obeys it.
 *
 * @param out standard output
 * @param columns of the terminal; empty where the output is not one
 * @param quiet whether to say nothing but results
 * @param isPart whether somebody else tells of plan and results: then there are but notices, and a
 *     bar on a terminal
 */
public record Console(PrintStream out, OptionalInt columns, boolean quiet, boolean isPart) {

  /** A console of a job that is not a part of another. */
  public Console(PrintStream out, OptionalInt columns, boolean quiet) {
    this(out, columns, quiet, false);
  }

  /** The console of a part of this job. */
  public Console ofPart() {
    return new Console(out, columns, quiet, true);
  }

  /** Whether {@link #say} says anything. */
  public boolean isTalkative() {
    return !quiet && !isPart;
  }

  /** Says something that a quiet run leaves out. */
  public void say(String line) {
    if (isTalkative()) {
      out.println(told(line));
    }
  }

  /** Says what a user should know, above a progress bar if there is one. */
  public void notice(String line) {
    if (!quiet) {
      out.println((columns.isPresent() ? "\r" : "") + "Note      " + told(line));
    }
  }

  /** Says a result. */
  public void result(String line) {
    if (!isPart) {
      out.println(told(line));
    }
  }

  private static String told(String line) {
    return Text.line(OptionNames.tell(line));
  }

  /** Writes a line for other programs as it is: whoever made it has seen to what it quotes. */
  public void data(String line) {
    out.println(line);
  }

  /**
   * The progress display that fits.
   *
   * @param done steps that were done before
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
