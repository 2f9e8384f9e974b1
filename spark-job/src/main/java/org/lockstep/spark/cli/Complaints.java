package org.lockstep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.OptionNames;
import picocli.CommandLine;

/** What a command says on stderr where it fails. */
final class Complaints {
  private Complaints() {}

  /** Tells of a failure: one line, whatever it quotes. */
  static void tell(CommandLine line, String message) {
    line.getErr().println(Text.line("lockstep: " + OptionNames.tell(message)));
  }

  /** Shows where a failure comes from. */
  static void trace(CommandLine line, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    trace
        .toString()
        .lines()
        .forEach(text -> line.getErr().println(Text.line(text.replace("\t", "    "))));
  }
}
