package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
  private static final String DIGITS =
      "train --preset digits --data builtin:digits --test-fraction 0.4 --scale standard"
          + " --hidden 50 --activation relu --output-activation softmax --init normal:0.01"
          + " --optimizer sgd --learning-rate 0.03 --batch-size full --epochs 1000"
          + " --output runs/digits";

  private static String expand(String line) {
    return String.join(" ", Preset.expand(List.of(line.split(" ", -1)), "/sets", option -> true));
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
    assertThat(expand("train --test-rows 0:5"))
        .isEqualTo(DIGITS.replace(" --test-fraction 0.4", "") + " --test-rows 0:5");
  }

  @Test
  void dataOfOnesOwnOverridesThePresetsRowNumbers() {
    assertThat(expand("train --preset cifar10-shallow --data d"))
        .contains(" --test /sets/cifar10/test_batch.bin ")
        .doesNotContain("-rows", "--rows", "data_batch");
  }

  @Test
  void whatHangsOnAnOverriddenOptionGoesWithIt() {
    assertThat(expand("train --preset mnist --bias false")).doesNotContain("--init-biases");
    assertThat(expand("train --preset mnist --loss cross-entropy"))
        .doesNotContain("--output-activation");
    assertThat(expand("train --preset cifar10-shallow --schedule cosine"))
        .doesNotContain("--decay");
    assertThat(expand("train --preset cifar10-shallow --data d")).doesNotContain("--keep");
    assertThat(expand("train --preset cifar10-shallow --data d --validation-fraction 0.1"))
        .contains("--keep best-accuracy");
  }

  @Test
  void dataIsLookedForInTheFolderOfDataSets() {
    assertThat(
            Preset.expand(
                List.of("train", "--preset", "mnist"), "/a folder/of sets", option -> true))
        .contains("/a folder/of sets/mnist/train-images-idx3-ubyte.gz");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyPresetIsACommandLineThatIsRight(Preset preset) {
    // Whatever is wrong is told before the data, which is not there.
    Told told =
        Told.by(
            "train",
            "--quiet",
            "--preset",
            preset.text(),
            "--data",
            "/nothing-here/*.bin",
            "--validation-fraction",
            "0.1");
    assertThat(told.mistake(3)).startsWith("[file:/nothing-here").contains("found no such file");
  }

  @Test
  void whoLacksAPresetsDataIsToldWhereToGetIt() {
    assertThat(Preset.hint("mnist"))
        .contains(
            "; scripts/get-data mnist fetches it, or LOCKSTEP_DATA names the folder of data sets");
    assertThat(Preset.hint("digits")).isEmpty();
    assertThat(
            Told.by("train", "--quiet", "--preset", "cats", "--data", "/nothing-here/train.h5")
                .mistake(3))
        .isEqualTo(
            "[file:/nothing-here/train.h5] expected a file or a directory but found nothing there"
                + "; scripts/get-data cats fetches it, or LOCKSTEP_DATA names the folder of data"
                + " sets");
  }

  @Test
  void aCommandWithSomeOfTheOptionsIsGivenThose() {
    assertThat(
            Preset.expand(
                List.of("gradcheck", "--check-rows", "5"),
                option -> List.of("--data", "--hidden").contains(option)))
        .containsExactly(
            "gradcheck",
            "--preset",
            "digits",
            "--data",
            "builtin:digits",
            "--hidden",
            "50",
            "--check-rows",
            "5");
  }

  @Test
  void otherCommandsHaveNoPresets() {
    assertThat(expand("inspect --preset digits")).isEqualTo("inspect --preset digits");
  }
}
