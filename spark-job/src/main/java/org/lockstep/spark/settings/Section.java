package org.lockstep.spark.settings;

import java.util.List;

/**
 * The settings for one subject.
 *
 * @param title for help and pages: {@code Network}
 */
public record Section(String title, List<Setting<?>> settings) {
  public Section {
    settings = List.copyOf(settings);
  }
}
