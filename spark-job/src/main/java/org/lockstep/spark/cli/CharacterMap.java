package org.lockstep.spark.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.Readers;

/**
 * The character map by which a JVM makes text of the bytes that it is given on the command line,
 * and bytes of the names of local files.
 *
 * <p>In a locale without UTF-8 what it does not know becomes one and the same mark, so that two
 * directories get one name. {@code scripts/lockstep} chooses UTF-8; under {@code spark-submit} the
 * locale is the user's, and what may be such a mark is refused.
 */
record CharacterMap(Charset charset) {
  /** What an unknown byte becomes where bytes are decoded. */
  private static final char UNDECODED = '\uFFFD';

  /** What an unknown character becomes where a process is started. */
  private static final char UNENCODED = '?';

  /** This JVM's. */
  static CharacterMap ofThisJvm() {
    return new CharacterMap(
        Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name())));
  }

  /**
   * Refuses a working directory, which relative names are below, that may be another one.
   *
   * @throws BadInputException naming it as this JVM sees it
   */
  void checkDirectory(String directory) {
    boolean isLossy = charset.equals(StandardCharsets.US_ASCII);
    if (directory.indexOf(UNDECODED) >= 0 || (isLossy && directory.indexOf(UNENCODED) >= 0)) {
      throw BadInputException.at(
          directory,
          "a working directory with a name in " + charset,
          "letters that are none; "
              + (isLossy ? "LC_ALL=C.UTF-8 keeps them" : "the locale names the charset (LC_ALL)"));
    }
  }

  /**
   * Refuses arguments that may have been others before this JVM was given them.
   *
   * @throws BadInputException for the first one
   */
  void check(List<String> arguments) {
    boolean loses = charset.equals(StandardCharsets.US_ASCII);
    for (String argument : arguments) {
      if (argument.indexOf(UNDECODED) >= 0) {
        throw BadInputException.at(
            argument,
            "text in " + charset,
            "bytes that are none; the locale names the charset (LC_ALL)");
      }
      if (loses && argument.indexOf(UNENCODED) >= 0 && !Readers.isBuiltIn(argument)) {
        throw BadInputException.at(
            argument,
            "no '?', which a locale of " + charset + " makes of all other letters,",
            "one; LC_ALL=C.UTF-8 keeps them");
      }
    }
  }
}
