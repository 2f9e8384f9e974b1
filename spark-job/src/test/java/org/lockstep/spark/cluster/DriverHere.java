package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.cli.Lockstep;

/**
 * Commands whose Spark driver is this JVM: in local mode, or with executors on a mini-cluster. They
 * share one Spark application, so that the tests start it only once and can reach into it.
 */
final class DriverHere implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final SparkSession spark;

  private DriverHere(SparkSession spark) {
    this.spark = spark;
  }

  /** In local mode, with two cores. */
  static DriverHere local() {
    return start("local[2]", Map.of());
  }

  /** On a cluster. */
  static DriverHere on(MiniCluster cluster, Map<String, String> conf) {
    return start(cluster.url(), conf);
  }

  private static DriverHere start(String master, Map<String, String> conf) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(master)
            .appName("DriverHere")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            // The next two as in the session that a command creates.
            .config("spark.broadcast.compress", "false")
            .config("spark.locality.wait", "500ms")
            .config("spark.log.level", "OFF")
            .config("spark.executor.defaultJavaOptions", Scripts.SHORT_LIVED + " " + fastStart())
            .config("spark.jars", Path.of("target/lockstep-all.jar").toUri().toString());
    conf.forEach(builder::config);
    return new DriverHere(builder.getOrCreate());
  }

  /** The JVM's options for the scripts' class archive, if it exists. */
  private static String fastStart() {
    Path archive =
        Path.of("target/spark-home/classes-" + System.getProperty("java.version") + ".jsa");
    return Files.exists(archive)
        ? "-XX:SharedArchiveFile='" + archive.toAbsolutePath() + "' -Xlog:cds*=off"
        : "";
  }

  SparkSession spark() {
    return spark;
  }

  /** Starts a command. */
  Command start(String... arguments) {
    return new Command(arguments);
  }

  /** Waits until this many executors have registered. */
  void awaitExecutors(int count, Duration limit) throws Exception {
    awaitTrue("executors", limit, () -> executors() == count);
  }

  /** The number of executors that Spark knows. */
  int executors() {
    return spark.sparkContext().statusTracker().getExecutorInfos().length - 1; // and the driver
  }

  @Override
  public void close() {
    spark.stop();
  }

  private static void awaitTrue(String what, Duration limit, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + " after " + limit);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** A command on its own thread. */
  static final class Command {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exitCode;

    private Command(String... arguments) {
      exitCode =
          CompletableFuture.supplyAsync(
              () ->
                  Lockstep.run(
                      new PrintStream(out, true, UTF_8),
                      new PrintStream(err, true, UTF_8),
                      arguments),
              command -> {
                Thread thread = new Thread(command, "command");
                thread.setDaemon(true);
                thread.start();
              });
    }

    String stdout() {
      return out.toString(UTF_8);
    }

    /** Waits for the condition; fails if the command ends first. */
    void awaitUntil(String what, Duration limit, Callable<Boolean> condition) throws Exception {
      awaitTrue(
          what + " in" + describe(),
          limit,
          () -> {
            boolean ended = exitCode.isDone();
            if (condition.call()) {
              return true;
            }
            if (ended) {
              throw new AssertionError("ended before " + what + describe());
            }
            return false;
          });
    }

    /** Waits until the command ends. */
    Outcome await(Duration limit) throws Exception {
      try {
        return new Outcome(
            exitCode.get(limit.toMillis(), TimeUnit.MILLISECONDS), stdout(), err.toString(UTF_8));
      } catch (TimeoutException | ExecutionException e) {
        throw new AssertionError("no end after " + limit + describe(), e);
      }
    }

    private String describe() {
      return "\n--- stdout\n" + stdout() + "\n--- stderr\n" + err.toString(UTF_8);
    }
  }
}
