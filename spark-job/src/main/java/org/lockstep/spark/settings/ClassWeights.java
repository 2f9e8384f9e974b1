package org.lockstep.spark.settings;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * The weights of classes, where they are not left to the rows. A row counts by its own weight times
 * the weight of its class.
 *
 * @param byName the weight of each named class; all others weigh 1. If empty, the classes are
 *     balanced: each has the same total weight, however many rows it has
 */
public record ClassWeights(Map<String, Double> byName) {
  private static final String BALANCED = "balanced";
  private static final String EXPECTED =
      BALANCED + ", or classes with their weights, as in spam=5,ham=1";

  public ClassWeights {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName)); // in the order of the text
  }

  /** Whether all classes have the same total weight, however many rows they have. */
  public boolean isBalanced() {
    return byName.isEmpty();
  }

  /**
   * Checks that a task has classes.
   *
   * @throws BadInputException if it has none
   */
  public void check(Task task) {
    if (!task.isOfClasses()) {
      throw BadInputException.at(
          OptimizerSettings.CLASS_WEIGHTS + "",
          isBalanced() ? "classes to balance" : "classes to weigh",
          task.predicts());
    }
  }

  /** The weight of each of these classes, if they are not balanced. */
  public List<Double> of(List<String> classes) {
    return classes.stream().map(name -> byName.getOrDefault(name, 1.0)).toList();
  }

  /**
   * Reads {@code balanced}, or {@code spam=5,ham=1}. A name in double quotes can contain commas,
   * equals signs and doubled quotes.
   *
   * @param place of the text, for messages
   * @throws BadInputException for any other text
   */
  public static ClassWeights parse(String place, String text) {
    return text.strip().equalsIgnoreCase(BALANCED)
        ? new ClassWeights(Map.of())
        : new Reader(place, text).read();
  }

  /** The text that {@link #parse} reads. */
  public String text() {
    return isBalanced()
        ? BALANCED
        : byName.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + "=" + Text.number(entry.getValue()))
            .collect(joining(","));
  }

  private static String quoted(String name) {
    boolean isPlain = !name.matches("(?s).*[,=\"].*") && name.equals(name.strip());
    return isPlain && !name.isEmpty() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A single-pass parser. */
  private static final class Reader {
    private final String place;
    private final String text;
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private int at;

    Reader(String place, String text) {
      this.place = place;
      this.text = text;
    }

    ClassWeights read() {
      do {
        String name = name();
        if (weights.putIfAbsent(name, weight(name)) != null) {
          throw BadInputException.at(
              place, "each class once", BadInputException.quote(name) + " twice");
        }
      } while (at++ < text.length()); // past the comma
      return new ClassWeights(weights);
    }

    /** Reads a name and the equals sign after it. */
    private String name() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      String name;
      if (at < text.length() && text.charAt(at) == '"') {
        name = inQuotes();
      } else {
        int end = text.indexOf('=', at);
        int comma = text.indexOf(',', at);
        if (end < 0 || (comma >= 0 && comma < end) || text.substring(at, end).isBlank()) {
          throw unlike();
        }
        name = text.substring(at, end).strip();
        at = end;
      }
      if (at >= text.length() || text.charAt(at) != '=') {
        throw unlike();
      }
      at++;
      return name;
    }

    private String inQuotes() {
      StringBuilder name = new StringBuilder();
      for (at++; at < text.length(); at++) {
        if (text.charAt(at) == '"') {
          at++;
          if (at >= text.length() || text.charAt(at) != '"') {
            return name.toString();
          }
        }
        name.append(text.charAt(at));
      }
      throw unlike();
    }

    /** Reads a weight, up to the comma or the end. */
    private double weight(String name) {
      int comma = text.indexOf(',', at);
      String number = text.substring(at, comma < 0 ? text.length() : comma).strip();
      at = comma < 0 ? text.length() : comma;
      try {
        double weight = Double.parseDouble(number);
        if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
          return weight;
        }
      } catch (NumberFormatException e) {
        // Reported below, with the range.
      }
      throw BadInputException.at(
          place,
          "a positive weight of class " + BadInputException.quote(name),
          BadInputException.quote(number));
    }

    private BadInputException unlike() {
      return BadInputException.at(place, EXPECTED, BadInputException.quote(text));
    }
  }
}
