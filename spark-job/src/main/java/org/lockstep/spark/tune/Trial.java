package org.lockstep.spark.tune;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One point of a search space.
 *
 * @param number counted from 1, which is the preset itself
 * @param values the values of the searched dimensions
 * @param options options of {@code train} with the same effect, by name, in addition to those of
 *     the preset and the user
 */
public record Trial(int number, Map<Dimension, String> values, Map<String, String> options) {
  /** The number of the preset itself. */
  public static final int PRESET = 1;

  public Trial {
    Map<Dimension, String> inOrder = new EnumMap<>(Dimension.class);
    inOrder.putAll(values);
    values = Collections.unmodifiableMap(inOrder);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Whether it is the preset itself. */
  public boolean isPreset() {
    return number == PRESET;
  }

  /** The names of its dimensions. */
  public List<String> names() {
    return values.keySet().stream().map(Dimension::text).toList();
  }

  /** The values of its dimensions. */
  public List<String> texts() {
    return List.copyOf(values.values());
  }

  /** The trial in words: {@code learning-rate 0.03, layers 2}. */
  public String inWords() {
    return values.entrySet().stream()
        .map(value -> value.getKey().text() + " " + value.getValue())
        .collect(joining(", "));
  }
}
