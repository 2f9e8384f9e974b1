package org.lockstep.model.math;

import java.util.Comparator;
import org.lockstep.model.text.Text;

/**
 * What decides how a JVM rounds its sums: where two are equal, the same sums have the same bits;
 * where they differ, the last bits may.
 *
 * @param library as in {@code OpenBLAS 0.3.31 (bundled)}, {@code libblas.so.3} or {@code
 *     VectorBLAS}
 * @param kernel the part of the library that runs on this CPU, as in {@code SkylakeX kernel} or
 *     {@code 512-bit vectors}; empty where the library has one for all
 * @param rounding a checksum of what it makes of some fixed products and of Java's elementary
 *     functions: see {@link BlasProbe}. It tells what names do not: a library's own settings,
 *     another library of the same name, another JVM's {@code exp}
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
