package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/fuzz}, without fuzzing. */
@Timeout(60)
class FuzzScriptTest {
  @TempDir Path temp;

  private Outcome fuzz(String... words) throws Exception {
    return new Scripts(temp, temp).run("fuzz", Map.of(), words);
  }

  @Test
  void parsersAreNamedAfterTheirTests() throws Exception {
    Outcome outcome = fuzz("--list");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout().lines())
        .contains("cifar10", "csv", "grid", "hdf5", "idx", "model-file", "npy", "npz", "pixels")
        .doesNotHaveDuplicates();
  }

  @Test
  void mistakesAreReportedBeforeAnythingIsBuilt() throws Exception {
    assertThat(fuzz("no-such"))
        .isEqualTo(usage("expected a name that --list prints but found 'no-such'"));
    assertThat(fuzz("npy", "--seconds", "soon"))
        .isEqualTo(usage("expected a number of seconds after --seconds but found 'soon'"));
    assertThat(fuzz("--seconds"))
        .isEqualTo(usage("expected a number of seconds after --seconds but found nothing"));
    assertThat(fuzz("npy", "idx"))
        .isEqualTo(usage("expected one parser but found 'npy' and 'idx'"));
    assertThat(fuzz("--hours"))
        .isEqualTo(usage("expected --seconds or --list but found '--hours'"));
  }

  private static Outcome usage(String mistake) {
    return new Outcome(2, "", "lockstep: " + mistake + "\n");
  }
}
