package org.lockstep.model.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.kernel.PlainProducts;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.promise.TrainedModels.Size;

/**
 * The promise: a model has the bits that are recorded here, whatever the processor, the width of
 * its vectors, and the JVM. Whoever makes this fail changes every model that was ever trained: a
 * run with {@code -Dpages=write} records it, {@code OwnProducts} gets the next version, and
 * CHANGELOG must say so.
 */
@Timeout(300)
class SameModelTest {
  private static final Path RECORDED =
      Path.of("src/test/resources/org/lockstep/model/promise/trained-models.txt");
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Options of a JVM for this processor as an older or smaller one would run it. */
  static Stream<Arguments> jvms() {
    boolean isX86 = System.getProperty("os.arch").equals("amd64");
    Stream<List<String>> everywhere =
        Stream.of(
            List.of(VECTORS, "-XX:MaxVectorSize=16"),
            List.of(VECTORS, "-XX:MaxVectorSize=32"),
            List.of());
    Stream<List<String>> onX86 =
        Stream.of(
            List.of(VECTORS, "-XX:UseAVX=3"),
            List.of(VECTORS, "-XX:UseAVX=2"),
            List.of(VECTORS, "-XX:UseAVX=1"),
            List.of(VECTORS, "-XX:UseAVX=0"));
    return (isX86 ? Stream.concat(everywhere, onX86) : everywhere).map(Arguments::of);
  }

  @Test
  void oneJvmHasTheRecordedBitsInVectorsAndInPlainLoops() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Size size : List.of(TrainedModels.TINY, TrainedModels.SMALL)) {
      Map<String, String> plain = TrainedModels.checksums(size, new PlainProducts());
      Products vectors = TrainedModels.vectorsOrPlain();
      assertThat(TrainedModels.checksums(size, vectors)).isEqualTo(plain);
      plain.forEach((name, checksum) -> lines.add(name + " " + checksum));
    }
    if ("write".equals(System.getProperty("pages"))) {
      Files.createDirectories(RECORDED.getParent());
      Files.write(RECORDED, lines);
    }
    assertThat(lines).isEqualTo(recorded(""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void everyJvmHasTheRecordedBits(List<String> options) throws Exception {
    boolean hasFma = options.stream().noneMatch(option -> option.matches(".*UseAVX=[01]"));
    Size size = hasFma ? TrainedModels.SMALL : TrainedModels.TINY;
    assertThat(trained(Path.of(System.getProperty("java.home")), options, size))
        .isEqualTo(recorded(size.name() + " "));
  }

  /** Like the other tests on Java 21, told where none is named. */
  @Test
  void java21HasTheRecordedBits() throws Exception {
    String home = System.getenv("LOCKSTEP_JDK_21");
    if (home == null || home.isEmpty()) {
      System.out.println(
          "SKIPPED: LOCKSTEP_JDK_21 names no JDK, so no model was trained on Java 21");
      Assumptions.abort("LOCKSTEP_JDK_21 is not set");
    }
    for (List<String> options : List.of(List.of(VECTORS), List.<String>of())) {
      assertThat(trained(Path.of(home), options, TrainedModels.SMALL))
          .isEqualTo(recorded(TrainedModels.SMALL.name() + " "));
    }
  }

  private static List<String> recorded(String beginning) throws IOException {
    try (Stream<String> lines = Files.lines(RECORDED)) {
      return lines.filter(line -> line.startsWith(beginning)).toList();
    }
  }

  private static List<String> trained(Path javaHome, List<String> options, Size size)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TrainedModels.class.getName(), size.name()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
