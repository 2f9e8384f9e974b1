package org.lockstep.bench.table;

import java.util.List;

/**
 * One side of a comparison, with the settings it can choose from.
 *
 * @param name who or what it is
 * @param settings at least one
 */
public record Side(String name, List<Setting> settings) {
  public Side {
    settings = List.copyOf(settings);
    if (settings.isEmpty()) {
      throw new IllegalArgumentException(name + " has no settings");
    }
  }

  /** A side with only one setting. */
  public static Side of(String name, Measurement measurement) {
    return new Side(name, List.of(new Setting("", measurement)));
  }

  /**
   * One setting of a side.
   *
   * @param name what is set; can be empty
   */
  public record Setting(String name, Measurement measurement) {}

  /** Takes a measurement. */
  @FunctionalInterface
  public interface Measurement {
    /** Runs the measured code once and returns the value. */
    double take();
  }
}
