package org.lockstep.spark.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lockstep.model.text.Text;

/**
 * Who writes to a run's directory.
 *
 * @param id of the lock: no two are equal
 * @param host name, for people
 * @param machine the boot of the machine and the space of its process numbers: where two processes
 *     have the same, one can see whether the other lives; empty where the system does not tell
 * @param pid of the driver
 * @param start of its process, in ticks since the machine's boot; -1 where the system does not tell
 * @param user who started it
 * @param application Spark's
 * @param since when it began
 */
record LockHolder(
    String id,
    String host,
    String machine,
    long pid,
    long start,
    String user,
    String application,
    Instant since) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STAT_START = 22 - 3; // from the state on, which is field 3
  private static final long NO_PROCESS = -1;

  /** A holder that is this process. */
  static LockHolder thisProcess(String application) {
    return new LockHolder(
        UUID.randomUUID().toString(),
        hostName(),
        machineOfThisProcess(),
        ProcessHandle.current().pid(),
        startOf(ProcessHandle.current().pid()),
        System.getProperty("user.name", "unknown"),
        application,
        Instant.now());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }

  private static String machineOfThisProcess() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | RuntimeException e) { // another system
      return "";
    }
  }

  /** Whether this process can tell if the holder lives. */
  boolean isOnThisMachine() {
    return !machine.isEmpty() && machine.equals(machineOfThisProcess());
  }

  /** Whether the holder's process lives; only on this machine. */
  boolean isAlive() {
    long found = startOf(pid);
    // One that began later only has the same number.
    return found != NO_PROCESS && (start == NO_PROCESS || start == found);
  }

  /** Field 22 of {@code /proc/PID/stat}, see proc(5); -1 for no such process. */
  private static long startOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String behindName = stat.substring(stat.lastIndexOf(')') + 2); // names hold anything
      return Long.parseLong(behindName.split(" ", -1)[STAT_START]);
    } catch (IOException | RuntimeException e) {
      return NO_PROCESS;
    }
  }

  /** As people would say it. */
  String text() {
    return Text.format(
        "%s on %s (pid %d, application %s)",
        Text.brief(user), Text.brief(host), pid, Text.brief(application));
  }

  /** The lock file. */
  byte[] toJson(long beat) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", id).put("host", host).put("machine", machine).put("pid", pid);
    node.put("start", start)
        .put("user", user)
        .put("application", application)
        .put("since", since.toString());
    node.put("beat", beat);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  /** What a lock file says; empty where it is not whole. */
  static Optional<LockHolder> fromJson(byte[] json) throws IOException {
    try {
      JsonNode node = JSON.readTree(json);
      if (!node.path("id").isTextual()) {
        return Optional.empty();
      }
      return Optional.of(
          new LockHolder(
              node.path("id").asText(),
              node.path("host").asText(),
              node.path("machine").asText(),
              node.path("pid").asLong(),
              node.path("start").asLong(NO_PROCESS),
              node.path("user").asText(),
              node.path("application").asText(),
              Instant.parse(node.path("since").asText())));
    } catch (JsonProcessingException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }
}
