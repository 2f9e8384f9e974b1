package org.lockstep.model.text;

import static java.util.stream.Collectors.joining;

import java.util.Locale;

/**
 * Text for names of files, files, logs, messages and pictures.
 *
 * <p>The one place that chooses a locale: {@link Locale#ROOT}, so that digits are ASCII, the
 * decimal sign is a point, and what one machine writes another one reads. The build refuses every
 * method of the JDK that would take the machine's locale instead.
 *
 * <p>And the one place that makes a text from outside fit to be shown: names in files, of hosts and
 * of applications, and the messages of libraries may hold anything and be of any length.
 */
public final class Text {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_PASSAGE = 500;
  private static final int LONGEST_LINE = 10_000;

  private Text() {}

  /**
   * As {@link String#format(Locale, String, Object...)}, with {@link Locale#ROOT}.
   *
   * @throws java.util.IllegalFormatException if the pattern and the arguments do not fit
   */
  public static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** An accuracy, or an R², which has no lower bound. */
  public static String accuracy(double number) {
    return format(Math.abs(number) < 1e6 ? "%.4f" : "%.4g", number);
  }

  /** A number as people write it: a whole one without a decimal point. */
  public static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /**
   * A text on one line, where nobody obeys it: line ends, a terminal's commands, marks that turn
   * the direction of writing, characters without width and halves of characters are shown as their
   * numbers, as {@code \}{@code u001b} is. Of more than 10,000 characters only the beginning.
   */
  public static String line(String text) {
    return cut(text, LONGEST_LINE);
  }

  /** The same of a message or a value: of more than 500 characters only the beginning. */
  public static String passage(String text) {
    return cut(text, LONGEST_PASSAGE);
  }

  /** The same of a name: of more than 80 characters only the beginning. */
  public static String brief(String name) {
    return cut(name, LONGEST_NAME);
  }

  private static String cut(String text, int most) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int end = i + Character.charCount(character);
      String next = isSeen(character) ? text.substring(i, end) : numbers(text.substring(i, end));
      if (shown.length() + next.length() > most) {
        return shown.append("...").toString();
      }
      shown.append(next);
      i = end;
    }
    return shown.toString();
  }

  private static String numbers(String character) {
    return character.chars().mapToObj(unit -> format("\\u%04x", unit)).collect(joining());
  }

  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
