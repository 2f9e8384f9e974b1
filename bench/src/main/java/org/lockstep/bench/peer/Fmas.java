package org.lockstep.bench.peer;

import java.util.List;
import java.util.ServiceLoader;
import org.lockstep.model.math.Precision;

/**
 * A loop of fused multiply-adds over vectors that stay in registers: the JVM computes nothing
 * faster on this processor.
 */
public interface Fmas {
  /** The precision of the elements. */
  Precision precision();

  /** Floating-point operations per turn: two for each element of each vector. */
  int flops();

  /** Runs the loop. The value only keeps the JVM from removing it. */
  double run(int turns);

  /** All loops: processors differ in how many vectors must be in flight to reach the peak. */
  static List<Fmas> of(Precision precision) {
    // Found by name, because they are compiled separately, with an incubating module.
    return ServiceLoader.load(Fmas.class, Fmas.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(fmas -> fmas.precision() == precision)
        .toList();
  }
}
