package org.lockstep.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a peer: lines of the form {@code result NAME VALUE}, among other output.
 *
 * @param values by name, in the order in which they were printed
 */
public record Results(Map<String, String> values) {
  private static final String PREFIX = "result ";

  /** The results in a program's output. */
  public static Results of(String out) {
    Map<String, String> values = new LinkedHashMap<>();
    out.lines()
        .filter(line -> line.startsWith(PREFIX))
        .map(line -> List.of(line.substring(PREFIX.length()).split(" ", 2)))
        .forEach(words -> values.put(words.get(0), words.size() > 1 ? words.get(1).strip() : ""));
    return new Results(values);
  }

  /** Prints a result, in a peer. */
  public static void print(String name, Object value) {
    System.out.println(PREFIX + name + " " + value);
  }

  /** Whether there is a result of this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A result as a text. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new BenchException("expected a result '" + name + "' but found " + values.keySet());
    }
    return value;
  }

  /** A result as a number. */
  public double number(String name) {
    return Double.parseDouble(text(name));
  }
}
