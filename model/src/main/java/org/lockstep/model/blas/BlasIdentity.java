package org.lockstep.model.blas;

import java.util.Comparator;
import org.lockstep.model.text.Text;

/**
 * What decides how a JVM rounds its sums. If two identities are equal, the same sums have the same
 * bits; if they differ, the last bits can differ.
 *
 * @param library as in {@code OpenBLAS 0.3.31 (bundled)} or {@code libblas.so.3}; {@code Lockstep
 *     1} for our own products, with the version of our arithmetic; their bits are the same on every
 *     processor
 * @param kernel the part of the library that runs on this CPU, as in {@code SkylakeX kernel}; empty
 *     if the bits do not depend on it
 * @param rounding a checksum of the results for some fixed products; see {@link BlasProbe}. It
 *     reveals what names do not: a library's settings, or another library with the same name
 */
public record BlasIdentity(String library, String kernel, String rounding)
    implements Comparable<BlasIdentity> {
  /** For results of a version of Lockstep that did not record the BLAS. */
  public static final BlasIdentity UNKNOWN = new BlasIdentity("an unknown BLAS", "", "");

  private static final Comparator<BlasIdentity> ORDER =
      Comparator.comparing(BlasIdentity::library)
          .thenComparing(BlasIdentity::kernel)
          .thenComparing(BlasIdentity::rounding);

  /** For people, as in {@code OpenBLAS 0.3.31 (bundled), SkylakeX kernel}. */
  public String text() {
    return Text.passage(kernel.isEmpty() ? library : library + ", " + kernel);
  }

  /** The text with the checksum, to tell two identities apart. */
  public String exactText() {
    return rounding.isEmpty() ? text() : text() + " (rounding " + Text.brief(rounding) + ")";
  }

  @Override
  public int compareTo(BlasIdentity other) {
    return ORDER.compare(this, other);
  }
}
