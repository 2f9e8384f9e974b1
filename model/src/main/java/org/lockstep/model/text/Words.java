package org.lockstep.model.text;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Constants of enums as people and files write them, {@code SQUARED_ERROR} as {@code
 * squared-error}, and what is {@link Named}.
 */
public final class Words {
  private Words() {}

  /** A constant's word. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The word of one of several. */
  public static String of(Named one) {
    return one.word();
  }

  /** The one with this word, in small letters or large ones; empty where there is none. */
  public static <T extends Named> Optional<T> find(List<T> all, String word) {
    return all.stream().filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The constant with this word, in small letters or large ones; empty where there is none. */
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
