package org.lockstep.spark.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/** The data sets in the directory that the environment variable {@code LOCKSTEP_DATA} names. */
public final class RealData {
  private RealData() {}

  /** Returns a data set's path; skips the test with a message if it is absent. */
  public static String path(String relative) {
    String folder = System.getenv("LOCKSTEP_DATA");
    assumeThat(folder).as("LOCKSTEP_DATA is not set: skipping a test on " + relative).isNotNull();
    return Path.of(folder, relative).toString();
  }
}
