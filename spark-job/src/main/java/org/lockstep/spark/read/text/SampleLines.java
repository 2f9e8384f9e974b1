package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;

/**
 * The first lines of a file that are not blank, in UTF-8. They show the dialect.
 *
 * @param lines the lines; at least one, if the file has one
 */
record SampleLines(List<byte[]> lines) {
  /** Enough to see what a file is like. */
  private static final int MOST_LINES = 2000;

  /** A quote at the beginning of a field. */
  private static final Pattern OPENS = Pattern.compile("(^|[,;\t|])\\h*\"");

  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

  /**
   * @param head the first bytes of a file
   * @param isWhole whether the file ends there; if not, the last line counts only if it is the
   *     first
   * @throws BadInputException if the first line holds a NUL character
   */
  static SampleLines of(byte[] head, boolean isWhole, Charset charset, String place) {
    String text = new String(head, charset);
    String[] split = LINE_END.split(text.startsWith("\uFEFF") ? text.substring(1) : text, -1);
    if (split[0].indexOf('\0') >= 0) {
      throw BadInputException.at(place, "text", "binary data");
    }
    List<byte[]> lines = new ArrayList<>();
    split = joined(split);
    int end = isWhole || split.length == 1 ? split.length : split.length - 1;
    for (int i = 0; i < end && lines.size() < MOST_LINES; i++) {
      if (!split[i].isBlank()) {
        lines.add(split[i].getBytes(StandardCharsets.UTF_8));
      }
    }
    return new SampleLines(lines);
  }

  /** Joins each line that opens a quote with the lines below it, up to the one that closes it. */
  private static String[] joined(String[] lines) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < lines.length && joined.size() <= MOST_LINES; i++) {
      int last = OPENS.matcher(lines[i]).find() ? lastOfRow(lines, i) : i;
      joined.add(String.join(" ", Arrays.asList(lines).subList(i, last + 1)));
      i = last;
    }
    return joined.toArray(String[]::new);
  }

  /** The line that closes the quotes of line {@code first}; the same line if none does. */
  private static int lastOfRow(String[] lines, int first) {
    boolean isOpen = isOdd(lines[first]);
    int last = first;
    while (isOpen && last + 1 < lines.length && last - first < MOST_LINES) {
      isOpen ^= isOdd(lines[++last]);
    }
    return isOpen ? first : last;
  }

  private static boolean isOdd(String line) {
    return line.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  boolean hold(char c) {
    for (byte[] line : lines) {
      for (byte b : line) {
        if (b == c) {
          return true;
        }
      }
    }
    return false;
  }
}
