package org.lockstep.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.text.Text;

/**
 * Does with a {@link ComposeFile} what {@code docker compose up} does, with processes in the place
 * of containers: starts every service when the conditions of its {@code depends_on} hold, asks its
 * health check, ends everything at the end.
 *
 * <p>What the two images bring is stood in for: {@code /opt/spark} is a directory with Maven's jars
 * and the two programs of {@code bin} that we use; {@code hdfs} starts the same classes as Hadoop's
 * script; an entry {@code CORE-SITE.XML_name} of the environment becomes a property of {@code
 * core-site.xml}; {@code ENSURE_NAMENODE_DIR} formats the name node.
 */
final class ComposeMachine implements AutoCloseable {
  private static final Map<String, String> CONDITIONS =
      Map.of("service_healthy", "healthy", "service_completed_successfully", "complete");

  private final ComposeFile file;
  private final ComposeTranslation translation;
  private final Path root;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final List<String> healthy = new ArrayList<>();
  private final Thread lastResort = new Thread(this::endAll, "compose-end");

  ComposeMachine(ComposeFile file, ComposeTranslation translation, Path root)
      throws IOException, InterruptedException {
    this.file = file;
    this.translation = translation;
    this.root = root;
    makeSparkImage();
    makeHadoopImage();
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /**
   * Starts all services in the order that their conditions allow, and returns how {@code oneShot}
   * ended.
   *
   * @param more arguments for {@code oneShot}, behind those in the file
   */
  Outcome up(String oneShot, List<String> more, Duration limit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (running.size() < file.services().size()) {
      for (ComposeFile.Service service : file.services().values()) {
        if (!running.containsKey(service.name()) && conditionsHold(service)) {
          running.put(
              service.name(), start(service, service.name().equals(oneShot) ? more : List.of()));
        }
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("started within " + limit + " only " + running.keySet() + logs());
      }
      nextLook();
    }
    Running last = running.get(oneShot);
    try {
      return last.await(Duration.ofNanos(deadline - System.nanoTime()));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + logs(), e);
    }
  }

