package org.lockstep.serve;

import java.util.Locale;

/** The entry point of {@code scripts/lockstep serve}. */
public final class Main {
  private Main() {}

  /** Serves the page until the process is told to end; after a mistake, exits with its code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // for libraries: their messages are the same everywhere
    int code = ServeCommand.run(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
