package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.jvm.Java;

/**
 * A JVM computes the same bits with fewer features of its processor, on another processor, and
 * without the vector module. Flags of other processors are ignored.
 */
@Tag("slow")
@Timeout(120)
class OtherProcessorsTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private static final int DIGEST = ProductsDigest.of(JvmKernels.bestProducts());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:UseAVX=0",
        "-XX:UseAVX=1",
        "-XX:UseAVX=2",
        "-XX:UseAVX=3",
        "-XX:MaxVectorSize=16",
        "-XX:-UseFMA",
        "-XX:TieredStopAtLevel=1",
        "-Xint",
      })
  void fewerFeaturesGiveTheSameBits(String flag) throws IOException, InterruptedException {
    assertThat(Java.THIS.run(List.of(flag, VECTORS), ProductsDigest.class))
        .singleElement()
        .asString()
        .startsWith(DIGEST + " ");
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK_21", "JDK_25"})
  void otherJavaVersionsGiveTheSameBits(Java java) throws IOException, InterruptedException {
    assertThat(java.run(List.of(VECTORS), ProductsDigest.class))
        .singleElement()
        .asString()
        .startsWith(DIGEST + " ");
  }

  /** With vectors as long as the processor's, and with those of 128 bits. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:UseSVE=2", "-XX:UseSVE=0"})
  void arm64GivesTheSameBits(String flag) throws IOException, InterruptedException {
    assertThat(Java.JRE_ARM64.run(List.of(flag, VECTORS), ProductsDigest.class))
        .singleElement()
        .asString()
        .matches(DIGEST + " \\d+-bit vectors");
  }

  @Test
  void withoutTheVectorModulePlainLoopsGiveTheSameBits() throws IOException, InterruptedException {
    assertThat(Java.THIS.run(List.of(), ProductsDigest.class))
        .containsExactly(DIGEST + " plain loops");
  }
}
