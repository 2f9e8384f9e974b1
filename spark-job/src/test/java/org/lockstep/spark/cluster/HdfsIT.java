package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.cli.Lockstep;
import org.lockstep.spark.store.NotPublishedException;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.testing.WholeRun;

/** Data, runs and models on a real HDFS, also when its data nodes die. */
@Timeout(240)
class HdfsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path here;
  private static HdfsCluster hdfs;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws Exception {
    Configurator.setRootLevel(Level.OFF);
    hdfs = HdfsCluster.start(here.resolve("hdfs"), 2);
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.hadoop.dfs.replication", "2")
            // With the defaults, each write takes 12 s without a data node, and each read 20 s.
            .config("spark.hadoop.dfs.client.block.write.locateFollowingBlock.retries", "2")
            .config("spark.hadoop.dfs.client.retry.window.base", "100")
            .getOrCreate();
  }

  @AfterAll
  static void end() throws IOException {
    try {
      if (spark != null) {
        spark.stop();
      }
    } finally {
      if (hdfs != null) {
        hdfs.close();
      }
    }
  }

  private static org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(hdfs.uri() + name);
  }

  private static Outcome lockstep(String... arguments) {
    return lockstep(new ByteArrayOutputStream(), arguments);
  }

  private static Outcome lockstep(ByteArrayOutputStream out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Lockstep.run(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static String done(String... arguments) {
    Outcome outcome = lockstep(arguments);
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    return outcome.stdout();
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = hdfs.files().open(path(name))) {
      return in.readAllBytes();
    }
  }

  /** All files below a directory, as sorted relative names. */
  private static List<String> files(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> files = hdfs.files().listFiles(path(directory), true);
    while (files.hasNext()) {
      names.add(
          files.next().getPath().toString().substring(path(directory).toString().length() + 1));
    }
    names.sort(null);
    return names;
  }

  private static String[] training(String data, String output, String... more) {
    return Stream.concat(
            Stream.of(
                ("train --preset plain-sgd --test-fraction 0.4 --scale standard --hidden 20"
                        + " --batch-size 100 --quiet --shards 4 --data "
                        + data
                        + " --output "
                        + output)
                    .split(" ", -1)),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** The embedded digits: 64 numbers from 0 to 16, and the label. */
  private static List<int[]> digits() throws IOException {
    try (InputStream in =
        Lockstep.class.getResourceAsStream("/org/lockstep/spark/read/text/embedded/digits.csv")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.matches("[0-9,.]+"))
          .map(line -> Stream.of(line.split(",", -1)).mapToInt(Integer::parseInt).toArray())
          .toList();
    }
  }

  private static byte[] column(List<int[]> rows, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] row : rows) {
      for (int i = from; i < to; i++) {
        out.write(row[i]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] idx(byte[] content, int... shape) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.length);
      header.putInt(0x0800 + shape.length);
      for (int size : shape) {
        header.putInt(size);
      }
      zipped.write(header.array());
      zipped.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] npy(byte[] content, String shape) throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    out.write(header.getBytes(UTF_8));
    out.write(content);
    return out.toByteArray();
  }

  /** Writes a file on the local disk and on HDFS. */
  private static void put(Path folder, String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    try (OutputStream out = hdfs.files().create(path("/data/" + name))) {
      out.write(content);
    }
  }

  private static void putDigits(Path folder) throws IOException {
    List<int[]> rows = digits();
    int n = rows.size();
    byte[] pixels = column(rows, 0, 64);
    byte[] labels = column(rows, 64, 65);
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      csv.append('p').append(i).append(',');
    }
    csv.append("label\n");
    for (int[] row : rows) {
      csv.append(String.join(",", java.util.Arrays.stream(row).mapToObj(String::valueOf).toList()))
          .append('\n');
    }
    put(folder, "digits.csv", csv.toString().getBytes(UTF_8));
    put(folder, "digits-images-idx3-ubyte.gz", idx(pixels, n, 8, 8));
    put(folder, "digits-labels-idx1-ubyte.gz", idx(labels, n));
    ByteArrayOutputStream npz = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(npz)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy(pixels, "(" + n + ", 64)"));
      zip.putNextEntry(new ZipEntry("y.npy"));
      zip.write(npy(labels, "(" + n + ",)"));
    }
    put(folder, "digits.npz", npz.toByteArray());
    spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(folder.resolve("digits.csv").toString())
        .coalesce(1)
        .write()
        .parquet(folder.resolve("digits.parquet").toString());
    String parquet = "digits.parquet";
    hdfs.files()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(folder.resolve(parquet).toString()),
            path("/data/" + parquet));
  }

  @Test
  void everyFormatGivesTheSameModelAsTheLocalFile(@TempDir Path folder) throws IOException {
    putDigits(folder);
    for (String name :
        List.of("digits.csv", "digits.parquet", "digits-images-idx3-ubyte.gz", "digits.npz")) {
      Path local = folder.resolve("run-" + name);
      done(training(folder.resolve(name).toString(), local.toString(), "--epochs", "1"));
      done(
          training(
              path("/data/" + name).toString(), path("/run-" + name).toString(), "--epochs", "1"));
      assertThat(bytes("/run-" + name + "/model.npz"))
          .as(name)
          .isEqualTo(Files.readAllBytes(local.resolve("model.npz")));
    }
  }

  @Test
  void aRunOnHdfsIsCompleteAndEveryCommandReadsIt(@TempDir Path folder) throws IOException {
    String there = path("/whole").toString();
    String local = folder.resolve("whole").toString();
    done(training("builtin:digits", local, "--epochs", "5"));
    done(training("builtin:digits", there, "--epochs", "5"));
    done(training("builtin:digits", there, "--epochs", "5", "--overwrite"));
    assertThat(files("/whole"))
        .filteredOn(name -> !name.matches("checkpoints/checkpoint-\\d{12}-[0-9a-f]{8}\\.npz"))
        .containsExactly(
            "confusion.png",
            "log/epochs-00000.parquet",
            "loss.png",
            "model.npz",
            "predictions.png",
            "run.json",
            "weights.png");
    assertThat(bytes("/whole/model.npz"))
        .isEqualTo(Files.readAllBytes(folder.resolve("whole/model.npz")));
    for (String command :
        List.of("evaluate --data builtin:digits --model RUN", "inspect RUN/model.npz")) {
      assertThat(done(command.replace("RUN", there).split(" ", -1)).replace(there, "RUN"))
          .as(command)
          .isEqualTo(done(command.replace("RUN", local).split(" ", -1)).replace(local, "RUN"));
    }
    assertThat(done("inspect", there)).contains("log       5 epochs, 55 steps");
    assertThat(done("inspect", there + "/log", "--csv").lines()).hasSize(6);
    done("predict", "--model", there, "--data", "builtin:digits", "--output", there + "-p.csv");
    done("predict", "--model", local, "--data", "builtin:digits", "--output", local + "-p.csv");
    assertThat(bytes("/whole-p.csv")).isEqualTo(Files.readAllBytes(folder.resolve("whole-p.csv")));
    done("plot", there, "--output", there + ".png");
    assertThat(bytes("/whole.png")).startsWith(0x89, 'P', 'N', 'G');
  }

  /** Starts a long run, disturbs it after its first epoch, and returns its outcome. */
  private static Outcome disturbed(String output, Happening happening) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = Stream.of(Text.format(LONG, output).split(" ", -1)).toArray(String[]::new);
    CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> lockstep(out, arguments));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!out.toString(UTF_8).contains("epoch ") && !isDone(run)) {
      assertThat(System.nanoTime()).as(out.toString(UTF_8)).isLessThan(deadline);
    }
    happening.happens();
    return run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static void awaitCheckpointIn(String run) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (files(run).stream().noneMatch(name -> name.startsWith("checkpoints/checkpoint-"))) {
      assertThat(System.nanoTime()).as("a checkpoint in " + run).isLessThan(deadline);
    }
  }

  private static boolean isDone(CompletableFuture<Outcome> run) throws Exception {
    try {
      run.get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private interface Happening {
    void happens() throws Exception;
  }

  /** Some seconds of training, so that log and checkpoints are written several times. */
  private static final String LONG =
      "train --preset digits --shards 4 --batch-size 50 --epochs 4000 --checkpoint-every 1s"
          + " --output %s --overwrite";

  @Test
  void aRunContinuesWithoutOneDataNodeAndEndsInOneLineWithoutAny(@TempDir Path folder)
      throws Exception {
    done(Text.format(LONG + " --quiet", folder.resolve("run")).split(" ", -1));
    byte[] expected = Files.readAllBytes(folder.resolve("run/model.npz"));
    String output = path("/disturbed").toString();

    Outcome oneLeft = disturbed(output, () -> hdfs.kill(0));
    assertThat(oneLeft.complaints()).isEmpty();
    assertThat(oneLeft.exitCode()).isZero();
    assertThat(bytes("/disturbed/model.npz")).isEqualTo(expected);

    Outcome noneLeft =
        disturbed(
            output,
            () -> {
              awaitCheckpointIn("/disturbed");
              hdfs.kill(1);
            });
    assertThat(noneLeft.exitCode()).isEqualTo(1);
    assertThat(noneLeft.complaints())
        .startsWith("lockstep: [" + output + "/")
        .contains("could not be written")
        .contains("minReplication nodes")
        .hasLineCount(1);

    hdfs.restart(0);
    hdfs.restart(1);
    String resume = Text.format(LONG, output).replace("--overwrite", "--resume");
    assertThat(done(resume.split(" ", -1))).contains("Resuming  after step ");
    assertThat(bytes("/disturbed/model.npz")).isEqualTo(expected);
    WholeRun.assertWhole(path("/disturbed"), new Configuration(), 4000);
  }

  @Test
  void aNameNodeInSafeModeIsReportedInOneLine() throws IOException {
    hdfs.safeMode(true);
    try {
      Outcome refused =
          lockstep(training("builtin:digits", path("/safe").toString(), "--epochs", "1"));
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.complaints())
          .contains("/safe. Name node is in safe mode.")
          .hasLineCount(1);
      org.apache.hadoop.fs.Path file = path("/safe-file");
      assertThatThrownBy(() -> Published.write(file, new Configuration(), out -> out.write('1')))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "["
                  + file
                  + "] could not be written: Cannot create file/.safe-file.tmp. Name node is in"
                  + " safe mode.");
    } finally {
      hdfs.safeMode(false);
    }
  }

  @Test
  void anAbsentNameNodeIsReportedInOneLine() throws IOException {
    String nowhere = "hdfs://127.0.0.1:" + FreePorts.take(1).get(0) + "/x";
    for (List<String> command :
        List.of(
            List.of("train", "--epochs", "1", "--output", nowhere),
            List.of("train", "--epochs", "1", "--data", nowhere, "--output", "unused"),
            List.of("evaluate", "--data", "builtin:digits", "--model", nowhere))) {
      Outcome refused = lockstep(command.toArray(String[]::new));
      assertThat(refused.complaints())
          .matches(
              "lockstep: \\[\\Q"
                  + nowhere
                  + "\\E] expected a (file system that answers|readable file) but found Connection"
                  + " refused\n");
      assertThat(refused.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void aFileThatAKilledWriterLeftOpenIsReplacedAtOnce() throws IOException {
    org.apache.hadoop.fs.Path file = path("/leases/a");
    Published.write(file, new Configuration(), out -> out.write('1'));
    // Open under a lease, as after a kill of its writer.
    try (FileSystem dead = FileSystem.newInstance(path("/").toUri(), new Configuration())) {
      FSDataOutputStream half = dead.create(Published.aside(file));
      half.write('2');
      half.hflush();
      Published.write(file, new Configuration(), out -> out.write('3'));
      assertThat(bytes("/leases/a")).isEqualTo(new byte[] {'3'});
      assertThat(files("/leases")).containsExactly("a");
      assertThatThrownBy(half::close).isInstanceOf(IOException.class);
    }
  }

  @Test
  void missingPermissionsAreNamed() throws Exception {
    org.apache.hadoop.fs.Path file = path("/rights/a");
    Published.write(file, new Configuration(), out -> out.write('1'));
    UserGroupInformation stranger = UserGroupInformation.createRemoteUser("stranger");
    assertThatThrownBy(
            () ->
                stranger.doAs(
                    (java.security.PrivilegedExceptionAction<Void>)
                        () -> {
                          Published.write(file, new Configuration(), out -> out.write('2'));
                          return null;
                        }))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NotPublishedException.class)
        .hasMessageStartingWith(
            "[" + file + "] could not be written: Permission denied: user=stranger, access=WRITE,")
        .hasMessageNotContaining("\n");
    assertThat(bytes("/rights/a")).isEqualTo(new byte[] {'1'});
  }
}
