package org.lockstep.spark.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.Charset;

/** The names that this JVM can give to files and to the processes that it starts. */
public final class NamesHere {
  private NamesHere() {}

  /** Ends a test that needs such a name where the locale's charset does not have it, as in C. */
  public static void assume(String name) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
    assumeThat(charset.newEncoder().canEncode(name)).as("a name in " + charset).isTrue();
  }
}
