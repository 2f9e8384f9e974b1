package org.lockstep.model.python;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The Python that tests compare with, from {@code scripts/python-for-tests}. */
public final class TestPython {
  /** Maven runs the tests of a module in the module's directory. */
  private static final Path OF_BUILD =
      Path.of("..", "target", "python", "bin", "python").toAbsolutePath();

  private TestPython() {}

  /** The program to start: the build's Python, or the system's if the build has none. */
  public static String program() {
    return Files.isExecutable(OF_BUILD) ? OF_BUILD.toString() : "python3";
  }

  /** Skips the test with a line that says so, or fails it if LOCKSTEP_PYTHON is "required". */
  public static void missing(String library) {
    String line = "no python3 here has " + library;
    if ("required".equals(System.getenv("LOCKSTEP_PYTHON"))) {
      fail(line);
    }
    System.err.println("SKIPPED: " + line);
    Assumptions.abort(line);
  }
}
