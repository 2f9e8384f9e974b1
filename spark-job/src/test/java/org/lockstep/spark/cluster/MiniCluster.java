package org.lockstep.spark.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real standalone cluster of separate processes, driven through {@code scripts/mini-cluster} on
 * free ports, with its files in the test's directory.
 */
public final class MiniCluster implements AutoCloseable {
  private final Scripts scripts;
  private final Map<String, String> environment;
  private final String url;

  private MiniCluster(Scripts scripts, Map<String, String> environment, String url) {
    this.scripts = scripts;
    this.environment = environment;
    this.url = url;
  }

  /** Starts a cluster of two workers with one core each. */
  public static MiniCluster start(Path directory) throws IOException, InterruptedException {
    return start(directory, Map.of());
  }

  /** Starts a cluster with more environment variables. */
  public static MiniCluster start(Path directory, Map<String, String> more)
      throws IOException, InterruptedException {
    List<Integer> ports = FreePorts.take(2);
    Map<String, String> environment = new HashMap<>(more);
    environment.merge("SPARK_DAEMON_JAVA_OPTS", Scripts.SHORT_LIVED, (a, b) -> a + " " + b);
    environment.put("LOCKSTEP_CLUSTER_WAIT", "150"); // seconds, for a busy machine
    environment.put("LOCKSTEP_CLUSTER_DIR", directory.resolve("mini cluster").toString());
    environment.put("LOCKSTEP_CLUSTER_PORT", Integer.toString(ports.get(0)));
    environment.put("LOCKSTEP_CLUSTER_WEB_PORT", Integer.toString(ports.get(1)));
    MiniCluster cluster =
        new MiniCluster(
            new Scripts(directory, directory), environment, "spark://127.0.0.1:" + ports.get(0));
    Outcome started = cluster.command("start");
    if (started.exitCode() != 0) {
      throw new AssertionError("the cluster did not start: " + started);
    }
    return cluster;
  }

  /** The address of the master, for {@code --master}. */
  public String url() {
    return url;
  }

  /** Runs {@code scripts/mini-cluster start}, {@code stop} or {@code status}. */
  public Outcome command(String command) throws IOException, InterruptedException {
    return command(command, Map.of());
  }

  /** The same with more environment variables, for the processes that this command starts. */
  public Outcome command(String command, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return scripts.run("mini-cluster", all, command);
  }

  /** Runs {@code scripts/lockstep --master URL} with these arguments, Spark's options first. */
  public Outcome lockstep(String... arguments) throws IOException, InterruptedException {
    return scripts.lockstep(
        Stream.concat(Stream.of("--master", url), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Starts the same and leaves it running. */
  public Running startLockstep(List<String> arguments) throws IOException {
    return scripts.start(
        "lockstep",
        Map.of(),
        Stream.concat(Stream.of("--master", url), arguments.stream()).toArray(String[]::new));
  }

  /** The process of a daemon: {@code master}, {@code worker-1}, ... */
  public ProcessHandle daemon(String name) throws IOException, InterruptedException {
    Matcher line = Pattern.compile(name + " runs, pid (\\d+)").matcher(command("status").stdout());
    if (!line.find()) {
      throw new AssertionError(name + " does not run");
    }
    return ProcessHandle.of(Long.parseLong(line.group(1))).orElseThrow();
  }

  /** The living executors that a worker has started, the latest first. */
  public List<ProcessHandle> executors(String worker) throws IOException, InterruptedException {
    return daemon(worker)
        .children()
        .filter(ProcessHandle::isAlive)
        .sorted(Comparator.comparing(MiniCluster::started).reversed())
        .toList();
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  @Override
  public void close() throws IOException {
    try {
      command("stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the cluster was ending");
    }
  }
}
