package org.lockstep.spark.read;

import org.lockstep.model.text.Text;

/** The names of what is inside a file, as people see them. Whoever made the file chose them. */
final class PartNames {
  private PartNames() {}

  /** The place of a part in a file: {@code data.npz#x}. */
  static String place(String file, String part) {
    return file + "#" + Text.brief(part);
  }
}
