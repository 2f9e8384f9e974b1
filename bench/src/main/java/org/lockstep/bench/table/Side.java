package org.lockstep.bench.table;

import java.util.List;

/**
 * One side of a comparison, with the settings it may choose from.
 *
 * @param name who it is
 * @param settings at least one
 */
public record Side(String name, List<Setting> settings) {
  public Side {
    settings = List.copyOf(settings);
    if (settings.isEmpty()) {
      throw new IllegalArgumentException(name + " has no settings");
    }
  }

  /** A side with one way to do it. */
  public static Side of(String name, Measurement measurement) {
    return new Side(name, List.of(new Setting("", measurement)));
  }

  /**
   * One way to do it.
   *
   * @param name what is set; may be empty
   */
  public record Setting(String name, Measurement measurement) {}

  /** Takes a measurement: runs what is measured, once. */
  @FunctionalInterface
  public interface Measurement {
    /** The measured value. */
    double take();
  }
}
