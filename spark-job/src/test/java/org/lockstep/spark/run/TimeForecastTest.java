package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** The forecast of a run's time before it begins. */
class TimeForecastTest {
  /** A long plan that ends soon, because nothing improves. */
  private static final String LONG =
      "--hidden 1500,1500 --epochs 1000 --early-stopping 2 --optimizer sgd --learning-rate 1e-30"
          + " --validation-fraction 0.25";

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void makeData() throws IOException {
    folder = new Folder(path);
    data = folder.insects("data.csv", 60);
  }

  private CommandResult train(String run, String options) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", data, "--output", folder.of(run)));
    arguments.addAll(Arrays.asList(options.split(" ", -1)));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  @Test
  void theForecastOfALongRunDoesNotChangeItsBits() {
    assertThat(train("told", LONG).done().out())
        .containsPattern(
            "\nTakes     about [0-9]+ (s|min|hours): 1,000 epochs of 1 step, or less if it stops"
                + " early\n");
    assertThat(train("quiet", LONG + " --quiet").done().out()).doesNotContain("Takes");
    assertThat(path.resolve("told/model.npz"))
        .hasSameBinaryContentAs(path.resolve("quiet/model.npz"));
  }

  @Test
  void aShortRunHasNoForecast() {
    assertThat(train("run", "--epochs 200").done().out())
        .contains("Running   ")
        .doesNotContain("Takes");
  }
}
