package org.lockstep.model.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.lockstep.model.error.BadInputException;

/**
 * Runs in a JVM of its own, because a JVM searches only once. Prints the BLAS that it selects (its
 * exact identity, if there is a second argument) or the error message, the warning if there is one,
 * and the native code that it has loaded.
 */
final class BlasProgram {
  private BlasProgram() {}

  public static void main(String[] arguments) throws IOException {
    try {
      BlasSelection selection =
          BlasChoice.valueOf(arguments[0].toUpperCase(Locale.ROOT)).select("on somehost");
      boolean exactly = arguments.length > 1;
      BlasIdentity identity = selection.identity();
      System.out.println(exactly ? identity.exactText() : selection.text());
      if (!selection.warning().isEmpty()) {
        System.out.println("warning: " + selection.warning());
      }
    } catch (BadInputException e) {
      System.out.println(e.getMessage());
    }
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      maps.map(line -> line.replaceAll(".*/", ""))
          .filter(file -> file.matches(".*(blas|javacpp).*\\.so.*"))
          .map(file -> file.replaceAll("\\.so.*", ""))
          .distinct()
          .sorted()
          .forEach(file -> System.out.println("loaded: " + file));
    }
  }
}
