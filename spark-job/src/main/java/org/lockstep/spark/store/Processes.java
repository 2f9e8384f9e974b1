package org.lockstep.spark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processes of this machine that are visible to this process.
 *
 * @param folder where the system lists them: proc(5)
 */
record Processes(Path folder) {
  /** The start of a process that does not exist or is not visible. */
  static final long NONE = -1;

  private static final int STAT_START = 22 - 3; // counted from the state, which is field 3
  private static final long FIRST = 1; // always exists, and belongs to root

  static Processes ofThisMachine() {
    return new Processes(Path.of("/proc"));
  }

  /**
   * The machine's boot id and PID namespace; empty if the system does not tell, or lists processes
   * of another namespace, where our numbers mean other processes.
   *
   * <p>The system can give the number of a namespace that has ended to a later one. That does no
   * harm: a namespace ends with its last process.
   */
  String machine() {
    try {
      String self = Files.readSymbolicLink(folder.resolve("self")).toString();
      if (!self.equals(Long.toString(ProcessHandle.current().pid()))) {
        return "";
      }
      return Files.readString(folder.resolve("sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(folder.resolve("self/ns/pid"));
    } catch (IOException | RuntimeException e) { // another system
      return "";
    }
  }

  /** When a process started, in ticks since the machine's boot; {@link #NONE} if not visible. */
  long start(long pid) {
    try {
      String stat = Files.readString(folder.resolve(pid + "/stat"));
      String afterName = stat.substring(stat.lastIndexOf(')') + 2); // a name can contain anything
      return Long.parseLong(afterName.split(" ", -1)[STAT_START]);
    } catch (IOException | RuntimeException e) {
      return NONE;
    }
  }

  /** Whether other users' processes are visible; {@code hidepid} hides them. */
  boolean showsThoseOfOthers() {
    return start(FIRST) != NONE;
  }
}
