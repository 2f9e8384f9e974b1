package org.lockstep.spark.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.Readers;

/**
 * The character map with which a JVM decodes the bytes of the command line and encodes the names of
 * local files.
 *
 * <p>In a locale without UTF-8, every unknown character becomes the same replacement character, so
 * that two directories can get the same name. {@code scripts/lockstep} chooses UTF-8. Under {@code
 * spark-submit} the locale is the user's, and text that may contain such a replacement is refused.
 */
record CharacterMap(Charset charset) {
  /** Replaces an unknown byte when bytes are decoded. */
  private static final char UNDECODED = '\uFFFD';

  /** Replaces an unknown character when a process is started. */
  private static final char UNENCODED = '?';

  /** This JVM's. */
  static CharacterMap ofThisJvm() {
    return new CharacterMap(
        Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name())));
  }

  /**
   * Refuses a working directory whose name may have been decoded wrongly: relative names are
   * resolved against it.
   *
   * @throws BadInputException naming it as this JVM sees it
   */
  void checkDirectory(String directory) {
    boolean isLossy = charset.equals(StandardCharsets.US_ASCII);
    if (directory.indexOf(UNDECODED) >= 0 || (isLossy && directory.indexOf(UNENCODED) >= 0)) {
      throw BadInputException.at(
          directory,
          "a working directory with a name in " + charset,
          "other letters; "
              + (isLossy ? "LC_ALL=C.UTF-8 keeps them" : "the locale sets the charset (LC_ALL)"));
    }
  }

  /**
   * Refuses arguments that may have been altered before they reached this JVM.
   *
   * @throws BadInputException for the first one
   */
  void check(List<String> arguments) {
    boolean loses = charset.equals(StandardCharsets.US_ASCII);
    for (String argument : arguments) {
      if (argument.indexOf(UNDECODED) >= 0) {
        throw BadInputException.at(
            argument, "text in " + charset, "other bytes; the locale sets the charset (LC_ALL)");
      }
      if (loses && argument.indexOf(UNENCODED) >= 0 && !Readers.isBuiltIn(argument)) {
        throw BadInputException.at(
            argument,
            "no '?', with which a locale of " + charset + " replaces all other letters,",
            "one; LC_ALL=C.UTF-8 keeps them");
      }
    }
  }
}
