package org.lockstep.model.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tiles are generated from a pattern, and kernels for {@code double}s from those for {@code
 * float}s. {@code mvn test -pl model -Dtest=GeneratedKernelsTest -Dpages=write} writes them.
 */
class GeneratedKernelsTest {
  private static final Path PACKAGE = Path.of("src/main/java/org/lockstep/model/kernel");

  private static final String MARK = "// Written by GeneratedKernelsTest: do not edit.\n";

  @ParameterizedTest
  @CsvSource({"Float, Row", "Float, Column", "Double, Row", "Double, Column"})
  void tilesFollowTheirPattern(String type, String order) throws IOException {
    check(
        "vector/" + type + order + "Tiles",
        MARK + new TilePattern(type, order.equals("Row")).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vector/FloatBlocks", "vector/FloatPacking", "vector/FloatRow", "FloatSums"})
  void kernelsForDoublesFollowThoseForFloats(String name) throws IOException {
    String floats = Files.readString(PACKAGE.resolve(name + ".java"));
    String doubles =
        floats.replace("float", "double").replace("Float", "Double").replace("FLOAT", "DOUBLE");
    check(name.replace("Float", "Double"), MARK + doubles);
  }

  private static void check(String name, String text) throws IOException {
    Path file = PACKAGE.resolve(name + ".java");
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(file, text);
      return;
    }
    assertThat(file).content().isEqualTo(text);
  }
}
