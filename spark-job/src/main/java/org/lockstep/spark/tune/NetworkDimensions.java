package org.lockstep.spark.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lockstep.spark.settings.NetworkSettings;

/** Converts networks of the preset's form to the dimensions of a search, and back. */
final class NetworkDimensions {
  private static final String SCALING = "scaling";
  private static final String DENSE = "dense ";
  private static final String DROPOUT = "dropout ";

  private NetworkDimensions() {}

  /** The parts of the preset's network. */
  static Map<Dimension, String> of(String network) {
    List<String> layers = List.of(network.split(", ", -1));
    List<String> dense = layers.stream().filter(layer -> layer.startsWith(DENSE)).toList();
    Map<Dimension, String> parts = new EnumMap<>(Dimension.class);
    parts.put(Dimension.LAYERS, Integer.toString(dense.size()));
    parts.put(Dimension.UNITS, dense.get(0).split(" ", -1)[1]);
    parts.put(Dimension.ACTIVATION, layers.get(layers.indexOf(dense.get(0)) + 1));
    parts.put(
        Dimension.DROPOUT,
        layers.stream()
            .filter(layer -> layer.startsWith(DROPOUT))
            .findFirst()
            .map(layer -> layer.substring(DROPOUT.length()))
            .orElse("0"));
    parts.put(Dimension.SCALING_LAYER, Boolean.toString(layers.contains(SCALING)));
    return parts;
  }

  /**
   * The network made of these parts.
   *
   * @param hidden the units of each hidden layer that the user has set; null: those of the parts
   */
  static String text(Map<Dimension, String> parts, String hidden) {
    List<String> layers = new ArrayList<>();
    if (Boolean.parseBoolean(parts.get(Dimension.SCALING_LAYER))) {
      layers.add(SCALING);
    }
    for (String units : units(parts, hidden)) {
      layers.add(DENSE + units + " ntk");
      layers.add(parts.get(Dimension.ACTIVATION));
      if (Double.parseDouble(parts.get(Dimension.DROPOUT)) > 0) {
        layers.add(DROPOUT + parts.get(Dimension.DROPOUT));
      }
    }
    layers.add("output ntk zeros");
    return String.join(", ", layers);
  }

  private static List<String> units(Map<Dimension, String> parts, String hidden) {
    if (hidden != null) {
      return NetworkSettings.HIDDEN.parse(hidden).stream().map(units -> units + "").toList();
    }
    return Collections.nCopies(
        Integer.parseInt(parts.get(Dimension.LAYERS)), parts.get(Dimension.UNITS));
  }
}
