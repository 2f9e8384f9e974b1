package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.HostReport;

/** The bundled BLAS: in the jars, in whole runs, and in their messages. */
@Timeout(300)
class BlasIT {
  /** What the processes on this machine compute with; they inherit this one's environment. */
  private static final HostReport BUNDLED = HostReport.ofThisJvm(BlasChoice.NATIVE);

  private static final String MISSING_LIBRARY =
      "spark.%s.extraJavaOptions=-Ddev.ludovic.netlib.blas.nativeLib=libnone.so";
  private static final String TROUBLE =
      "libnone.so, which dev.ludovic.netlib.blas.nativeLib names, cannot be loaded: the system's"
          + " loader refuses it";

  @TempDir Path temp;

  @Test
  void oneJarHasTheNativeCodeAndTheOtherHasNone() throws IOException {
    List<String> all = entries("lockstep-all.jar");
    List<String> thin = entries("lockstep.jar");
    assertThat(all).containsAll(thin);
    assertThat(thin).noneMatch(entry -> entry.startsWith("org/bytedeco/"));
    for (String platform : List.of("linux-x86_64", "linux-arm64")) {
      assertThat(all)
          .contains(
              "org/bytedeco/openblas/" + platform + "/libopenblas.so.0",
              "org/bytedeco/openblas/" + platform + "/libjniopenblas_nolapack.so",
              "org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so");
    }
    assertThat(all).contains("META-INF/LICENSE-OpenBLAS.txt");
    // netlib's native code looks up its classes by name, and the cluster provides them.
    assertThat(all).noneMatch(entry -> entry.contains("netlib"));
  }

  @Test
  void everyLicenceThatTheNoticeNamesIsInTheJar() throws IOException {
    assertThat(entries("lockstep.jar")).contains("META-INF/LICENSE", "META-INF/NOTICE");
    List<String> named =
        Pattern.compile("LICENSE-\\w+\\.txt")
            .matcher(Files.readString(Path.of("src/main/licenses/NOTICE")))
            .results()
            .map(licence -> "META-INF/" + licence.group())
            .toList();
    assertThat(named).hasSize(4);
    assertThat(entries("lockstep-all.jar")).containsAll(named);
  }

  @Test
  void executorsComputeWithTheBundledLibraryOrFailInOneLine() throws Exception {
    assumeNativeCode();
    try (MiniCluster cluster = MiniCluster.start(temp)) {
      Outcome outcome = cluster.lockstep(train("--blas", "native"));
      assertThat(outcome.complaints()).isEmpty();
      assertThat(outcome.stdout())
          .contains(", BLAS " + BUNDLED.blasText() + "\n")
          .doesNotContain("Warning");
      assertThat(Files.readString(temp.resolve("run/run.json")))
          .containsOnlyOnce("\"blas\" : \"OpenBLAS 0.3.31 (bundled)\"")
          .containsOnlyOnce("\"kernel\" : \"" + BUNDLED.way() + "\"")
          .containsOnlyOnce("\"rounding\" : \"" + BUNDLED.blas().rounding() + "\"");

      List<String> arguments =
          new ArrayList<>(List.of("--conf", Text.format(MISSING_LIBRARY, "executor")));
      arguments.addAll(List.of(train("--blas", "native", "--overwrite", "--quiet")));
      // Spark can add lines on stderr if it stops while executors report the failure.
      Outcome failure = cluster.lockstep(arguments.toArray(String[]::new));
      assertThat(failure.exitCode()).isEqualTo(3);
      assertThat(failure.stdout()).isEmpty();
      assertThat(failure.stderr()).endsWith(refusedForMissingLibrary().stderr());
    }
  }

