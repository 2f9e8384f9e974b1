package org.lockstep.model.math;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Every arithmetic that this machine has, for parametric tests. */
public final class Arithmetics {
  /** The plain one. */
  public static final Arithmetic DOUBLE = new Arithmetic(Precision.DOUBLE, BlasChoice.JAVA.load());

  /** The plain one, in single precision. */
  public static final Arithmetic FLOAT = new Arithmetic(Precision.FLOAT, BlasChoice.JAVA.load());

  private Arithmetics() {}

  /** Both precisions on every BLAS of this machine. */
  public static List<Named<Arithmetic>> all() {
    List<Named<Arithmetic>> all = new ArrayList<>();
    for (BlasSelection blas : blases()) {
      for (Precision precision : Precision.values()) {
        all.add(
            Named.of(
                precision + " " + blas.identity().text(), new Arithmetic(precision, blas.blas())));
      }
    }
    return all;
  }

  /** Java's, with the vector module and without, and the native one where there is one. */
  static List<BlasSelection> blases() {
    BlasSelection best = BlasChoice.AUTO.select("");
    BlasSelection java = BlasChoice.JAVA.select("");
    BlasSelection plain = NetlibBlas.plainJava();
    return Stream.of(best, java, plain).distinct().toList();
  }
}
