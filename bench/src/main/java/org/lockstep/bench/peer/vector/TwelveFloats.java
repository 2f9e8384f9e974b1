package org.lockstep.bench.peer.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lockstep.bench.peer.Fmas;
import org.lockstep.model.math.Precision;

/** Twelve sums at once: with the factors they fit in sixteen registers. */
public final class TwelveFloats implements Fmas {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;

  @Override
  public Precision precision() {
    return Precision.FLOAT;
  }

  @Override
  public int flops() {
    return 2 * SUMS * SPECIES.length();
  }

  @Override
  public double run(int turns) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1);
    FloatVector s0 = x;
    FloatVector s1 = x;
    FloatVector s2 = x;
    FloatVector s3 = x;
    FloatVector s4 = x;
    FloatVector s5 = x;
    FloatVector s6 = x;
    FloatVector s7 = x;
    FloatVector s8 = x;
    FloatVector s9 = x;
    FloatVector s10 = x;
    FloatVector s11 = x;
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
