package org.lockstep.model.math;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.kernel.PlainProducts;
import org.lockstep.model.kernel.Products;

/** Every arithmetic that this machine has, for parametric tests. */
public final class Arithmetics {
  /** Plain loops in double precision. */
  public static final Arithmetic DOUBLE = new Arithmetic(Precision.DOUBLE, new PlainProducts());

  /** Plain loops in single precision. */
  public static final Arithmetic FLOAT = new Arithmetic(Precision.FLOAT, new PlainProducts());

  private Arithmetics() {}

  /** Both precisions with all products of this machine. */
  public static List<Named<Arithmetic>> all() {
    List<Named<Arithmetic>> all = new ArrayList<>();
    for (Products products : products()) {
      for (Precision precision : Precision.values()) {
        all.add(
            Named.of(
                precision + " " + products.description(), new Arithmetic(precision, products)));
      }
    }
    return all;
  }

  /** Lockstep's, in vectors and in plain loops, and those of a native library if there is one. */
  private static List<Products> products() {
    return Stream.of(BlasChoice.AUTO.load(), BlasChoice.JAVA.load(), new PlainProducts())
        .distinct()
        .toList();
  }
}
