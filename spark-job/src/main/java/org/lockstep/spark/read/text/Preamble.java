package org.lockstep.spark.read.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines above a table in its file: the line that sets the separator for Excel, {@code sep=;},
 * comments, {@code # exported on Monday}, and a title with a blank line below it. A comment that is
 * as wide as the rows below it is the header, {@code #id,name}; several such comments are rows.
 *
 * @param lines the lines, without line ends
 * @param separator the separator that they set; empty for none
 */
record Preamble(List<String> lines, Optional<Character> separator) {
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([^\"\\w])\"?");
  private static final String SEPARATORS = ",;\t|";

  /** The most lines of a title. */
  private static final int LONGEST_TITLE = 10;

  private static final Pattern AROUND = Pattern.compile("^[ \r]+|[ \r]+$");
  private static final Pattern COMMENT = Pattern.compile("\\s*#.*");

  /** Returns the preamble of a text that begins like this. */
  static Preamble of(String text) {
    List<String> lines = text.lines().limit(1000).toList();
    int next = 0;
    Optional<Character> separator = Optional.empty();
    if (!lines.isEmpty()) {
      Matcher first = SEPARATOR.matcher(stripped(lines.get(0)));
      if (first.matches()) {
        separator = Optional.of(first.group(1).charAt(0));
        next++;
      }
    }
    int table = afterTitle(lines, afterComments(lines, next));
    return table < lines.size()
        ? new Preamble(lines.subList(0, table), separator.filter(sign -> sign < 128))
        : new Preamble(List.of(), Optional.empty());
  }

  /** Strips blanks and carriage returns; a tab stays, since it can be the separator. */
  static String stripped(String line) {
    return AROUND.matcher(line).replaceAll("");
  }

  /** Whether a line sets the separator for Excel. */
  static boolean isSeparator(String line) {
    return SEPARATOR.matcher(stripped(line)).matches();
  }

  static boolean isCommentOrBlank(String line) {
    return line.isBlank() || COMMENT.matcher(line).matches();
  }

  /**
   * Where the table begins after comments: at the last comments if they are as wide as its rows.
   */
  private static int afterComments(List<String> lines, int first) {
    int next = first;
    while (next < lines.size() && COMMENT.matcher(lines.get(next)).matches()) {
      next++;
    }
    if (next == lines.size()) {
      return first;
    }
    List<String> rows = lines.subList(next, Math.min(next + 2, lines.size()));
    while (next > first && isAsWide(lines.get(next - 1), rows)) {
      next--;
    }
    return next;
  }

  /** Where the table begins after a title, which has no separator and a blank line below it. */
  private static int afterTitle(List<String> lines, int first) {
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

  /**
   * Whether a comment has as many separators as the rows, and is no more a sentence than they are.
   */
  private static boolean isAsWide(String comment, List<String> rows) {
    return SEPARATORS
        .chars()
        .anyMatch(
            sign -> {
              String inSentence = (char) sign + " ";
              long separators = count(comment, sign);
              return separators > 0
                  && rows.stream().allMatch(row -> count(row, sign) == separators)
                  && (!comment.contains(inSentence) || rows.get(0).contains(inSentence));
            });
  }

  /** How often a sign appears in a line outside quotes. */
  private static int count(String line, int sign) {
    int count = 0;
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      isQuoted ^= line.charAt(i) == '"';
      count += !isQuoted && line.charAt(i) == sign ? 1 : 0;
    }
    return count;
  }

  /** The rest of a text, after these lines. */
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
