package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Quadrants;

/** {@link Quadrants} in vectors, operation by operation. */
final class VectorQuadrants {
  private VectorQuadrants() {}

  /** {@code sin(x + quadrants·π/2)} for x in [0, {@link Quadrants#F_MAX}]. */
  static FloatVector of(FloatVector x, int quadrants) {
    FloatVector shift = x.broadcast(Quadrants.F_SHIFT);
    FloatVector shifted = x.fma(x.broadcast(Quadrants.F_QUADRANTS), shift);
    FloatVector n = shifted.sub(shift);
    FloatVector first = n.fma(x.broadcast(-Quadrants.F_RIGHT), x);
    FloatVector minusRest = x.broadcast(-Quadrants.F_RIGHT_REST);
    FloatVector r = n.fma(minusRest, first);
    FloatVector rest = n.fma(x.broadcast(-Quadrants.F_RIGHT_LAST), n.fma(minusRest, first.sub(r)));
    IntVector quadrant = shifted.reinterpretAsInts().add(quadrants);
    FloatVector z = r.mul(r);
    FloatVector half = z.mul(0.5f);
    FloatVector whole = x.broadcast(1).sub(half);
    FloatVector restOfWhole = x.broadcast(1).sub(whole).sub(half);
    FloatVector cos = whole.add(z.mul(z).fma(cosine(z), restOfWhole).sub(r.mul(rest)));
    FloatVector sin = r.add(r.mul(z).fma(sine(z), rest.mul(whole)));
    IntVector odd = quadrant.lanewise(VectorOperators.AND, 1).neg();
    IntVector y =
        sin.reinterpretAsInts()
            .lanewise(VectorOperators.BITWISE_BLEND, cos.reinterpretAsInts(), odd);
    return y.lanewise(
            VectorOperators.XOR,
            quadrant.lanewise(VectorOperators.AND, 2).lanewise(VectorOperators.LSHL, 30))
        .reinterpretAsFloats();
  }

  /** {@code (sin r - r)/r³} with z = r². */
  private static FloatVector sine(FloatVector z) {
    FloatVector q = z.broadcast(Quadrants.F_SIN3);
    q = q.fma(z, z.broadcast(Quadrants.F_SIN2));
    q = q.fma(z, z.broadcast(Quadrants.F_SIN1));
    q = q.fma(z, z.broadcast(Quadrants.F_SIN0));
    return q;
  }

  /** {@code (cos r - 1 + r²/2)/r⁴} with z = r². */
  private static FloatVector cosine(FloatVector z) {
    FloatVector q = z.broadcast(Quadrants.F_COS2);
    q = q.fma(z, z.broadcast(Quadrants.F_COS1));
    q = q.fma(z, z.broadcast(Quadrants.F_COS0));
    return q;
  }

  /** {@code sin(x + quadrants·π/2)} for x in [0, {@link Quadrants#D_MAX}]. */
  static DoubleVector of(DoubleVector x, int quadrants) {
    DoubleVector shift = x.broadcast(Quadrants.D_SHIFT);
    DoubleVector shifted = x.fma(x.broadcast(Quadrants.D_QUADRANTS), shift);
    DoubleVector n = shifted.sub(shift);
    DoubleVector first = n.fma(x.broadcast(-Quadrants.D_RIGHT), x);
    DoubleVector minusRest = x.broadcast(-Quadrants.D_RIGHT_REST);
    DoubleVector r = n.fma(minusRest, first);
    DoubleVector rest = n.fma(x.broadcast(-Quadrants.D_RIGHT_LAST), n.fma(minusRest, first.sub(r)));
    LongVector quadrant = shifted.reinterpretAsLongs().add(quadrants);
    DoubleVector z = r.mul(r);
    DoubleVector half = z.mul(0.5);
    DoubleVector whole = x.broadcast(1).sub(half);
    DoubleVector restOfWhole = x.broadcast(1).sub(whole).sub(half);
    DoubleVector cos = whole.add(z.mul(z).fma(cosine(z), restOfWhole).sub(r.mul(rest)));
    DoubleVector sin = r.add(r.mul(z).fma(sine(z), rest.mul(whole)));
    LongVector odd = quadrant.lanewise(VectorOperators.AND, 1).neg();
    LongVector y =
        sin.reinterpretAsLongs()
            .lanewise(VectorOperators.BITWISE_BLEND, cos.reinterpretAsLongs(), odd);
    return y.lanewise(
            VectorOperators.XOR,
            quadrant.lanewise(VectorOperators.AND, 2).lanewise(VectorOperators.LSHL, 62))
        .reinterpretAsDoubles();
  }

  /** {@code (sin r - r)/r³} with z = r². */
  private static DoubleVector sine(DoubleVector z) {
    DoubleVector q = z.broadcast(Quadrants.D_SIN6);
    q = q.fma(z, z.broadcast(Quadrants.D_SIN5));
    q = q.fma(z, z.broadcast(Quadrants.D_SIN4));
    q = q.fma(z, z.broadcast(Quadrants.D_SIN3));
    q = q.fma(z, z.broadcast(Quadrants.D_SIN2));
    q = q.fma(z, z.broadcast(Quadrants.D_SIN1));
    q = q.fma(z, z.broadcast(Quadrants.D_SIN0));
    return q;
  }

  /** {@code (cos r - 1 + r²/2)/r⁴} with z = r². */
  private static DoubleVector cosine(DoubleVector z) {
    DoubleVector q = z.broadcast(Quadrants.D_COS5);
    q = q.fma(z, z.broadcast(Quadrants.D_COS4));
    q = q.fma(z, z.broadcast(Quadrants.D_COS3));
    q = q.fma(z, z.broadcast(Quadrants.D_COS2));
    q = q.fma(z, z.broadcast(Quadrants.D_COS1));
    q = q.fma(z, z.broadcast(Quadrants.D_COS0));
    return q;
  }
}
