package org.lockstep.model.choice;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the members of a sealed interface, so that a contract test can miss none. */
public final class SealedFamily {
  private SealedFamily() {}

  /** All records that are permitted, directly or through a sealed interface below. */
  public static Set<Class<?>> of(Class<?> type) {
    return records(type).collect(Collectors.toSet());
  }

  /** The classes of these. */
  public static Set<Class<?>> classesOf(Collection<?> members) {
    return members.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedFamily::records)
        : Stream.of(type);
  }
}
