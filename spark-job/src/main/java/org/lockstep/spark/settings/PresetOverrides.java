package org.lockstep.spark.settings;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.network.NetworkText;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.text.Words;

/**
 * Removes from a preset what the user's own settings make void: the same settings, other ways to
 * state them, and settings that have no meaning with them.
 *
 * @param own the user's settings, by name
 */
record PresetOverrides(Map<String, String> own) {
  /** The settings that need epochs evaluated on validation rows. */
  static final List<String> JUDGED = List.of("keep", "keep-ties");

  private static final List<String> PARTS_OF_DATA = List.of("test", "validation");
  private static final String NETWORK = NetworkSettings.NETWORK.name();
  private static final String DROPOUT = NetworkSettings.DROPOUT.name();
  private static final String FACTORS = OptimizerSettings.RATE_FACTORS.name();

  /** Removes the void settings from a preset's settings, by name. */
  void applyTo(Map<String, String> preset) {
    preset.keySet().removeAll(ofData());
    preset.keySet().removeAll(ofTraining());
    if (has(NETWORK) || !Collections.disjoint(own.keySet(), NetworkSettings.PARTS)) {
      withoutOtherLayers(preset);
    }
    if (isZero(DataSettings.VALIDATION_FRACTION)) {
      preset.keySet().removeAll(JUDGED);
    }
    if (isZero(OptimizerSettings.WEIGHT_DECAY)) {
      preset.remove(ScheduleSettings.WEIGHT_DECAY_SCHEDULE.name());
    }
    if (LbfgsSettings.isNamed(own.get("optimizer"))) {
      preset.keySet().removeAll(LbfgsSettings.refusedNames());
    }
    if (hasOtherOutput()) {
      preset.remove("target-scale"); // it belongs to a linear output
    }
    if (IdleSettings.startsNothing(own.get(NETWORK))) {
      preset.remove("init");
    }
  }

  private boolean has(String name) {
    return own.containsKey(name);
  }

  private boolean isZero(Setting<Double> setting) {
    String text = own.get(setting.name());
    return text != null && setting.parse(text) == 0;
  }

  private Set<String> ofData() {
    Set<String> names = new HashSet<>(own.keySet());
    for (String part : PARTS_OF_DATA) {
      if (has(part) || has(part + "-fraction")) {
        names.addAll(List.of(part, part + "-labels", part + "-rows", part + "-fraction"));
      } else if (has(part + "-rows")) {
        names.add(part + "-fraction");
      }
    }
    if (has("split-after")) {
      names.addAll(List.of("test", "test-labels", "test-rows", "test-fraction"));
    }
    if (has("data")) { // the row numbers refer to other data
      names.add("rows");
      PARTS_OF_DATA.forEach(part -> names.add(part + "-rows"));
    }
    return names;
  }

  /** The settings that depend on one of the user's. */
  private Set<String> ofTraining() {
    Set<String> names = new HashSet<>();
    if (has("bias")) {
      names.add("init-biases");
    }
    if (has("schedule")) {
      names.addAll(List.of("decay", "decay-every"));
    }
    if (has("loss") || has("output-activation")) {
      names.addAll(List.of("loss", "output-activation", "label-smoothing"));
    }
    if (has("keep")) {
      names.add("keep-ties");
    }
    if (has("optimizer")) {
      names.add("beta2");
    }
    return names;
  }

  /**
   * Removes the preset's layers, and its settings for layers that the user's network does not have.
   */
  private void withoutOtherLayers(Map<String, String> preset) {
    preset.remove(NETWORK);
    if (has(NETWORK)) {
      preset.keySet().removeAll(NetworkSettings.PARTS);
      preset.remove("init-biases");
    }
    NetworkText network = network();
    boolean hasDropout = network.hasDropout() || has(DROPOUT) || has("input-dropout");
    if (!hasDropout) {
      preset.remove(ScheduleSettings.DROPOUT_SCHEDULE.name());
    }
    if (preset.containsKey(FACTORS)) {
      RateFactors factors = OptimizerSettings.RATE_FACTORS.parse(preset.get(FACTORS));
      preset.put(FACTORS, factors.only(network.trained()).text());
    }
  }

  /** The user's network, or only its output layer if options describe the hidden layers. */
  private NetworkText network() {
    String plain = "false".equals(own.get("bias")) ? "output no-bias" : "output";
    return NetworkSettings.NETWORK.parse(own.getOrDefault(NETWORK, plain));
  }

  /** Whether the user's settings name a regression output that is not linear. */
  private boolean hasOtherOutput() {
    Optional<OutputActivation> named =
        Optional.ofNullable(own.get("output-activation"))
            .flatMap(word -> Words.find(OutputActivation.class, word));
    return named
        .map(activation -> activation != OutputActivation.LINEAR)
        .orElse(Words.of(Loss.Kind.POISSON).equals(own.get("loss")));
  }
}
