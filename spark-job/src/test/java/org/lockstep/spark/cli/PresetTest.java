package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresetTest {
  private static final String DIGITS =
      "train --data builtin:digits --test-fraction 0.4 --scale standard --hidden 50"
          + " --activation relu --output-activation softmax --init normal:0.01 --optimizer sgd"
          + " --learning-rate 0.03 --batch-size full --epochs 1000 --output runs/digits";

  private static String expand(String line) {
    return String.join(" ", Preset.expand(List.of(line.split(" ", -1))));
  }

  @Test
  void trainAloneMeansTheDigits() {
    assertThat(expand("train")).isEqualTo(DIGITS);
    assertThat(expand("train --quiet")).isEqualTo(DIGITS + " --quiet");
    assertThat(expand("train --preset DIGITS")).isEqualTo(DIGITS);
  }

  @Test
  void dataOfOnesOwnMeansNoPreset() {
    assertThat(expand("train --data=d --epochs 3")).isEqualTo("train --data=d --epochs 3");
  }

  @Test
  void optionsOnEitherSideOverrideThePresets() {
    assertThat(expand("train --epochs 3 --preset=digits --hidden=7"))
        .isEqualTo(
            DIGITS.replace(" --epochs 1000", "").replace(" --hidden 50", "")
                + " --epochs 3 --hidden=7");
  }

  @Test
  void testRowsOfOnesOwnOverrideThePresetsFraction() {
    assertThat(expand("train --test t"))
        .isEqualTo(DIGITS.replace(" --test-fraction 0.4", "") + " --test t");
  }

  @Test
  void otherCommandsHaveNoPresets() {
    assertThat(expand("inspect --preset digits")).isEqualTo("inspect --preset digits");
  }
}
