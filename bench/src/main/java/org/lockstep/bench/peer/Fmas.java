package org.lockstep.bench.peer;

import java.util.List;
import java.util.ServiceLoader;
import org.lockstep.model.math.Precision;

/**
 * A loop of fused multiply-adds over vectors that do not leave the registers: nothing that the JVM
 * computes on this processor is faster.
 */
public interface Fmas {
  /** Of the elements. */
  Precision precision();

  /** Floating-point operations of a turn: two for each element of each vector. */
  int flops();

  /** Runs it. The value is of no interest; without it, the JVM would leave out the loop. */
  double run(int turns);

  /** All loops: processors differ in how many vectors must be in flight. */
  static List<Fmas> of(Precision precision) {
    // Found by name: they are compiled with an incubating module, apart from all else.
    return ServiceLoader.load(Fmas.class, Fmas.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(fmas -> fmas.precision() == precision)
        .toList();
  }
}
