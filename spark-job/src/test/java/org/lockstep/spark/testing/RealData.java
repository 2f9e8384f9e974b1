package org.lockstep.spark.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/** The data sets beside the project, named by the environment variable {@code LOCKSTEP_DATA}. */
public final class RealData {
  private RealData() {}

  /** A data set's path; skips the test, saying so, where there is none. */
  public static String path(String relative) {
    String folder = System.getenv("LOCKSTEP_DATA");
    assumeThat(folder).as("LOCKSTEP_DATA is not set: skipping a test on " + relative).isNotNull();
    return Path.of(folder, relative).toString();
  }
}
