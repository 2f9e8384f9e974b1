package org.lockstep.model.optim;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Text;

/**
 * Factors of the learning rate for arrays of θ: {@code b 0.1, W1 0.5}. A name is an array's name,
 * or its letters alone for every array with these letters; an array's own name takes precedence. A
 * factor of 0 freezes an array.
 *
 * @param factors by name, in the order of the text
 */
public record RateFactors(Map<String, Double> factors) {
  /** A factor of 1 for all arrays. */
  public static final RateFactors NONE = new RateFactors(Map.of());

  private static final Pattern FACTOR = Pattern.compile("(\\p{Alpha}+\\d*)(?:\\s+|=)(\\S+)");
  private static final int MOST_NAMES = 20;

  public RateFactors {
    factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
  }

  /**
   * Reads what {@link #text} writes, or the same with {@code =} instead of each blank.
   *
   * @param place of the text, for messages
   * @throws BadInputException for any other text
   */
  public static RateFactors parse(String place, String text) {
    if (text.isBlank()) {
      return NONE;
    }
    Map<String, Double> factors = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      Matcher factor = FACTOR.matcher(part.strip());
      if (!factor.matches()) {
        throw unlike(place, part);
      }
      if (factors.put(factor.group(1), number(place, part, factor.group(2))) != null) {
        throw BadInputException.at(place, "each name once", factor.group(1) + " twice");
      }
    }
    return new RateFactors(factors);
  }

  private static double number(String place, String part, String text) {
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the range.
    }
    throw unlike(place, part);
  }

  private static BadInputException unlike(String place, String part) {
    return BadInputException.at(
        place,
        "names of arrays, each with a factor of at least 0, as in b 0.1, W1 0.5,",
        BadInputException.quote(part.strip()));
  }

  /** The factors as users write them. */
  public String text() {
    return factors.entrySet().stream()
        .map(entry -> entry.getKey() + " " + Text.number(entry.getValue()))
        .collect(joining(", "));
  }

  /** The factor of each array; names without an array have no effect. */
  public double[] of(ParameterLayout layout) {
    return layout.arrays().stream()
        .map(ParameterLayout.Array::name)
        .mapToDouble(name -> factors.getOrDefault(name, factors.getOrDefault(letters(name), 1.0)))
        .toArray();
  }

  /** Only the factors that apply to one of the named arrays. */
  public RateFactors only(Collection<String> names) {
    Map<String, Double> left = new LinkedHashMap<>(factors);
    left.keySet().removeIf(name -> names.stream().noneMatch(of -> isOf(name, of)));
    return new RateFactors(left);
  }

  /** Whether a factor's name is an array's name, or the letters of that name. */
  private static boolean isOf(String name, String array) {
    return name.equals(array) || name.equals(letters(array));
  }

  /**
   * Checks that every name belongs to an array.
   *
   * @param names of the trained arrays
   * @param place for messages
   * @throws BadInputException where a name is not among them
   */
  public void check(List<String> names, String place) {
    Set<String> letters = new TreeSet<>();
    names.forEach(name -> letters.add(letters(name)));
    for (String name : factors.keySet()) {
      if (!names.contains(name) && !letters.contains(name)) {
        throw BadInputException.at(
            place, "one of " + some(names) + ", or " + orOf(letters) + " for all of them,", name);
      }
    }
  }

  private static String letters(String name) {
    return name.replaceFirst("\\d+$", "");
  }

  private static String some(List<String> names) {
    List<String> first = names.subList(0, Math.min(names.size(), MOST_NAMES));
    return String.join(", ", first) + (first.size() < names.size() ? ", ..." : "");
  }

  private static String orOf(Set<String> letters) {
    return String.join(" or ", letters);
  }
}
