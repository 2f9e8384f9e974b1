package org.lockstep.spark.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.random.RandomStream;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.settings.Setting;

/**
 * The space searched around the tabular preset: every {@link Dimension} that the user's options
 * leave open. A trial is a pure function of seed and number.
 */
public final class SearchSpace {
  /** The preset at the centre of the search. */
  public static final Preset PRESET = Preset.TABULAR;

  private static final String NETWORK = NetworkSettings.NETWORK.name();
  private static final String HIDDEN = NetworkSettings.HIDDEN.name();
  private static final String FACTORS = "rate-factors";
  private static final String FALLING = "flat-cosine";

  private static final List<Setting<?>> PARSED =
      List.of(NetworkSettings.HIDDEN, NetworkSettings.ACTIVATION, NetworkSettings.DROPOUT);

  /** Options that set a part of the network and no other dimension. */
  private static final Map<String, List<Dimension>> PARTS =
      Map.of(
          HIDDEN,
          List.of(Dimension.LAYERS, Dimension.UNITS),
          Dimension.ACTIVATION.text(),
          List.of(Dimension.ACTIVATION),
          Dimension.DROPOUT.text(),
          List.of(Dimension.DROPOUT),
          FACTORS,
          List.of(Dimension.SCALING_LAYER),
          NETWORK,
          Dimension.OF_NETWORK);

  private final Map<String, String> own;
  private final Map<String, String> preset;
  private final Map<Dimension, String> usual; // of the preset, with the user's options
  private final Set<Dimension> searched;

  private SearchSpace(
      Map<String, String> own,
      Map<String, String> preset,
      Map<Dimension, String> usual,
      Set<Dimension> searched) {
    this.own = own;
    this.preset = preset;
    this.usual = usual;
    this.searched = searched;
  }

  /**
   * The space for a task.
   *
   * @param own the user's options, by name
   * @throws BadInputException if these leave nothing to search
   */
  public static SearchSpace around(Map<String, String> own, Task task) {
    Map<String, String> settings =
        Preset.complete(PRESET.text(), own, TrainingSettings.CATALOGUE, task);
    Map<String, String> preset = PRESET.settings("", task);
    Map<Dimension, String> usual = new EnumMap<>(Dimension.class);
    usual.putAll(NetworkDimensions.of(preset.get(NETWORK)));
    usual.put(Dimension.WEIGHT_DECAY, "0");
    for (Dimension dimension : Dimension.values()) {
      if (settings.containsKey(dimension.text())) {
        usual.put(dimension, settings.get(dimension.text()));
      }
    }
    Set<Dimension> searched = EnumSet.copyOf(usual.keySet());
    for (String name : own.keySet()) {
      searched.removeAll(PARTS.getOrDefault(name, List.of()));
      searched.removeIf(dimension -> dimension.text().equals(name));
    }
    if (searched.isEmpty()) {
      throw BadInputException.at(
          "tune", "something to search", "that every setting of the space is given");
    }
    return new SearchSpace(own, preset, usual, searched);
  }

  /** The dimensions searched, in the order of a table's columns. */
  public List<Dimension> dimensions() {
    return List.copyOf(searched);
  }

  /** The trial with a number; 1 is the preset with the user's options. */
  public Trial trial(int number, long seed) {
    if (number == 1) {
      return trial(1, usual);
    }
    RandomStream random = new RandomStream(RandomStream.Purpose.TRIAL, seed, number, 0, 0);
    Map<Dimension, String> drawn = new EnumMap<>(usual);
    for (Dimension dimension : Dimension.values()) {
      // Drawn in any case, so that fixing one dimension leaves the others unchanged.
      String value = dimension.draw(random, usual.getOrDefault(dimension, "0"));
      if (searched.contains(dimension)) {
        drawn.put(dimension, value);
      }
    }
    return trial(number, drawn);
  }

  private Trial trial(int number, Map<Dimension, String> point) {
    Map<Dimension, String> values = new EnumMap<>(point);
    values.keySet().retainAll(searched);
    Map<String, String> options = new LinkedHashMap<>();
    boolean isPresetsNetwork = number == 1 && Collections.disjoint(own.keySet(), PARTS.keySet());
    if (!own.containsKey(NETWORK) && !isPresetsNetwork) {
      options.put(NETWORK, NetworkDimensions.text(point, own.get(HIDDEN)));
    }
    if (number > 1) {
      addOthers(values, options);
    }
    return new Trial(number, values, options);
  }

  private void addOthers(Map<Dimension, String> values, Map<String, String> options) {
    for (Map.Entry<Dimension, String> value : values.entrySet()) {
      Dimension dimension = value.getKey();
      if (!Dimension.OF_NETWORK.contains(dimension)) {
        options.put(dimension.text(), value.getValue());
      }
      if (dimension == Dimension.WEIGHT_DECAY || dimension == Dimension.DROPOUT) {
        addSchedule(dimension.text() + "-schedule", !value.getValue().equals("0"), options);
      }
    }
  }

  private void addSchedule(String schedule, boolean isThere, Map<String, String> options) {
    if (!own.containsKey(schedule) && (isThere || preset.containsKey(schedule))) {
      options.put(schedule, isThere ? FALLING : "constant");
    }
  }

  /** The user's options and those of a trial, whose network replaces the options for its parts. */
  public static Map<String, String> options(Map<String, String> own, Trial trial) {
    Map<String, String> all = new LinkedHashMap<>(own);
    if (trial.options().containsKey(NETWORK)) {
      all.keySet()
          .removeAll(List.of(HIDDEN, Dimension.ACTIVATION.text(), Dimension.DROPOUT.text()));
    }
    all.putAll(trial.options());
    return all;
  }

  /**
   * Rejects options that a search could not honour.
   *
   * @throws BadInputException naming the option
   */
  public static void check(Map<String, String> own) {
    List<String> refused = new ArrayList<>(List.of("bias", "input-dropout", "init-from"));
    if (own.containsKey(NETWORK)) {
      refused.clear();
    }
    refused.retainAll(own.keySet());
    if (!refused.isEmpty()) {
      throw BadInputException.at(
          Mention.of(refused.get(0)),
          Mention.of(NETWORK) + " with it, because the networks of a search have no such option,",
          "none");
    }
    for (Setting<?> part : PARSED) {
      if (own.containsKey(part.name())) {
        part.parse(own.get(part.name())); // fail here, not as a part of a network
      }
    }
    if (own.containsKey("max-steps")) {
      throw BadInputException.at(
          Mention.of("max-steps"),
          Mention.of("epochs") + ", of which each trial gets a share,",
          own.get("max-steps"));
    }
    if ("lbfgs".equals(own.get("optimizer")) || "l-bfgs".equals(own.get("optimizer"))) {
      throw BadInputException.at(
          Mention.of("optimizer"), "one that steps over batches", own.get("optimizer"));
    }
  }
}
