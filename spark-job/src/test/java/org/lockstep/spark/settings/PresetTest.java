package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Task;
import org.lockstep.spark.job.GradientCheckJob;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.testing.CommandResult;

class PresetTest {
  private static final Map<String, String> DIGITS =
      settings(
          "data=builtin:digits missing=refuse validation-fraction=0 early-stopping=none"
              + " test-fraction=0.4 stratify=false scale=standard hidden=50 activation=relu"
              + " output-activation=softmax init=normal:0.01 optimizer=sgd learning-rate=0.03"
              + " batch-size=full epochs=1000 output=runs/digits");

  /** Parses settings of the form {@code name=value}, separated by spaces. */
  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty()) {
        settings.put(word.replaceFirst("=.*", ""), word.replaceFirst(".*?=", ""));
      }
    }
    return settings;
  }

  private static Map<String, String> complete(String preset, String own) {
    return complete(preset, own, TrainingSettings.CATALOGUE);
  }

  private static Map<String, String> complete(String preset, String own, Catalogue catalogue) {
    return Preset.complete(
        preset, settings(own), catalogue, Task.CLASSIFICATION, "/a folder/of sets");
  }

  private static Map<String, String> digitsWithout(String name, String more) {
    Map<String, String> left = new LinkedHashMap<>(DIGITS);
    left.remove(name);
    left.putAll(settings(more));
    return left;
  }

  @Test
  void withoutDataAndPresetTheDigitsAreUsed() {
    assertThat(complete(null, "")).isEqualTo(DIGITS);
    assertThat(complete("digits", "")).isEqualTo(DIGITS);
    assertThat(complete("DIGITS", "")).isEqualTo(DIGITS);
  }

  @Test
  void theUsersDataMeansNoPreset() {
    assertThat(complete(null, "data=d epochs=3")).isEqualTo(settings("data=d epochs=3"));
  }

  @Test
  void theUsersSettingsOverrideThePresets() {
    assertThat(complete("digits", "epochs=3")).isEqualTo(digitsWithout("epochs", "epochs=3"));
  }

  @Test
  void theUsersTestRowsOverrideThePresetsFraction() {
    assertThat(complete(null, "test=t")).isEqualTo(digitsWithout("test-fraction", "test=t"));
    assertThat(complete(null, "test-rows=0:5"))
        .isEqualTo(digitsWithout("test-fraction", "test-rows=0:5"));
  }

  @Test
  void theUsersDataOverridesThePresetsRowNumbers() {
    assertThat(complete("cifar10-shallow", "data=d"))
        .containsEntry("data", "d")
        .containsEntry("test", "/a folder/of sets/cifar10/test_batch.bin")
        .doesNotContainKeys("rows", "test-rows", "validation-rows");
  }

  @Test
  void settingsThatDependOnAnOverriddenOneAreDropped() {
    assertThat(complete("mnist", "bias=false")).doesNotContainKey("init-biases");
    assertThat(complete("mnist", "loss=cross-entropy")).doesNotContainKey("output-activation");
    assertThat(complete("cifar10-shallow", "schedule=cosine")).doesNotContainKey("decay");
    assertThat(complete("cifar10-shallow", "data=d")).doesNotContainKey("keep");
    assertThat(complete("cifar10-shallow", "data=d validation-fraction=0.1"))
        .containsEntry("keep", "best-accuracy");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everySettingOfAPresetIsAnOptionOfTrain(Preset preset) {
    for (Task task : Task.values()) {
      assertThat(preset.settings("sets", task).keySet())
          .allMatch(name -> TrainingSettings.CATALOGUE.find(name).isPresent());
    }
  }

  @Test
  void theTabularPresetDependsOnTheTask() {
    Map<String, String> classes = Preset.TABULAR.settings("", Task.CLASSIFICATION);
    Map<String, String> numbers = Preset.TABULAR.settings("", Task.REGRESSION);
    Map<String, String> labels = Preset.TABULAR.settings("", Task.MULTI_LABEL);
    assertThat(classes)
        .containsEntry("learning-rate", "0.04")
        .containsEntry("output-activation", "softmax")
        .containsEntry("label-smoothing", "0.1")
        .containsEntry("keep", "best-accuracy");
    assertThat(numbers)
        .containsEntry("learning-rate", "0.07")
        .containsEntry("keep", "best-rmse")
        .doesNotContainKeys("output-activation", "label-smoothing");
    assertThat(labels)
        .containsEntry("label-smoothing", "0.1")
        .doesNotContainKey("output-activation");
    assertThat(numbers.get("network"))
        .isEqualTo(classes.get("network").replace("selu", "mish"))
        .startsWith("scaling, dense 256 ntk, mish, dense 256 ntk, mish, ");
  }

  @Test
  void theUsersSettingsReplaceThoseOfTheTabularPreset() {
    assertThat(complete("tabular", "data=d hidden=5")).doesNotContainKey("network");
    assertThat(complete("tabular", "data=d")).containsEntry("keep", "best-accuracy");
    assertThat(complete("tabular", "data=d validation-fraction=0"))
        .doesNotContainKeys("keep", "keep-ties");
    assertThat(complete("tabular", "data=d loss=squared-error"))
        .doesNotContainKeys("output-activation", "label-smoothing");
  }

  @Test
  void theTabularPresetDropsWhatTheUsersLayersDoNotHave() {
    assertThat(complete("tabular", "data=d hidden=5")).containsEntry("rate-factors", "b 0.1");
    assertThat(complete("tabular", "data=d hidden=5 bias=false")).containsEntry("rate-factors", "");
    assertThat(complete("tabular", "data=d network=scaling,tanh"))
        .containsEntry("rate-factors", "scale 6, b 0.1");
    assertThat(complete("tabular", "data=d hidden=5 rate-factors=W1=2"))
        .containsEntry("rate-factors", "W1=2");
    assertThat(complete("tabular-full", "data=d hidden=5"))
        .containsEntry("weight-decay-schedule", "flat-cosine")
        .doesNotContainKey("dropout-schedule");
    assertThat(complete("tabular-full", "data=d hidden=5 dropout=0.2 weight-decay=0"))
        .containsEntry("dropout-schedule", "flat-cosine")
        .doesNotContainKey("weight-decay-schedule");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void theHelpNamesEveryPreset(Preset preset) {
    assertThat(Preset.HELP).contains(" " + preset.text());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyPresetIsAValidCommandLine(Preset preset) {
    // Any mistake would be reported before the missing data.
    CommandResult result =
        CommandResult.of(
            "train",
            "--quiet",
            "--preset",
            preset.text(),
            "--data",
            "/nothing-here/*.bin",
            "--validation-fraction",
            "0.1");
    assertThat(result.mistake(3)).startsWith("[file:/nothing-here").contains("found no such file");
  }

  @Test
  void missingDataOfAPresetIsReportedWithItsSource() {
    assertThat(Preset.hint("mnist"))
        .contains(
            "; scripts/get-data mnist fetches it, or LOCKSTEP_DATA names the folder of data sets");
    assertThat(Preset.hint("digits")).isEmpty();
    assertThat(
            CommandResult.of(
                    "train", "--quiet", "--preset", "cats", "--data", "/nothing-here/train.h5")
                .mistake(3))
        .isEqualTo(
            "[file:/nothing-here/train.h5] expected a file or a directory but found nothing there"
                + "; scripts/get-data cats fetches it, or LOCKSTEP_DATA names the folder of data"
                + " sets");
  }

  @Test
  void aCommandGetsOnlyThePresetsSettingsThatItHas() {
    assertThat(complete(null, "l2=0.1", GradientCheckJob.CATALOGUE))
        .isEqualTo(
            settings(
                "data=builtin:digits missing=refuse scale=standard hidden=50 activation=relu"
                    + " output-activation=softmax init=normal:0.01 l2=0.1"));
  }
}
