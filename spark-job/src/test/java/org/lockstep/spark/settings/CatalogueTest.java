package org.lockstep.spark.settings;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.spark.run.TrainingSettings;

/** What follows from the description of a setting. A new setting needs a line in the samples. */
class CatalogueTest {
  private static final Catalogue CATALOGUE = TrainingSettings.CATALOGUE;

  /** A value for each setting that differs from its default. */
  private static final Map<String, String> SAMPLES =
      Stream.of(
              "data=d",
              "rows=5:",
              "labels=l",
              "test=t",
              "test-labels=l",
              "test-rows=0:5",
              "test-fraction=0.25",
              "validation=v",
              "validation-labels=l",
              "validation-rows=0:5",
              "validation-fraction=0.25",
              "stratify=true",
              "split-by=customer",
              "split-after=2024-01-01",
              "format=csv",
              "read-option=sep=;",
              "target=a,b",
              "weight=w",
              "header=absent",
              "separator=;",
              "decimal=comma",
              "encoding=windows-1252",
              "image-size=64x48",
              "features=a,b*",
              "drop=id",
              "categorical=zip",
              "numeric=n",
              "ordinal=size",
              "text=message",
              "text-kind=hashing",
              "text-features=100",
              "date-order=month-first",
              "missing=mean",
              "missing-indicator=false",
              "missing-values=-,none",
              "max-categories=7",
              "task=regression",
              "scale=minmax",
              "target-scale=clipped",
              "network=dense 7, silu",
              "hidden=7,5",
              "activation=tanh",
              "output-activation=linear",
              "loss=huber 0.5",
              "label-smoothing=0.1",
              "bias=false",
              "dropout=0.5",
              "input-dropout=0.25",
              "init=normal:0.01",
              "init-biases=0.1",
              "init-from=w.npz",
              "optimizer=momentum",
              "learning-rate=0.25",
              "schedule=cosine",
              "decay=0.5",
              "decay-every=3",
              "momentum=0.5",
              "beta1=0.75",
              "beta2=0.5",
              "epsilon=0.001",
              "plateau-patience=4",
              "warm-up=0.5",
              "weight-decay-schedule=coslog4",
              "dropout-schedule=flat-cosine",
              "l2=0.125",
              "l1=0.25",
              "weight-decay=0.5",
              "rate-factors=b 0.1, W1 0.5",
              "clip-norm=1.5",
              "history=5",
              "class-weights=a=2,\"b,c\"=0.5",
              "batch-size=full",
              "epochs=3",
              "max-steps=17",
              "shuffle=none",
              "seed=42",
              "split-seed=7",
              "members=3",
              "precision=double",
              "engine=job",
              "shards=3",
              "tasks=2",
              "blas=java",
              "keep=best-accuracy",
              "keep-ties=last",
              "average=0.99",
              "early-stopping=4",
              "tol=0.001",
              "on-nan=rollback",
              "checkpoint-every=2",
              "threshold=f1",
              "false-positive-cost=2.5",
              "false-negative-cost=10.0",
              "resume=true",
              "output=o",
              "overwrite=true")
          .collect(
              toMap(line -> line.replaceFirst("=.*", ""), line -> line.replaceFirst(".*?=", "")));

  private static final List<String> FOR_THIS_CALL_ONLY = List.of("resume", "output", "overwrite");

  /** How a run computes. The data's fingerprint holds the number of shards. */
  private static final List<String> HOW_TO_COMPUTE =
      List.of("engine", "shards", "tasks", "blas", "checkpoint-every");

  private static List<Setting<?>> settings() {
    return CATALOGUE.settings();
  }

  private static <T> SettingValues sample(Setting<T> setting) {
    return plain().withText(setting, SAMPLES.get(setting.name()));
  }

  private static SettingValues plain() {
    return SettingValues.none()
        .withText(find("data"), "digits.csv")
        .withText(find("validation-fraction"), "0");
  }

  @SuppressWarnings("unchecked") // as the caller knows
  private static <T> Setting<T> find(String name) {
    return (Setting<T>) CATALOGUE.find(name).orElseThrow();
  }

  @Test
  void everySettingHasASample() {
    assertThat(settings())
        .extracting(Setting::name)
        .containsExactlyInAnyOrderElementsOf(SAMPLES.keySet());
  }

  @ParameterizedTest
  @MethodSource("settings")
  <T> void aValueIsWrittenAsItIsRead(Setting<T> setting) {
    T value = setting.parse(SAMPLES.get(setting.name()));
    assertThat(setting.type().text(value)).isEqualTo(SAMPLES.get(setting.name()));
    assertThat(setting.type().of("here", setting.type().plain(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aResumedRunMustKeepTheSettingsThatDecideTheResult(Setting<?> setting) {
    List<String> differences =
        CATALOGUE.differences(CATALOGUE.result(plain()), CATALOGUE.result(sample(setting)));
    boolean decides =
        !FOR_THIS_CALL_ONLY.contains(setting.name()) && !HOW_TO_COMPUTE.contains(setting.name());
    assertThat(differences.stream().anyMatch(text -> text.startsWith(setting.toString())))
        .isEqualTo(decides);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theRecordOfARunHoldsItsSettings(Setting<?> setting) {
    assertThat(CATALOGUE.record(sample(setting)).containsKey(setting.key()))
        .isEqualTo(!FOR_THIS_CALL_ONLY.contains(setting.name()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void helpEndsWithoutAFullStop(Setting<?> setting) {
    assertThat(setting.help()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void theCheckpointIntervalDecidesTheResultOfARollback() {
    SettingValues rollback = SettingValues.none().withText(find("on-nan"), "rollback");
    assertThat(CATALOGUE.result(rollback)).containsEntry("--checkpoint-every", "1");
  }

  @Test
  void aSettingThatACheckpointLacksCountsAsItsDefault() {
    Map<String, String> before = Map.of("--epochs", "10");
    assertThat(CATALOGUE.differences(before, Map.of("--epochs", "10", "--clip-norm", "Infinity")))
        .isEmpty();
    assertThat(CATALOGUE.differences(before, Map.of("--epochs", "10", "--clip-norm", "1.0")))
        .containsExactly(OptimizerSettings.CLIP_NORM + " 1.0");
    assertThat(CATALOGUE.differences(Map.of("--clip-norm", "1.0"), Map.of()))
        .containsExactly(OptimizerSettings.CLIP_NORM + " left out instead of 1.0");
  }

  @Test
  void aSettingThatNoLongerExistsIsADifference() {
    assertThat(CATALOGUE.differences(Map.of("--old", "1"), Map.of()))
        .containsExactly("--old left out instead of 1");
  }
}
