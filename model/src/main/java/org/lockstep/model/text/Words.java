package org.lockstep.model.text;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts between words, as people and files write them, and enum constants ({@code squared-error}
 * for {@code SQUARED_ERROR}) or {@link Named} things.
 */
public final class Words {
  private Words() {}

  /** A constant's word. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The word of a {@link Named} thing. */
  public static String of(Named one) {
    return one.word();
  }

  /** The one with this word, ignoring case; empty if there is none. */
  public static <T extends Named> Optional<T> find(List<T> all, String word) {
    return all.stream().filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The constant with this word, ignoring case; empty if there is none. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equalsIgnoreCase(word))
        .findFirst();
  }

  /** Every constant's word, separated by commas. */
  public static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::of).collect(joining(", "));
  }
}
