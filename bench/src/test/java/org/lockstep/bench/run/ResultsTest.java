package org.lockstep.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir private Path directory;

  @Test
  void resultsAreFoundAmongOtherLines() {
    Results results = Results.of("hello\nresult seconds 1.5\nresult blas Open BLAS \nresult x\n");
    assertThat(results.number("seconds")).isEqualTo(1.5);
    assertThat(results.text("blas")).isEqualTo("Open BLAS");
    assertThat(results.text("x")).isEmpty();
  }

  @Test
  void aMissingResultIsNamed() {
    assertThatThrownBy(() -> Results.of("result a 1").number("b"))
        .isInstanceOf(BenchException.class)
        .hasMessage("expected a result 'b' but found [a]");
  }

  @Test
  void aProgramsTimeAndOutputAreCaptured() {
    Commands.Finished finished =
        new Commands(directory)
            .run(List.of("sh", "-c", "echo $WORD; echo no >&2"), Map.of("WORD", "yes"));
    assertThat(finished.out()).isEqualTo("yes\n");
    assertThat(finished.err()).isEqualTo("no\n");
    assertThat(finished.seconds()).isPositive();
  }

  @Test
  void aFailingProgramIsReportedWithItsLastLines() {
    Commands commands = new Commands(directory);
    assertThatThrownBy(() -> commands.run(List.of("sh", "-c", "echo why >&2; exit 3"), Map.of()))
        .isInstanceOf(BenchException.class)
        .hasMessage("sh -c echo why >&2; exit 3 ended with exit code 3:\nwhy");
  }

  @Test
  void aMissingProgramExitsWith127() {
    assertThat(new Commands(directory).attempt(List.of("/no/such"), Map.of()).exit())
        .isEqualTo(127);
  }
}
