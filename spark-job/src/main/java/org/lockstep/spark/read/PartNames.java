package org.lockstep.spark.read;

import org.lockstep.model.error.BadInputException;

/** The names of what is inside a file, as people see them. Whoever made the file chose them. */
final class PartNames {
  private static final int LONGEST = 80;

  private PartNames() {}

  /** The place of a part in a file: {@code data.npz#x}. */
  static String place(String file, String part) {
    return file + "#" + shortened(part);
  }

  /** A name as it is shown, of one of 64 KB its beginning. */
  static String shortened(String part) {
    return shown(part.length() <= LONGEST ? part : part.substring(0, LONGEST) + "...");
  }

  /** A text from outside, on one line. */
  static String shown(String text) {
    return BadInputException.oneLine(text);
  }
}
