package org.lockstep.model.error;

import java.util.function.UnaryOperator;
import org.lockstep.model.text.Text;

/**
 * Thrown if input from outside is not as it must be: a file, a row, a label, a setting. The message
 * is one line, {@code [place] expected X but found Y}, and is all that a user needs to see.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BadInputException(String message, Throwable cause) {
    super(Text.line(message), cause); // names and messages from outside can hold anything
  }

  /**
   * The usual form.
   *
   * @param place where: {@code file:line}, a file, a column, a {@link Mention} of a setting
   * @param expected what would have been right, without "expected"
   * @param found what is there, without "found"
   */
  public static BadInputException at(String place, String expected, String found) {
    return at(place, expected, found, null);
  }

  /** The usual form, with the failure that revealed it. */
  public static BadInputException at(String place, String expected, String found, Throwable cause) {
    return new BadInputException(
        "[" + place + "] expected " + expected + " but found " + found, cause);
  }

  /** A plain sentence about a place, where "expected but found" would not read well. */
  public static BadInputException because(String place, String sentence) {
    return new BadInputException("[" + place + "] " + sentence, null);
  }

  /** The message, with settings under their bare names. */
  @Override
  public String getMessage() {
    return Mention.plain(super.getMessage());
  }

  /** The message, with every setting under the name that its reader knows. */
  public String told(UnaryOperator<String> name) {
    return Mention.told(super.getMessage(), name);
  }

  /** The text in quotes, cut short and on one line, so that a message never floods a terminal. */
  public static String quote(String text) {
    return "'" + Text.brief(text) + "'";
  }
}
