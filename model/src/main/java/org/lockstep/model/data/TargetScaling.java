package org.lockstep.model.data;

import java.io.Serializable;
import java.util.Arrays;
import org.lockstep.model.text.Words;

/**
 * The map between the targets of a regression and what the network is trained to give, output by
 * output. Fitted on training rows, stored with the model, undone by every prediction.
 *
 * <pre>
 * t = (g(y) - shift) / scale     encode: from the target's own unit
 * y = g⁻¹(t · scale + shift)     decode: back to it
 * g(y) = sign(y) · log(1 + |y|)  for log, else y
 * </pre>
 *
 * <p>The logarithm of both signs is that of J. John and N. Draper, "An alternative family of
 * transformations", 1980.
 */
public final class TargetScaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final double[] shift;
  private final double[] scale;

  /** How a scaling is fitted. */
  public enum Kind {
    /** Targets as they are. */
    NONE,
    /** The training mean subtracted, divided by the (population) standard deviation. */
    STANDARD,
    /** The same of the targets' logarithms: for numbers over several orders of magnitude. */
    LOG;

    /** {@code g(y)}. */
    public double bend(double y) {
      // Of java.lang.Math, other JVMs have other last bits.
      return this == LOG ? Math.copySign(StrictMath.log1p(Math.abs(y)), y) : y;
    }

    /** {@code g⁻¹(t)}; infinite where that is beyond a double. */
    double unbend(double t) {
      return this == LOG ? Math.copySign(StrictMath.expm1(Math.abs(t)), t) : t;
    }
  }

  /**
   * A scaling of {@code shift.length} outputs.
   *
   * @param kind how it was fitted
   * @param shift one per output; 0 for none
   * @param scale one per output, positive; 1 for none
   */
  public TargetScaling(Kind kind, double[] shift, double[] scale) {
    if (shift.length != scale.length) {
      throw new IllegalArgumentException(shift.length + " shifts, " + scale.length + " scales");
    }
    for (int j = 0; j < scale.length; j++) {
      boolean isUsable = Double.isFinite(shift[j]) && scale[j] > 0 && Double.isFinite(scale[j]);
      if (!isUsable || (kind == Kind.NONE && (shift[j] != 0 || scale[j] != 1))) {
        throw new IllegalArgumentException(
            "target " + (j + 1) + ": shift " + shift[j] + ", scale " + scale[j]);
      }
    }
    this.kind = kind;
    this.shift = shift.clone();
    this.scale = scale.clone();
  }

  /** Targets as they are. */
  public static TargetScaling none(int outputs) {
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    return new TargetScaling(Kind.NONE, new double[outputs], ones);
  }

  /** How it was fitted. */
  public Kind kind() {
    return kind;
  }

  /** Whether targets stay as they are. */
  public boolean isNone() {
    return kind == Kind.NONE;
  }

  /** How many outputs. */
  public int outputs() {
    return shift.length;
  }

  /** What is subtracted from each target, or from its logarithm. */
  public double[] shift() {
    return shift.clone();
  }

  /** What each is then divided by. */
  public double[] scale() {
    return scale.clone();
  }

  /** What the network is to give for a target of output {@code j}. */
  public double encode(int j, double y) {
    return isNone() ? y : (kind.bend(y) - shift[j]) / scale[j];
  }

  /** The number, in the target's unit, that the network means by its output {@code j}. */
  public double decode(int j, double t) {
    return isNone() ? t : kind.unbend(t * scale[j] + shift[j]);
  }

  /** Decodes a row of outputs in place. */
  public void decode(double[] row) {
    if (!isNone()) {
      for (int j = 0; j < shift.length; j++) {
        row[j] = decode(j, row[j]);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TargetScaling that
        && kind == that.kind
        && Arrays.equals(shift, that.shift)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(shift) + 7 * Arrays.hashCode(scale);
  }

  @Override
  public String toString() {
    return Words.of(kind) + " over " + shift.length + (shift.length == 1 ? " target" : " targets");
  }
}
