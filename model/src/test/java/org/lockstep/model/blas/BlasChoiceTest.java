package org.lockstep.model.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each choice finds in JVMs with and without the bundled library, with good and bad names. */
@Tag("slow")
@Timeout(120)
class BlasChoiceTest {
  private static final String LIBRARY = "OpenBLAS 0.3.31 (bundled)";
  private static final String PATH = "-Ddev.ludovic.netlib.blas.nativeLibPath=";
  private static final String NAME = "-Ddev.ludovic.netlib.blas.nativeLib=";
  private static final String LOCKSTEP = BlasChoice.JAVA.select("here").text();
  private static final String PLAIN = "Lockstep 1, plain loops";
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  // Patterns of the entries that are left out of the class path.
  private static final String NOTHING = "";
  private static final String BUNDLE = ".*bytedeco.*";
  private static final String NATIVE_CODE = ".*bytedeco.*-linux-.*";

  /** A kernel that runs on every CPU that the library runs on. */
  private static final Map<String, String> OLDEST = Map.of("amd64", "Nehalem", "aarch64", "Armv8");

  @TempDir Path temp;

  /** With this machine's kernel, or that of OPENBLAS_CORETYPE, which child processes inherit. */
  private static String bundled() {
    return BlasChoice.NATIVE.select("on somehost").text();
  }

