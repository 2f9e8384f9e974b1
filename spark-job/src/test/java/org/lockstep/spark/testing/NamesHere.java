package org.lockstep.spark.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.Charset;

/** The names that this JVM can pass to the file system and to processes. */
public final class NamesHere {
  private NamesHere() {}

  /** Skips a test whose name cannot be encoded in the locale's charset, as in the locale C. */
  public static void assume(String name) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
    assumeThat(charset.newEncoder().canEncode(name)).as("a name in " + charset).isTrue();
  }
}
