package org.lockstep.bench.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Two workers on this machine, from {@code scripts/mini-cluster}, with their own directory and
 * ports, so that a cluster run by the user is not touched. Ends when closed, or with this JVM.
 */
public final class MiniCluster implements AutoCloseable {
  private static final int WORKERS = 2;

  private final Path script;
  private final Commands commands;
  private final Map<String, String> environment;
  private final int port;
  private final String executorMemory;
  private final Runnable stop = this::stop;

  private MiniCluster(
      Path script,
      Commands commands,
      Map<String, String> environment,
      int port,
      String executorMemory) {
    this.script = script;
    this.commands = commands;
    this.environment = environment;
    this.port = port;
    this.executorMemory = executorMemory;
  }

  /**
   * Starts a cluster.
   *
   * @param cores how many cores each worker offers, whether or not the machine has them
   * @param memory of each worker, all for one executor
   */
  public static MiniCluster start(Lockstep lockstep, int cores, String memory) {
    int port = freePort();
    Map<String, String> environment =
        Map.of(
            "LOCKSTEP_NO_BUILD", "1",
            // Another master on this machine uses the one port that Spark does not let us choose.
            "SPARK_DAEMON_JAVA_OPTS", "-Dspark.master.rest.enabled=false",
            "LOCKSTEP_CLUSTER_WAIT", "180",
            "LOCKSTEP_CLUSTER_DIR", lockstep.commands().directory().resolve("cluster").toString(),
            "LOCKSTEP_CLUSTER_PORT", Integer.toString(port),
            "LOCKSTEP_CLUSTER_WEB_PORT", Integer.toString(freePort()),
            "LOCKSTEP_CLUSTER_WORKERS", Integer.toString(WORKERS),
            "LOCKSTEP_CLUSTER_WORKER_CORES", Integer.toString(cores),
            "LOCKSTEP_CLUSTER_WORKER_MEMORY", memory);
    MiniCluster cluster =
        new MiniCluster(
            lockstep.home().resolve("scripts/mini-cluster"),
            lockstep.commands(),
            environment,
            port,
            memory);
    Cleanup.add(cluster.stop);
    try {
      cluster.call("start");
    } catch (BenchException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /** This cluster with this many tasks, spread over both executors. */
  public Master master(int tasks) {
    return Master.cluster("spark://127.0.0.1:" + port, tasks, executorMemory);
  }

  @Override
  public void close() {
    stop();
    Cleanup.remove(stop);
  }

  private void stop() {
    commands.attempt(List.of(script.toString(), "stop"), environment);
  }

  private void call(String command) {
    commands.run(List.of(script.toString(), command), environment);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BenchException("no free port on the loopback address: " + e.getMessage(), e);
    }
  }
}