  @BeforeEach
  void assumeThatThisSystemHasNativeCode() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    boolean supported = List.of("Linux amd64", "Linux aarch64").contains(system);
    if (!supported) {
      System.out.println("SKIPPED: no bundled BLAS for " + system + ", only Java's is tested here");
    }
    assumeTrue(supported, "a bundled BLAS for " + system);
  }

  @Test
  void theBundledLibraryComesFirst() throws Exception {
    for (String choice : List.of("auto", "native")) {
      assertThat(lines(choice, NOTHING))
          .startsWith(bundled())
          .contains("loaded: libnetlibblasjni", "loaded: libopenblas_nolapack")
          .noneMatch(line -> line.startsWith("warning") || line.equals("loaded: libblas"));
    }
  }

  @Test
  void aJvmSelectsItsLibraryOnce() {
    BlasSelection selection = BlasChoice.NATIVE.select("on somehost");
    assertThat(selection.identity().library()).isEqualTo(LIBRARY);
    assertThat(selection.identity().kernel()).matches("[A-Z]\\w+ kernel");
    assertThat(BlasChoice.NATIVE.select("elsewhere")).isSameAs(selection);
    assertThat(BlasChoice.AUTO.select("here")).isSameAs(selection);
  }

  @Test
  void theKernelIsPartOfTheIdentity() throws Exception {
    String kernel = OLDEST.get(System.getProperty("os.arch"));
    String identity = identity(Map.of("OPENBLAS_CORETYPE", kernel), "native");
    assertThat(identity).startsWith(LIBRARY + ", " + kernel + " kernel (rounding ");
    if (kernel.equals("Nehalem")) { // without AVX; on ARM, kernels may share their products
      String rounding = BlasChoice.NATIVE.select("on somehost").identity().rounding();
      assertThat(identity).as("other bits").doesNotContain(rounding);
    }
  }

  @Test
  void theVectorWidthIsNotPartOfLockstepsIdentity() throws Exception {
    assertThat(identity(Map.of(), "java", VECTORS, "-XX:MaxVectorSize=16")).isEqualTo("Lockstep 1");
    assertThat(lines("java", NOTHING, VECTORS, "-XX:MaxVectorSize=16"))
        .containsExactly("Lockstep 1, 128-bit vectors");
    assertThat(LOCKSTEP).matches("Lockstep 1, \\d+-bit vectors");
  }

  @Test
  void theSameBlasHasTheSameIdentityInEveryJvm() throws Exception {
    String here = BlasChoice.NATIVE.select("on somehost").identity().exactText();
    assertThat(identity(Map.of(), "native")).isEqualTo(here);
    assertThat(identity(Map.of(), "native", "-Xint")).isEqualTo(here);
    assertThat(identity(Map.of("OPENBLAS_L2_SIZE", "262144"), "native")).isEqualTo(here);
  }

  @Test
  void lockstepsProductsLoadNoNativeCode() throws Exception {
    assertThat(lines("java", NOTHING, VECTORS)).containsExactly(LOCKSTEP);
    assertThat(lines("java", BUNDLE, VECTORS, NAME + "libnone.so")).containsExactly(LOCKSTEP);
  }

  @Test
  void slowProductsOfLockstepWarnAndSayWhatToDo() throws Exception {
    assertThat(lines("java", NOTHING))
        .containsExactly(
            PLAIN,
            "warning: this JVM runs without the module jdk.incubator.vector: with"
                + " --add-modules=jdk.incubator.vector it is several times faster");
    assertThat(lines("java", NOTHING, VECTORS, "-XX:-UseFMA"))
        .containsExactly(
            PLAIN,
            "warning: this processor or JVM has no fused multiply-add, which makes it about a"
                + " hundred times slower: --blas native is faster");
  }

  @Test
  void autoWithoutALibraryUsesLockstepsProductsAndWarns() throws Exception {
    assertThat(lines("auto", NOTHING, VECTORS, NAME + "libnone.so"))
        .containsExactly(
            LOCKSTEP,
            "warning: libnone.so, which dev.ludovic.netlib.blas.nativeLib names, cannot be loaded:"
                + " the system's loader refuses it");
  }

  @Test
  void mklIsFoundOnTheLibraryPath() throws Exception {
    // Any working library will do: the one that JavaCPP unpacked, under the name of Intel's.
    BlasChoice.NATIVE.load();
    Path unpacked = Path.of(System.getProperty("dev.ludovic.netlib.blas.nativeLibPath"));
    Files.copy(unpacked, temp.resolve("libmkl_rt.so.2"));
    Map<String, String> environment =
        Map.of("LD_LIBRARY_PATH", temp + ":" + unpacked.getParent(), Mkl.THREADING, "sequential");
    assertThat(identity(environment, "mkl")).startsWith("MKL (libmkl_rt.so.2), ");
    assertThat(identity(Map.of("LD_LIBRARY_PATH", temp.toString()), "mkl"))
        .isEqualTo(
            "[blas mkl] expected Intel's MKL but found none on somehost:"
                + " MKL_THREADING_LAYER=SEQUENTIAL is not in the environment, and a task has one"
                + " core");
  }

  @Test
  void aMissingMklIsReportedInOneLine() throws Exception {
    assertThat(identity(Map.of(Mkl.THREADING, "SEQUENTIAL"), "mkl"))
        .startsWith("[blas mkl] expected Intel's MKL but found none on somehost: there is no");
  }

  @Test
  void withoutTheBundleTheSystemsLibraryIsTried() throws Exception {
    List<String> lines = lines("auto", BUNDLE, VECTORS);
    if (lines.get(0).startsWith("libblas.so.3, ")) {
      assertThat(lines) // what the system's library loads in turn is the system's business
          .contains("loaded: libnetlibblasjni", "loaded: libblas")
          .noneMatch(line -> line.startsWith("warning"));
    } else {
      assertThat(lines)
          .containsExactly(
              LOCKSTEP,
              "warning: no OpenBLAS is on the class path; the system's libblas.so.3 cannot be"
                  + " loaded: the system's loader refuses it");
    }
  }

  @Test
  void aMissingNativeLibraryIsReportedInOneLine() throws Exception {
    assertThat(lines("native", BUNDLE, NAME + "libnone.so"))
        .containsExactly(
            "[blas native] expected a native BLAS library but found none on somehost: libnone.so,"
                + " which dev.ludovic.netlib.blas.nativeLib names, cannot be loaded: the system's"
                + " loader refuses it");
  }

  @Test
  void aMissingFileWarnsWithAutoAndFailsWithNative() throws Exception {
    String trouble =
        temp.resolve("none.so")
            + ", which dev.ludovic.netlib.blas.nativeLibPath names, cannot be read";
    assertThat(lines("auto", NOTHING, PATH + temp.resolve("none.so")))
        .startsWith(bundled(), "warning: " + trouble);
    assertThat(lines("native", NOTHING, PATH + temp.resolve("none.so")))
        .startsWith(
            "[blas native] expected a native BLAS library but found none on somehost: " + trouble);
  }

  @Test
  void aFileThatIsNoLibraryWarnsWithAutoAndFailsWithNative() throws Exception {
    Path file = Files.writeString(temp.resolve("text.so"), "no library");
    String trouble =
        file
            + ", which dev.ludovic.netlib.blas.nativeLibPath names, cannot be loaded: the system's"
            + " loader refuses it";
    assertThat(lines("auto", NOTHING, VECTORS, PATH + file))
        .containsExactly(LOCKSTEP, "warning: " + trouble);
    assertThat(lines("native", NOTHING, PATH + file))
        .containsExactly(
            "[blas native] expected a native BLAS library but found none on somehost: " + trouble);
  }

  @Test
  void aUsersLibraryComesBeforeTheBundledOne() throws Exception {
    // Any working library will do: the one that JavaCPP unpacked, under another name.
    BlasChoice.NATIVE.load();
    Path library =
        Files.copy(
            Path.of(System.getProperty("dev.ludovic.netlib.blas.nativeLibPath")),
            temp.resolve("libmyblas.so"));
    Path unpacked = Path.of(System.getProperty("dev.ludovic.netlib.blas.nativeLibPath"));
    assertThat(lines("native", NOTHING, List.of(unpacked.getParent()), PATH + library))
        .startsWith(bundled().replace(LIBRARY, "libmyblas.so"))
        .contains("loaded: libmyblas")
        .noneMatch(line -> line.startsWith("warning") || line.contains("libopenblas"));
  }

  @Test
  void aBundleWithoutNativeCodeIsSkippedWithAWarning() throws Exception {
    assertThat(lines("auto", NATIVE_CODE, VECTORS))
        .element(1)
        .asString()
        .startsWith("warning: the bundled OpenBLAS cannot be loaded: ");
  }

  private static List<String> lines(String choice, String without, String... options)
      throws IOException, InterruptedException {
    return lines(choice, without, List.of(), options);
  }

  /** What {@link BlasProgram} prints on the class path of this JVM, without some entries. */
  private static List<String> lines(
      String choice, String without, List<Path> libraries, String... options)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(without))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, BlasProgram.class.getName(), choice));
    return run(
        command,
        libraries.isEmpty()
            ? Map.of()
            : Map.of(
                "LD_LIBRARY_PATH",
                libraries.stream().map(Path::toString).collect(Collectors.joining(":"))));
  }

  /** The whole identity of the BLAS that a new JVM selects. */
  private static String identity(Map<String, String> environment, String choice, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BlasProgram.class.getName(), choice, "exactly"));
    return run(command, environment).get(0);
  }

  private static List<String> run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // With another processor's cache size, some kernels compute empty blocks and never end.
    builder.environment().remove("OPENBLAS_L2_SIZE");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
