package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Precision;

/** In which precision and by which BLAS every JVM computes. */
public record ArithmeticChoice(Precision precision, BlasChoice blas) implements Serializable {

  /** The arithmetic of this JVM. */
  public Arithmetic load() {
    return new Arithmetic(precision, blas.load());
  }
}
