package org.lockstep.spark.read;

import java.util.regex.Pattern;

/**
 * The names of what is inside a file, as people see them. Whoever made the file chose them: line
 * ends, a terminal's commands and the like are shown as question marks.
 */
final class PartNames {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private PartNames() {}

  /** The place of a part in a file: {@code data.npz#x}. */
  static String place(String file, String part) {
    return file + "#" + shown(part);
  }

  /** A text from outside, on one line. */
  static String shown(String text) {
    return UNSEEN.matcher(text).replaceAll("?");
  }
}
