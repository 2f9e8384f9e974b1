package org.lockstep.spark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.lockstep.model.text.Text;

/**
 * The process that writes to a run's directory.
 *
 * @param id of the lock: no two are equal
 * @param host name, for people
 * @param machine the machine's boot id and PID namespace: a process can see whether another one
 *     with the same value is alive; empty if the system does not tell
 * @param pid of the driver
 * @param start when its process started, in ticks since the machine's boot; -1 if the system does
 *     not tell
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
  private static final Processes PROCESSES = Processes.ofThisMachine();

  /** A holder that is this process. */
  static LockHolder thisProcess(String application) {
    return new LockHolder(
        UUID.randomUUID().toString(),
        hostName(),
        PROCESSES.machine(),
        ProcessHandle.current().pid(),
        PROCESSES.start(ProcessHandle.current().pid()),
        thisUser(),
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

  private static String thisUser() {
    return System.getProperty("user.name", "unknown");
  }

  /** Whether this process can tell if the holder is alive. */
  boolean isWithinSight() {
    return isWithinSight(PROCESSES);
  }

  boolean isWithinSight(Processes processes) {
    return !machine.isEmpty()
        && machine.equals(processes.machine())
        && (user.equals(thisUser()) || processes.showsThoseOfOthers());
  }

  /** Whether the holder's process is alive; only meaningful within sight. */
  boolean isAlive() {
    long found = PROCESSES.start(pid);
    // A process that started later only reuses the number.
    return found != Processes.NONE && (start == Processes.NONE || start == found);
  }

  /** A description for messages. */
  String text() {
    return Text.format(
        "%s on %s (pid %d, application %s)",
        Text.brief(user), Text.brief(host), pid, Text.brief(application));
  }

  /** The content of the lock file. */
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

  /** Parses a lock file; empty if it is incomplete. */
  static Optional<LockHolder> fromJson(byte[] json) {
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
              node.path("start").asLong(Processes.NONE),
              node.path("user").asText(),
              node.path("application").asText(),
              Instant.parse(node.path("since").asText())));
    } catch (IOException | java.time.DateTimeException e) { // of bytes in memory
      return Optional.empty();
    }
  }
}