  /** Waits until the service's health check passes. */
  void awaitHealthy(String name, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isHealthy(file.services().get(name))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(name + " is not healthy after " + limit + logs());
      }
      nextLook();
    }
  }

  private void nextLook() throws InterruptedException {
    running.values().iterator().next().process().waitFor(200, TimeUnit.MILLISECONDS);
  }

  private boolean conditionsHold(ComposeFile.Service service)
      throws IOException, InterruptedException {
    for (Entry<String, String> dependency : service.dependsOn().entrySet()) {
      if (!running.containsKey(dependency.getKey())) {
        return false;
      }
      ComposeFile.Service other = file.services().get(dependency.getKey());
      boolean holds =
          switch (CONDITIONS.get(dependency.getValue())) {
            case "healthy" -> isHealthy(other);
            default -> isComplete(other);
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private boolean isComplete(ComposeFile.Service service) throws IOException {
    Process process = running.get(service.name()).process();
    if (!process.isAlive() && process.exitValue() != 0) {
      throw new AssertionError(
          service.name() + " ended with exit code " + process.exitValue() + logs());
    }
    return !process.isAlive();
  }

  private boolean isHealthy(ComposeFile.Service service) throws IOException, InterruptedException {
    if (healthy.contains(service.name())) {
      return true;
    }
    Process process = running.get(service.name()).process();
    if (!process.isAlive()) {
      throw new AssertionError(
          service.name() + " ended with exit code " + process.exitValue() + logs());
    }
    try (Running check =
        Running.start(
            service.name() + "-check",
            process(service, service.healthcheck()),
            directory(service))) {
      if (check.await(Duration.ofSeconds(10)).exitCode() == 0) {
        healthy.add(service.name());
        return true;
      }
      return false;
    }
  }

  private Running start(ComposeFile.Service service, List<String> more)
      throws IOException, InterruptedException {
    if (service.image().startsWith("apache/hadoop:")) {
      writeConfiguration(service);
      String nameDirectory = service.environment().get("ENSURE_NAMENODE_DIR");
      if (nameDirectory != null
          && !Files.isDirectory(Path.of(translation.translate(service, nameDirectory)))) {
        List<String> format = List.of("hdfs", "namenode", "-format");
        try (Running running =
            Running.start("format", process(service, format), directory(service))) {
          running.await(Duration.ofMinutes(1));
        }
      }
    }
    List<String> command = new ArrayList<>(service.command());
    command.addAll(more);
    return Running.start(service.name(), process(service, command), directory(service));
  }

  /**
   * A process with the environment of a container of the service's image, and nothing of this
   * machine's.
   */
  private ProcessBuilder process(ComposeFile.Service service, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(translation.translate(service, words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory(service).toFile());
    Map<String, String> environment = builder.environment();
    Scripts.clean(environment);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    if (service.image().startsWith("apache/hadoop:")) {
      environment.put("PATH", root.resolve("opt/hadoop/bin") + ":" + environment.get("PATH"));
      environment.put("HADOOP_CONF_DIR", configuration(service).toString());
      environment.put("HADOOP_USER_NAME", "hadoop");
    } else {
      environment.put("SPARK_HOME", root.resolve("opt/spark").toString());
      environment.put("HADOOP_USER_NAME", "spark");
    }
    service
        .environment()
        .forEach((key, value) -> environment.put(key, translation.translate(service, value)));
    return builder;
  }

  private Path directory(ComposeFile.Service service) throws IOException {
    Files.createDirectories(translation.temp(service));
    return root.resolve(service.name());
  }

  private Path configuration(ComposeFile.Service service) {
    return root.resolve(service.name()).resolve("etc");
  }

  /**
   * The image's own step from the environment to XML files; and addresses that a container has to
   * itself.
   */
  private void writeConfiguration(ComposeFile.Service service) throws IOException {
    Map<String, Configuration> files = new TreeMap<>();
    service
        .environment()
        .forEach(
            (key, value) -> {
              int end = key.indexOf(".XML_");
              if (end > 0) {
                files
                    .computeIfAbsent(key.substring(0, end), name -> new Configuration(false))
                    .set(
                        key.substring(end + ".XML_".length()),
                        translation.translate(service, value));
              }
            });
    Configuration hdfs = files.get("HDFS-SITE");
    hdfs.set("dfs.namenode.http-address", "127.0.0.1:" + translation.port("namenode", 9870));
    hdfs.set("dfs.datanode.http.address", "127.0.0.1:" + translation.port("datanode", 9864));
    hdfs.set("dfs.datanode.address", "127.0.0.1:0");
    hdfs.set("dfs.datanode.ipc.address", "127.0.0.1:0");
    Files.createDirectories(configuration(service));
    for (Entry<String, Configuration> entry : files.entrySet()) {
      String name = entry.getKey().toLowerCase(java.util.Locale.ROOT) + ".xml";
      try (var out = Files.newOutputStream(configuration(service).resolve(name))) {
        entry.getValue().writeXml(out);
      }
    }
  }

  private void makeSparkImage() throws IOException, InterruptedException {
    ProcessBuilder jars =
        new ProcessBuilder(
            "bash",
            "-euc",
            "home=$0; . \"$0/scripts/lib.sh\"; use_own_spark_home",
            Scripts.HOME.toString());
    try (Running making = Running.start("spark-home", jars, root)) {
      making.await(Duration.ofMinutes(1));
    }
    Path spark = Files.createDirectories(root.resolve("opt/spark"));
    Files.createSymbolicLink(spark.resolve("jars"), target().resolve("spark-home/jars"));
    Path bin = Files.createDirectories(spark.resolve("bin"));
    LauncherIT.executable(
        bin.resolve("spark-class"),
        Text.format(
            """
            set -euo pipefail
            home='%s'
            . "$home/scripts/lib.sh"
            find_java
            export SPARK_SCALA_VERSION=2.13
            spark_command "$@"
            exec "${command[@]}"
            """,
            Scripts.HOME));
    LauncherIT.executable(
        bin.resolve("spark-submit"),
        "exec \"$(dirname \"$0\")/spark-class\" org.apache.spark.deploy.SparkSubmit \"$@\"");
  }

  private void makeHadoopImage() throws IOException {
    Path bin = Files.createDirectories(root.resolve("opt/hadoop/bin"));
    LauncherIT.executable(
        bin.resolve("hdfs"),
        Text.format(
            """
            case $1 in
              namenode) class=org.apache.hadoop.hdfs.server.namenode.NameNode ;;
              datanode) class=org.apache.hadoop.hdfs.server.datanode.DataNode ;;
              dfs) class=org.apache.hadoop.fs.FsShell ;;
              dfsadmin) class=org.apache.hadoop.hdfs.tools.DFSAdmin ;;
              *) echo "hdfs: no such command: $1" >&2; exit 1 ;;
            esac
            shift
            exec "$JAVA_HOME/bin/java" -Xmx256m -XX:TieredStopAtLevel=1 \
              -cp "$HADOOP_CONF_DIR:%s/hdfs-servers/*:%s/spark-home/jars/*" "$class" "$@"
            """,
            target(), target()));
  }

  private static Path target() {
    return Path.of("target").toAbsolutePath();
  }

  /** The ends of all logs, for the message of a failure. */
  String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Entry<String, Running> entry : running.entrySet()) {
      text.append("\n=== ").append(entry.getKey()).append('\n');
      text.append(tail(entry.getValue().stdout())).append(tail(entry.getValue().stderr()));
    }
    return text.toString();
  }

  private static String tail(String text) {
    return text.length() < 3000 ? text : "..." + text.substring(text.length() - 3000);
  }

  private void endAll() {
    List<Running> all = new ArrayList<>(running.values());
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).close();
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(lastResort);
    endAll();
    // JUnit warns about links that lead out of a directory it deletes.
    Files.deleteIfExists(root.resolve("opt/spark/jars"));
  }
}
