package org.lockstep.serve;

import java.util.Locale;

/** The entry point of {@code scripts/lockstep serve}. */
public final class Main {
  private Main() {}

  /** Serves the page until the process is told to end, or ends it with the code of a mistake. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // for libraries: what they say is the same everywhere
    int code = ServeCommand.run(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
