package org.lockstep.model.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that must differ, or nobody could say which of two is meant. */
final class Distinct {
  private Distinct() {}

  /**
   * Checks names.
   *
   * @param what they name, for the message
   * @throws IllegalArgumentException where one of them is there twice
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
