package org.lockstep.bench.peer.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lockstep.bench.peer.Fmas;
import org.lockstep.model.math.Precision;

/** Twelve sums at once: with the factors they fit in sixteen registers. */
public final class TwelveDoubles implements Fmas {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;

  @Override
  public Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  public int flops() {
    return 2 * SUMS * SPECIES.length();
  }

  @Override
  public double run(int turns) {
    DoubleVector x = DoubleVector.broadcast(SPECIES, 0.5);
    DoubleVector y = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector s0 = x;
    DoubleVector s1 = x;
    DoubleVector s2 = x;
    DoubleVector s3 = x;
    DoubleVector s4 = x;
    DoubleVector s5 = x;
    DoubleVector s6 = x;
    DoubleVector s7 = x;
    DoubleVector s8 = x;
    DoubleVector s9 = x;
    DoubleVector s10 = x;
    DoubleVector s11 = x;
    for (int i = 0; i < turns; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    return s0.add(s1)
        .add(s2)
        .add(s3)
        .add(s4)
        .add(s5)
        .add(s6)
        .add(s7)
        .add(s8)
        .add(s9)
        .add(s10)
        .add(s11)
        .reduceLanes(VectorOperators.ADD);
  }
}
