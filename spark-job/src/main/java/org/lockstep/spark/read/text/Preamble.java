package org.lockstep.spark.read.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands above a table in its file: the line by which Excel is told the separator, {@code
 * sep=;}, comments, {@code # exported on Monday}, and a title with a blank line below it. A comment
 * that has as many separators as the row of numbers below it is the header, {@code #id,name}.
 *
 * @param lines without their ends
 * @param separator that they tell; empty for none
 */
record Preamble(List<String> lines, Optional<Character> separator) {
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([^\"\\w])\"?");
  private static final String SEPARATORS = ",;\t|";

  /** Lines of a title. */
  private static final int LONGEST_TITLE = 10;

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
    int table = behindTitle(lines, behindComments(lines, next));
    return table < lines.size()
        ? new Preamble(lines.subList(0, table), separator.filter(sign -> sign < 128))
        : new Preamble(List.of(), Optional.empty());
  }

  /** Whether a line is Excel's. */
  static boolean isSeparator(String line) {
    return SEPARATOR.matcher(line.strip()).matches();
  }

  static boolean isCommentOrBlank(String line) {
    return line.isBlank() || COMMENT.matcher(line).matches();
  }

  private static int behindComments(List<String> lines, int first) {
    int next = first;
    while (next < lines.size() && COMMENT.matcher(lines.get(next)).matches()) {
      next++;
    }
    boolean isTable = next < lines.size();
    if (next > first && (!isTable || isHeader(lines.get(next - 1), lines.get(next)))) {
      next = isTable ? next - 1 : first;
    }
    return next;
  }

  /** A title has no separator, and a blank line below it. */
  private static int behindTitle(List<String> lines, int first) {
    int next = first;
    while (next < lines.size() && next - first < LONGEST_TITLE && isTitle(lines.get(next))) {
      next++;
    }
    int blank = next;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    boolean isTitle = blank > first && next > blank && next < lines.size();
    return isTitle && holdsSeparator(lines.get(next)) ? next : first;
  }

  private static boolean isTitle(String line) {
    return !line.isBlank() && !holdsSeparator(line);
  }

  private static boolean holdsSeparator(String line) {
    return line.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
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
    for (int line = 0; line < lines.size(); line++) {
      while (text.charAt(from) != '\n' && text.charAt(from) != '\r') {
        from++;
      }
      from += text.startsWith("\r\n", from) ? 2 : 1;
    }
    return text.substring(from);
  }
}
