package org.lockstep.spark.read.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.ValueType;
import org.lockstep.spark.table.Snapshot;

/**
 * Options for Spark's reader.
 *
 * @param given the options by name, in upper or lower case, as in Spark
 * @param pins the snapshots of tables that a run began with, and continues with
 */
public record ReaderOptions(Map<String, String> given, List<Snapshot> pins) {
  /** No options. */
  public static final ReaderOptions NONE = new ReaderOptions(Map.of(), List.of());

  /** What separates options: a comma before the next name. A value can hold other commas. */
  private static final Pattern NEXT = Pattern.compile(",(?=[A-Za-z][\\w.-]*=)");

  public ReaderOptions {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(given);
    given = Collections.unmodifiableMap(sorted);
    pins = List.copyOf(pins);
  }

  /** The same, for a run that continues with these snapshots. */
  public ReaderOptions withPins(List<Snapshot> snapshots) {
    return new ReaderOptions(given, snapshots);
  }

  /** The snapshot of a source that a run began with. */
  public Optional<Snapshot> pinOf(String source) {
    return pins.stream().filter(pin -> pin.source().equals(source)).findFirst();
  }

  /** The secrets in the options. */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          if (Secrets.isSecret(name)) {
            secrets.add(value);
          }
          secrets.addAll(Secrets.in(value));
        });
    return secrets;
  }

  private List<String> texts() {
    return given.entrySet().stream()
        .map(
            option ->
                option.getKey()
                    + "="
                    + (Secrets.isSecret(option.getKey())
                        ? Secrets.MASK
                        : Secrets.mask(option.getValue())))
        .toList();
  }

  /**
   * Options as people write them, {@code name=value}, separated by commas; shown without secrets.
   */
  static ValueType<ReaderOptions> type() {
    return new ValueType<>() {
      @Override
      public Form form() {
        return Form.TEXTS;
      }

      @Override
      public ReaderOptions parse(String place, String text) {
        return of(place, List.of(NEXT.split(text)));
      }

      @Override
      public ReaderOptions of(String place, Object plain) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Object one : (List<?>) plain) {
          String text = (String) one;
          int sign = text.indexOf('=');
          if (sign < 1) { // the text can hold a secret
            throw BadInputException.at(place, "name=value", "no name before a =");
          }
          String name = text.substring(0, sign).strip();
          if (options.put(name, text.substring(sign + 1)) != null) {
            throw BadInputException.at(
                place, "each option once", BadInputException.quote(name) + " twice");
          }
        }
        return new ReaderOptions(options, List.of());
      }

      @Override
      public Object plain(ReaderOptions value) {
        return value.texts();
      }

      @Override
      public String text(ReaderOptions value) {
        return value.given.isEmpty() ? "none" : String.join(",", value.texts());
      }
    };
  }

  /** The names of the options, for messages. */
  public String names() {
    return given.keySet().stream().collect(Collectors.joining(", "));
  }
}
