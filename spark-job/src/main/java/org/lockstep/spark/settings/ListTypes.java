package org.lockstep.spark.settings;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import org.lockstep.model.error.BadInputException;

/** The types of settings with several values. */
public final class ListTypes {
  private ListTypes() {}

  /** Texts separated by commas. */
  public static ValueType<List<String>> texts() {
    return new ValueType<>() {
      @Override
      public Form form() {
        return Form.TEXTS;
      }

      @Override
      public List<String> parse(String place, String text) {
        return List.of(text.split(",", -1));
      }

      @Override
      public List<String> of(String place, Object plain) {
        return ((List<?>) plain).stream().map(String.class::cast).toList();
      }

      @Override
      public Object plain(List<String> value) {
        return value;
      }

      @Override
      public String text(List<String> value) {
        return String.join(",", value);
      }
    };
  }

  /** The units of each hidden layer, separated by commas, or {@code none}. */
  public static ValueType<List<Integer>> units() {
    return new ValueType<>() {
      private static final int MOST_LAYERS = 1000;

      /** Stands for no layers over Spark Connect, which cannot send an empty list. */
      private static final List<Integer> NONE = List.of(-1);

      @Override
      public Form form() {
        return Form.INTS;
      }

      @Override
      public List<Integer> parse(String place, String text) {
        if (text.equals(SettingTypes.NONE)) {
          return List.of();
        }
        return checked(
            place,
            Arrays.stream(text.split(",", -1)).map(part -> layer(place, part, text)).toList());
      }

      private int layer(String place, String part, String whole) {
        try {
          int units = Integer.parseInt(part.strip());
          if (units >= 1) {
            return units;
          }
        } catch (NumberFormatException e) {
          // Reported below, with the range.
        }
        throw unlike(place, BadInputException.quote(whole));
      }

      private BadInputException unlike(String place, String found) {
        return BadInputException.at(
            place,
            "none, or units of each layer from 1 to " + Integer.MAX_VALUE + ", as in 100,50",
            found);
      }

      private List<Integer> checked(String place, List<Integer> units) {
        if (units.size() > MOST_LAYERS) {
          throw BadInputException.at(
              place, "at most " + MOST_LAYERS + " layers", Integer.toString(units.size()));
        }
        return units;
      }

      @Override
      public List<Integer> of(String place, Object plain) {
        List<Integer> units = ((List<?>) plain).stream().map(Integer.class::cast).toList();
        if (units.equals(NONE)) {
          return List.of();
        }
        if (units.stream().anyMatch(count -> count < 1)) {
          throw unlike(place, text(units));
        }
        return checked(place, units);
      }

      @Override
      public Object plain(List<Integer> value) {
        return value;
      }

      @Override
      public String text(List<Integer> value) {
        return value.isEmpty()
            ? SettingTypes.NONE
            : value.stream().map(String::valueOf).collect(joining(","));
      }
    };
  }
}
