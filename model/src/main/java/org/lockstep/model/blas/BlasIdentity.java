package org.lockstep.model.blas;

import java.util.Comparator;
import org.lockstep.model.text.Text;

/**
 * What decides how a JVM rounds its sums: where two are equal, the same sums have the same bits;
 * where they differ, the last bits may.
 *
 * @param library as in {@code OpenBLAS 0.3.31 (bundled)} or {@code libblas.so.3}; {@code Lockstep
 *     1} for our own products, whose bits are the same on every processor, with the version of our
 *     arithmetic
 * @param kernel the part of the library that runs on this CPU, as in {@code SkylakeX kernel}; empty
 *     where the bits do not depend on it
 * @param rounding a checksum of what it makes of some fixed products: see {@link BlasProbe}. It
 *     tells what names do not: a library's own settings, another library of the same name
 */
public record BlasIdentity(String library, String kernel, String rounding)
    implements Comparable<BlasIdentity> {
  /** Of what was computed by a version of Lockstep that did not keep it. */
  public static final BlasIdentity UNKNOWN = new BlasIdentity("an unknown BLAS", "", "");

  private static final Comparator<BlasIdentity> ORDER =
      Comparator.comparing(BlasIdentity::library)
          .thenComparing(BlasIdentity::kernel)
          .thenComparing(BlasIdentity::rounding);

  /** For people, as in {@code OpenBLAS 0.3.31 (bundled), SkylakeX kernel}. */
  public String text() {
    return Text.passage(kernel.isEmpty() ? library : library + ", " + kernel);
  }

  /** The same with the checksum, where two are told apart. */
  public String exactText() {
    return rounding.isEmpty() ? text() : text() + " (rounding " + Text.brief(rounding) + ")";
  }

  @Override
  public int compareTo(BlasIdentity other) {
    return ORDER.compare(this, other);
  }
}
