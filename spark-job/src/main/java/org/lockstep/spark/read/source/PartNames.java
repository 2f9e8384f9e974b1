package org.lockstep.spark.read.source;

import org.lockstep.model.text.Text;

/** The names of parts inside a file, as shown to people. Whoever made the file chose the names. */
public final class PartNames {
  private PartNames() {}

  /** The place of a part in a file: {@code data.npz#x}. */
  public static String place(String file, String part) {
    return file + "#" + Text.brief(part);
  }
}
