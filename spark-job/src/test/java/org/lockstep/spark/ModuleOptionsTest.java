package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class ModuleOptionsTest {

  @Test
  void theBuildGivesItsJvmsExactlyTheOptionsSparkAsksFor() {
    String ours = System.getProperty("spark.module.options");
    assertThat(words(ours)).isEqualTo(words(JavaModuleOptions.defaultModuleOptions()));
  }

  private static List<String> words(String options) {
    return List.of(options.strip().split("\\s+"));
  }
}
