package org.lockstep.bench.peer.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lockstep.bench.peer.Fmas;
import org.lockstep.model.math.Precision;

/** Twenty sums at once, for processors with thirty-two registers and more units to keep busy. */
public final class TwentyDoubles implements Fmas {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int SUMS = 20;

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
    DoubleVector s12 = x;
    DoubleVector s13 = x;
    DoubleVector s14 = x;
    DoubleVector s15 = x;
    DoubleVector s16 = x;
    DoubleVector s17 = x;
    DoubleVector s18 = x;
    DoubleVector s19 = x;
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
