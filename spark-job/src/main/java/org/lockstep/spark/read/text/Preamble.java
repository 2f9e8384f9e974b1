package org.lockstep.spark.read.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands above a table in its file: the line by which Excel is told the separator, {@code
 * sep=;}, and comments, {@code # exported on Monday}. A comment that has as many separators as the
 * row of numbers below it is the header, {@code #id,name}.
 *
 * @param lines how many
 * @param separator that they tell; empty for none
 */
record Preamble(int lines, Optional<Character> separator) {
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([^\"\\w])\"?");
  private static final Pattern COMMENT = Pattern.compile("\\s*#.*");
  private static final Pattern NUMBER = Pattern.compile("(.*[,;\\t|])?\"?[+-]?[\\d.].*");

  /** That of a text that begins so. */
  static Preamble of(String text) {
    List<String> lines = text.lines().limit(1000).toList();
    int next = 0;
    Optional<Character> separator = Optional.empty();
    if (!lines.isEmpty()) {
      Matcher told = SEPARATOR.matcher(lines.get(0).strip());
      if (told.matches()) {
        separator = Optional.of(told.group(1).charAt(0));
        next++;
      }
    }
    int first = next;
    while (next < lines.size() && COMMENT.matcher(lines.get(next)).matches()) {
      next++;
    }
    boolean isTable = next < lines.size();
    if (next > first && (!isTable || isHeader(lines.get(next - 1), lines.get(next)))) {
      next = isTable ? next - 1 : first;
    }
    return new Preamble(next, separator.filter(sign -> sign < 128));
  }

  private static boolean isHeader(String comment, String below) {
    return NUMBER.matcher(below).matches()
        && ",;\t|"
            .chars()
            .anyMatch(s -> count(comment, s) > 0 && count(comment, s) == count(below, s));
  }

  private static long count(String line, int sign) {
    return line.chars().filter(c -> c == sign).count();
  }

  /** What a text has behind these lines. */
  String rest(String text) {
    int from = 0;
    for (int line = 0; line < lines; line++) {
      while (text.charAt(from) != '\n' && text.charAt(from) != '\r') {
        from++;
      }
      from += text.startsWith("\r\n", from) ? 2 : 1;
    }
    return text.substring(from);
  }
}
