package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.lockstep.model.error.BadInputException;

/** Every arithmetic that this machine has, for parametric tests. */
public final class Arithmetics {
  /** The plain one. */
  public static final Arithmetic DOUBLE = new Arithmetic(Precision.DOUBLE, JavaBLAS.getInstance());

  /** The plain one, in single precision. */
  public static final Arithmetic FLOAT = new Arithmetic(Precision.FLOAT, JavaBLAS.getInstance());

  private static final List<BLAS> BLASES = blases();

  private Arithmetics() {}

  /** Both precisions on Java's BLAS, and on the native one where there is one. */
  public static List<Named<Arithmetic>> all() {
    List<Named<Arithmetic>> all = new ArrayList<>();
    for (BLAS blas : BLASES) {
      for (Precision precision : Precision.values()) {
        all.add(
            Named.of(precision + " " + BlasChoice.nameOf(blas), new Arithmetic(precision, blas)));
      }
    }
    return all;
  }

  private static List<BLAS> blases() {
    try {
      return List.of(BlasChoice.JAVA.load(), BlasChoice.NATIVE.load());
    } catch (BadInputException e) {
      return List.of(BlasChoice.JAVA.load());
    }
  }
}