  @Test
  void oneExecutorWithoutTheLibraryIsWarnedAboutOrRefused() throws Exception {
    assumeNativeCode();
    try (MiniCluster cluster = MiniCluster.start(temp)) {
      restartWorker(cluster, "-Ddev.ludovic.netlib.blas.nativeLib=libnone.so");
      Outcome outcome = cluster.lockstep(onBothWorkers());
      assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
      List<String> warnings =
          outcome.stdout().lines().filter(line -> line.startsWith("Warning")).toList();
      assertThat(warnings).hasSize(2);
      assertThat(warnings.get(0)).matches(fallbackWarning());
      assertThat(warnings.get(1))
          .isEqualTo(
              Text.format(
                  "Warning   the hosts compute with different kernels: Lockstep 1 on %s; %s on %s:"
                      + " the same bits are guaranteed for one kernel only",
                  host(), BUNDLED.blas().exactText(), host()));

      Outcome failure =
          cluster.lockstep(onBothWorkers("--blas", "native", "--overwrite", "--quiet"));
      assertThat(failure.stderr()).endsWith(refusedForMissingLibrary().stderr());
      assertThat(failure.stdout()).isEmpty();
      assertThat(failure.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void executorsOnTwoKindsOfProcessorsGiveTheSameBitsAsOne() throws Exception {
    try (MiniCluster cluster = MiniCluster.start(temp)) {
      restartWorker(cluster, "-XX:MaxVectorSize=16");
      Outcome mixed = cluster.lockstep(onBothWorkers("--blas", "java", "--shards", "2"));
      assertThat(mixed.exitCode()).as(mixed.stderr()).isZero();
      assertThat(mixed.stdout().lines().filter(line -> line.startsWith("Note")).toList())
          .singleElement()
          .asString()
          .startsWith(
              "Note      the hosts multiply in different ways, with the same bits: 128-bit vectors"
                  + " on "
                  + host()
                  + "; ");
      assertThat(mixed.stdout()).doesNotContain("Warning");
    }
    Path model = temp.resolve("run/model.npz");
    byte[] onTheCluster = Files.readAllBytes(model);
    lockstep("spark.ui.enabled=false", train("--blas", "java", "--shards", "2", "--overwrite"));
    assertThat(Files.readAllBytes(model)).isEqualTo(onTheCluster);
  }

  private static void restartWorker(MiniCluster cluster, String option) throws Exception {
    ProcessHandle worker = cluster.daemon("worker-2");
    assertThat(worker.destroyForcibly()).isTrue();
    worker.onExit().get(1, TimeUnit.MINUTES);
    Outcome again = cluster.command("start", Map.of("JAVA_TOOL_OPTIONS", option));
    assertThat(again.exitCode()).as(again.stderr()).isZero();
  }

  /** A run that begins only when the executors of both workers have registered. */
  private String[] onBothWorkers(String... more) {
    return Stream.concat(
            Stream.of(
                "--conf",
                "spark.cores.max=2",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1",
                "--conf",
                "spark.scheduler.maxRegisteredResourcesWaitingTime=2m"),
            Stream.of(train(more)))
        .toArray(String[]::new);
  }

  @Test
  void aLibraryThatDoesNotLoadIsOneWarning() throws Exception {
    assumeNativeCode();
    Outcome outcome = lockstep(Text.format(MISSING_LIBRARY, "driver"), train());
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.stdout().lines().filter(line -> line.startsWith("Warning")))
        .singleElement()
        .asString()
        .matches(fallbackWarning());
  }

  private static String fallbackWarning() throws IOException {
    return Pattern.quote("Warning   " + host() + " computes with BLAS Lockstep 1, ")
        + "(\\d+-bit vectors|plain loops)"
        + Pattern.quote(": " + TROUBLE);
  }

  @Test
  void requiringNativeBlasFailsInOneLineBeforeAnythingIsWritten() throws Exception {
    assumeNativeCode();
    assertThat(
            lockstep(Text.format(MISSING_LIBRARY, "driver"), train("--blas", "native", "--quiet")))
        .isEqualTo(refusedForMissingLibrary());
    assertThat(temp.resolve("run")).doesNotExist();
  }

  @Test
  void anUnusableHomeDirectoryDoesNotMatter() throws Exception {
    assumeNativeCode();
    Path noDirectory = Files.writeString(temp.resolve("file"), "");
    Outcome outcome =
        lockstep(
            "spark.driver.extraJavaOptions=-Duser.home=" + noDirectory.resolve("home"),
            train("--blas", "native"));
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.stdout()).contains(", BLAS " + BUNDLED.blasText() + "\n");
  }

  private static Outcome refusedForMissingLibrary() throws IOException {
    String message =
        "[--blas native] expected a native BLAS library but found none on "
            + host()
            + ": "
            + TROUBLE;
    return new Outcome(3, "", "lockstep: " + message + "\n");
  }

  private Outcome lockstep(String property, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("--conf", property));
    words.addAll(List.of(arguments));
    return new Scripts(temp, temp).lockstep(words.toArray(String[]::new));
  }

  private String[] train(String... more) {
    return Stream.concat(
            Stream.of("train", "--epochs", "2", "--output", temp.resolve("run").toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static List<String> entries(String jar) throws IOException {
    try (JarFile file = new JarFile(new File("target", jar))) {
      return file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  private static String host() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }

  private static void assumeNativeCode() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(
        List.of("Linux amd64", "Linux aarch64").contains(system), "a bundled BLAS for " + system);
  }
}
