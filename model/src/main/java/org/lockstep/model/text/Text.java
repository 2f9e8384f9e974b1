package org.lockstep.model.text;

import static java.util.stream.Collectors.joining;

import java.util.Locale;

/**
 * Formats text for file names, files, logs, messages and pictures.
 *
 * <p>This is the only place that chooses a locale: {@link Locale#ROOT}, so that digits are ASCII,
 * the decimal sign is a point, and one machine reads what another writes. The build rejects every
 * JDK method that would use the machine's locale instead.
 *
 * <p>It is also the only place that makes text from outside fit to be shown: names in files, names
 * of hosts and applications, and messages of libraries may contain anything and have any length.
 */
public final class Text {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_PASSAGE = 500;
  private static final int LONGEST_LINE = 10_000;

  private Text() {}

  /**
   * Like {@link String#format(Locale, String, Object...)}, with {@link Locale#ROOT}.
   *
   * @throws java.util.IllegalFormatException if the pattern and the arguments do not fit
   */
  public static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** Formats an accuracy, or an R², which has no lower bound. */
  public static String accuracy(double number) {
    return format(Math.abs(number) < 1e6 ? "%.4f" : "%.4g", number);
  }

  /** Formats a number as people write it: a whole number without a decimal point. */
  public static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /**
   * Makes a text one line without effects: line ends, terminal commands, marks that change the
   * writing direction, zero-width characters and unpaired surrogates are shown as their numbers,
   * such as {@code \}{@code u001b}. Cuts the line after 10,000 characters.
   */
  public static String line(String text) {
    return cut(text, LONGEST_LINE);
  }

  /** The same for a message or a value, cut after 500 characters. */
  public static String passage(String text) {
    return cut(text, LONGEST_PASSAGE);
  }

  /** The same for a name, cut after 80 characters. */
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
