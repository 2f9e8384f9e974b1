package org.lockstep.model.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that names differ. Otherwise nobody could say which of two is meant. */
final class Distinct {
  private Distinct() {}

  /**
   * Checks that no name occurs twice.
   *
   * @param what the start of the message, to be followed by the name
   * @throws IllegalArgumentException if a name occurs twice
   */
  static void check(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(what + " " + name + " twice");
      }
    }
  }
}
