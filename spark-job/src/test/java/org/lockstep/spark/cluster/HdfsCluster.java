package org.lockstep.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;

/**
 * A real HDFS: a name node and data nodes, each a separate process that can be killed and started
 * again, on the loopback address and free ports, with their files in the test's directory.
 */
final class HdfsCluster implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path directory;
  private final int port;
  private final List<Integer> ports; // of the data nodes
  private final Running nameNode;
  private final List<Running> dataNodes = new ArrayList<>();
  private final Thread killAtExit = new Thread(this::endAll, "hdfs-end");
  private final DistributedFileSystem files;

  private HdfsCluster(Path directory, int dataNodeCount) throws IOException, InterruptedException {
    this.directory = directory;
    List<Integer> free = FreePorts.take(2 + dataNodeCount);
    this.port = free.get(0);
    this.ports = free.subList(2, free.size());
    Configuration configuration = configuration();
    configuration.set("dfs.namenode.name.dir", directory.resolve("name").toUri().toString());
    configuration.set("dfs.namenode.http-address", "127.0.0.1:" + free.get(1));
    configuration.setInt("dfs.namenode.safemode.extension", 0);
    configuration.setBoolean("dfs.namenode.datanode.registration.ip-hostname-check", false);
    // A silent node counts as dead after twelve seconds instead of ten minutes.
    configuration.setInt("dfs.heartbeat.interval", 1);
    configuration.setInt("dfs.namenode.heartbeat.recheck-interval", 1000);
    try (Running format =
        start("format", "server.namenode.NameNode", configuration, "-format", "-nonInteractive")) {
      if (format.await(LIMIT).exitCode() != 0) {
        throw new AssertionError("HDFS could not be formatted: " + format.stderr());
      }
    }
    this.nameNode = start("namenode", "server.namenode.NameNode", configuration);
    Runtime.getRuntime().addShutdownHook(killAtExit);
    for (int node = 0; node < dataNodeCount; node++) {
      dataNodes.add(startDataNode(node));
    }
    Configuration asking = new Configuration();
    asking.setInt("ipc.client.connect.max.retries", 0); // the loops below retry
    this.files = (DistributedFileSystem) FileSystem.newInstance(URI.create(uri()), asking);
    for (int node = 0; node < dataNodeCount; node++) {
      awaitHeartbeat(node, 0);
    }
  }

  /** Starts a name node and this many data nodes, and waits until they accept files. */
  static HdfsCluster start(Path directory, int dataNodes) throws IOException, InterruptedException {
    return new HdfsCluster(Files.createDirectories(directory), dataNodes);
  }

  /** The prefix of its file names: {@code hdfs://127.0.0.1:PORT}. */
  String uri() {
    return "hdfs://127.0.0.1:" + port;
  }

  /** A client outside of Hadoop's cache. */
  DistributedFileSystem files() {
    return files;
  }

  /** Kills a data node, as {@code kill -9} does. */
  void kill(int node) throws InterruptedException {
    Process process = dataNodes.get(node).process();
    process.destroyForcibly().waitFor();
  }

  /** Restarts a killed data node with its blocks, and waits for its heartbeat. */
  void restart(int node) throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    dataNodes.set(node, startDataNode(node));
    awaitHeartbeat(node, now);
  }

  /** Turns the safe mode of the name node, which refuses changes, on or off. */
  void safeMode(boolean on) throws IOException {
    files.setSafeMode(on ? SafeModeAction.ENTER : SafeModeAction.LEAVE);
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.defaultFS", uri());
    configuration.setInt("dfs.replication", 2);
    return configuration;
  }

  private Running startDataNode(int node) throws IOException {
    Configuration configuration = configuration();
    String name = "datanode-" + node;
    configuration.set("dfs.datanode.data.dir", directory.resolve(name).toUri().toString());
    configuration.set("dfs.datanode.hostname", "127.0.0.1");
    configuration.set("dfs.datanode.address", "127.0.0.1:" + ports.get(node));
    configuration.set("dfs.datanode.ipc.address", "127.0.0.1:0");
    configuration.set("dfs.datanode.http.address", "127.0.0.1:0");
    configuration.setInt("dfs.heartbeat.interval", 1);
    return start(name, "server.datanode.DataNode", configuration);
  }

  private Running start(String name, String type, Configuration configuration, String... arguments)
      throws IOException {
    Path etc = Files.createDirectories(directory.resolve("etc").resolve(name));
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      try (var out = Files.newOutputStream(etc.resolve(file))) {
        configuration.writeXml(out);
      }
    }
    Path target = Path.of("target").toAbsolutePath();
    String spark = Files.readString(target.resolve("spark-classpath.txt")).strip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(etc + ":" + target + "/hdfs-servers/*:" + spark);
    command.add("org.apache.hadoop.hdfs." + type);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Scripts.clean(builder.environment());
    // A name node does not find files that it has named in Arabic digits.
    builder.environment().put("LC_ALL", "C.UTF-8");
    return Running.start(name, builder, directory);
  }

  /** Waits until the name node has had a heartbeat of a data node after a time. */
  private void awaitHeartbeat(int node, long after) throws IOException, InterruptedException {
    dataNodes
        .get(node)
        .awaitUntil(
            "a heartbeat at the name node",
            LIMIT,
            () -> {
              try {
                return Arrays.stream(files.getDataNodeStats(DatanodeReportType.LIVE))
                    .anyMatch(
                        info ->
                            info.getXferPort() == ports.get(node) && info.getLastUpdate() > after);
              } catch (IOException e) {
                return dead(nameNode);
              }
            });
  }

  /** False while the name node is starting. */
  private static boolean dead(Running nameNode) {
    if (nameNode.process().isAlive()) {
      return false;
    }
    try {
      throw new AssertionError("the name node has ended: " + nameNode.stdout() + nameNode.stderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endAll() {
    dataNodes.forEach(Running::close);
    nameNode.close();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(killAtExit);
    try {
      files.close();
    } finally {
      endAll();
    }
  }
}
