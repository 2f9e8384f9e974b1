package org.lockstep.bench.peer.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lockstep.bench.peer.Fmas;
import org.lockstep.model.math.Precision;

/** Twenty sums at once, for processors with thirty-two registers and more units to keep busy. */
public final class TwentyFloats implements Fmas {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 20;

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
    FloatVector s12 = x;
    FloatVector s13 = x;
    FloatVector s14 = x;
    FloatVector s15 = x;
    FloatVector s16 = x;
    FloatVector s17 = x;
    FloatVector s18 = x;
    FloatVector s19 = x;
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
      s12 = s12.fma(x, y);
      s13 = s13.fma(x, y);
      s14 = s14.fma(x, y);
      s15 = s15.fma(x, y);
      s16 = s16.fma(x, y);
      s17 = s17.fma(x, y);
      s18 = s18.fma(x, y);
      s19 = s19.fma(x, y);
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
        .add(s12)
        .add(s13)
        .add(s14)
        .add(s15)
        .add(s16)
        .add(s17)
        .add(s18)
        .add(s19)
        .reduceLanes(VectorOperators.ADD);
  }
}
