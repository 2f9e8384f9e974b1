package org.lockstep.spark.tune;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Task;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Preset;

/** What a search tries. */
class SearchSpaceTest {
  private static Map<String, String> own(String... pairs) {
    Map<String, String> own = new LinkedHashMap<>(Map.of("data", "d.csv"));
    for (String pair : pairs) {
      own.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return own;
  }

  private static SearchSpace space(Task task, String... own) {
    return SearchSpace.around(own(own), task);
  }

  private static List<Trial> trials(SearchSpace space, long seed) {
    return IntStream.rangeClosed(1, 300).mapToObj(number -> space.trial(number, seed)).toList();
  }

  @Test
  void trialsDependOnTheSeedAlone() {
    List<Trial> trials = trials(space(Task.CLASSIFICATION), 1);
    assertThat(trials(space(Task.CLASSIFICATION), 1)).isEqualTo(trials);
    assertThat(trials(space(Task.CLASSIFICATION), 2).get(1)).isNotEqualTo(trials.get(1));
    assertThat(trials.get(2).values()).isNotEqualTo(trials.get(1).values());
  }

  /** The same on every machine and in every version. */
  @Test
  void theSecondTrialOfSeedOneIsFixed() {
    assertThat(space(Task.CLASSIFICATION).trial(2, 1).inWords())
        .isEqualTo(
            "learning-rate 0.014, layers 4, units 128, activation silu, dropout 0.2, scaling-layer"
                + " false, weight-decay 0.05, batch-size 512, label-smoothing 0.1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Task.class,
      names = {"CLASSIFICATION", "REGRESSION"})
  void theFirstTrialIsThePresetItself(Task task) {
    Trial first = space(task).trial(1, 7);
    Map<String, String> preset = Preset.TABULAR.settings("", task);
    assertThat(first.options()).isEmpty();
    assertThat(NetworkDimensions.text(first.values(), null)).isEqualTo(preset.get("network"));
    assertThat(first.values())
        .containsEntry(Dimension.LEARNING_RATE, preset.get("learning-rate"))
        .containsEntry(Dimension.BATCH_SIZE, preset.get("batch-size"));
    assertThat(first.values().containsKey(Dimension.LABEL_SMOOTHING))
        .isEqualTo(task != Task.REGRESSION);
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void everyTrialHasValidSettings(Task task) {
    for (Trial trial : trials(space(task), 3)) {
      Map<String, String> all =
          Preset.complete(
              "tabular", SearchSpace.options(own(), trial), TrainingSettings.CATALOGUE, task);
      assertThatCode(() -> TrainingSettings.of(TrainingSettings.CATALOGUE.parse(all)).toBegin())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyValueOfTheSpaceIsTriedAndNoOther() {
    List<Trial> trials = trials(space(Task.CLASSIFICATION), 1);
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.LEARNING_RATE) {
        assertThat(trials.stream().map(trial -> trial.values().get(dimension)).collect(toSet()))
            .as(dimension.text())
            .containsExactlyInAnyOrderElementsOf(dimension.choices());
      }
    }
    assertThat(trials)
        .extracting(trial -> Double.parseDouble(trial.values().get(Dimension.LEARNING_RATE)))
        .allMatch(rate -> rate >= 0.04 / 4 && rate <= 0.04 * 3)
        .anyMatch(rate -> rate < 0.012)
        .anyMatch(rate -> rate > 0.1);
  }

  /**
   * A setting given in addition to the preset, and the dimensions that it removes from the search.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          learning-rate=0.5        | LEARNING_RATE
          weight-decay=0           | WEIGHT_DECAY
          batch-size=full          | BATCH_SIZE
          label-smoothing=0.2      | LABEL_SMOOTHING
          loss=squared-error       | LABEL_SMOOTHING
          hidden=30,20             | LAYERS UNITS
          activation=gelu          | ACTIVATION
          dropout=0.4              | DROPOUT
          rate-factors=b 0.5       | SCALING_LAYER
          network=dense 5          | LAYERS UNITS ACTIVATION DROPOUT SCALING_LAYER
          """)
  void aGivenSettingIsNotSearchedAndDoesNotChangeTheRest(String given, String gone) {
    List<Dimension> fixed = List.of(gone.split(" ", -1)).stream().map(Dimension::valueOf).toList();
    SearchSpace space = space(Task.CLASSIFICATION, given);
    assertThat(space.dimensions()).doesNotContainAnyElementsOf(fixed);
    assertThat(space.dimensions()).hasSize(Dimension.values().length - fixed.size());
    Map<Dimension, String> open =
        new LinkedHashMap<>(space(Task.CLASSIFICATION).trial(5, 1).values());
    open.keySet().removeAll(fixed);
    assertThat(space.trial(5, 1).values()).isEqualTo(open);
    assertThat(space.trial(5, 1).options().keySet())
        .doesNotContain(given.substring(0, given.indexOf('=')));
  }

  @Test
  void givenPartsOfTheNetworkAreInEveryTrial() {
    Map<String, String> own = own("hidden=30,20", "activation=gelu", "dropout=0.4");
    SearchSpace space = SearchSpace.around(own, Task.CLASSIFICATION);
    for (int number = 1; number <= 20; number++) {
      Trial trial = space.trial(number, 1);
      assertThat(SearchSpace.options(own, trial))
          .doesNotContainKeys("hidden", "activation", "dropout")
          .extractingByKey("network")
          .asString()
          .contains("dense 30 ntk, gelu, dropout 0.4, dense 20 ntk, gelu, dropout 0.4, output");
    }
  }

  @Test
  void dropoutAndWeightDecayDecreaseAsInRealMlp() {
    for (Trial trial : trials(space(Task.REGRESSION), 1)) {
      for (Dimension dimension : List.of(Dimension.DROPOUT, Dimension.WEIGHT_DECAY)) {
        assertThat(trial.options().containsKey(dimension.text() + "-schedule"))
            .isEqualTo(!trial.values().get(dimension).equals("0"));
      }
    }
    assertThat(space(Task.REGRESSION, "weight-decay-schedule=cosine").trial(2, 1).options())
        .doesNotContainKey("weight-decay-schedule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bias=false      | [--bias] expected --network with it, because the networks of a search have no such option, but found none
          init-from=m.npz | [--init-from] expected --network with it, because the networks of a search have no such option, but found none
          max-steps=5     | [--max-steps] expected --epochs, of which each trial gets a share, but found 5
          optimizer=lbfgs | [--optimizer] expected one that steps over batches but found lbfgs
          dropout=2       | [--dropout] expected a probability of at least 0 and less than 1 but found 2.0
          """)
  void settingsThatDoNotGoWithASearchAreRefused(String given, String expected) {
    assertThatThrownBy(() -> SearchSpace.check(own(given)))
        .extracting(OptionNames::messageOf)
        .isEqualTo(expected);
  }

  @Test
  void aSearchWithEverySettingGivenIsRefused() {
    assertThatThrownBy(
            () ->
                space(
                    Task.REGRESSION,
                    "learning-rate=0.1",
                    "network=dense 5",
                    "weight-decay=0",
                    "batch-size=64"))
        .hasMessage(
            "[tune] expected something to search but found that every setting of the space is"
                + " given");
  }
}
