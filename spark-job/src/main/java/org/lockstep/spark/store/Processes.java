package org.lockstep.spark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processes of a machine that this one sees.
 *
 * @param folder where the system shows them: proc(5)
 */
record Processes(Path folder) {
  /** The start of a process that is not there, or not shown. */
  static final long NONE = -1;

  private static final int STAT_START = 22 - 3; // from the state on, which is field 3
  private static final long FIRST = 1; // always there, and root's

  static Processes ofThisMachine() {
    return new Processes(Path.of("/proc"));
  }

  /**
   * The boot of the machine and the space of its process numbers; empty where the system does not
   * tell.
   */
  String machine() {
    try {
      return Files.readString(folder.resolve("sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(folder.resolve("self/ns/pid"));
    } catch (IOException | RuntimeException e) { // another system
      return "";
    }
  }

  /** When a process began, in ticks since the machine's boot; {@link #NONE} for no such process. */
  long start(long pid) {
    try {
      String stat = Files.readString(folder.resolve(pid + "/stat"));
      String behindName = stat.substring(stat.lastIndexOf(')') + 2); // names hold anything
      return Long.parseLong(behindName.split(" ", -1)[STAT_START]);
    } catch (IOException | RuntimeException e) {
      return NONE;
    }
  }

  /** Whether other users' processes are shown; {@code hidepid} keeps them from sight. */
  boolean showsThoseOfOthers() {
    return start(FIRST) != NONE;
  }
}
