package org.lockstep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.OptionNames;
import picocli.CommandLine;

/** Writes what a failing command says on stderr. */
final class Complaints {
  private Complaints() {}

  /** Reports a failure on one line, whatever it quotes. */
  static void print(CommandLine line, String message) {
    line.getErr().println(Text.line("lockstep: " + OptionNames.withDashes(message)));
  }

  /** Prints a failure's stack trace. */
  static void trace(CommandLine line, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    trace
        .toString()
        .lines()
        .forEach(text -> line.getErr().println(Text.line(text.replace("\t", "    "))));
  }
}
