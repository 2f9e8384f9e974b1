package org.lockstep.spark.read;

import org.lockstep.model.error.BadInputException;

/** The names of what is inside a file, as people see them. Whoever made the file chose them. */
final class PartNames {
  private PartNames() {}

  /** The place of a part in a file: {@code data.npz#x}. */
  static String place(String file, String part) {
    return file + "#" + shown(part);
  }

  /** A text from outside, on one line. */
  static String shown(String text) {
    return BadInputException.oneLine(text);
  }
}
