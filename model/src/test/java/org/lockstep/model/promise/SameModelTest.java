package org.lockstep.model.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.jvm.Java;
import org.lockstep.model.kernel.PlainProducts;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.promise.TrainedModels.Size;

/**
 * Trained models have the recorded bits on every processor, vector width and JVM. A run with {@code
 * -Dpages=write} records them. Added lines are new models. A changed line changes the result of
 * every training: {@code OwnProducts} then gets the next version, and CHANGELOG must say so.
 */
@Tag("slow")
@Timeout(300)
class SameModelTest {
  private static final Path RECORDED =
      Path.of("src/test/resources/org/lockstep/model/promise/trained-models.txt");
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** This processor with the features of older or smaller ones, and other Java versions. */
  static Stream<Arguments> jvms() {
    return Stream.of(
        Arguments.of(Java.THIS, List.of()),
        Arguments.of(Java.THIS, List.of(VECTORS, "-XX:MaxVectorSize=16")),
        Arguments.of(Java.THIS, List.of(VECTORS, "-XX:MaxVectorSize=32")),
        Arguments.of(Java.THIS, List.of(VECTORS, "-XX:UseAVX=3")),
        Arguments.of(Java.THIS, List.of(VECTORS, "-XX:UseAVX=2")),
        Arguments.of(Java.THIS, List.of(VECTORS, "-XX:UseAVX=1")),
        Arguments.of(Java.THIS, List.of(VECTORS, "-XX:UseAVX=0")),
        Arguments.of(Java.JDK_21, List.of()),
        Arguments.of(Java.JDK_21, List.of(VECTORS)),
        Arguments.of(Java.JDK_25, List.of()),
        Arguments.of(Java.JDK_25, List.of(VECTORS)),
        Arguments.of(Java.JRE_ARM64, List.of()),
        Arguments.of(Java.JRE_ARM64, List.of(VECTORS, "-XX:UseSVE=2")),
        Arguments.of(Java.JRE_ARM64, List.of(VECTORS, "-XX:UseSVE=0")));
  }

  @Test
  void thisJvmHasTheRecordedBitsInVectorsAndInPlainLoops() throws Exception {
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
  void everyJvmHasTheRecordedBits(Java java, List<String> options) throws Exception {
    boolean hasFma = options.stream().noneMatch(option -> option.matches(".*UseAVX=[01]"));
    Size size = hasFma ? TrainedModels.SMALL : TrainedModels.TINY;
    assertThat(java.run(options, TrainedModels.class, size.name()))
        .isEqualTo(recorded(size.name() + " "));
  }

  private static List<String> recorded(String beginning) throws IOException {
    try (Stream<String> lines = Files.lines(RECORDED)) {
      return lines.filter(line -> line.startsWith(beginning)).toList();
    }
  }
}
