package org.lockstep.model.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.lockstep.model.text.Words;

/**
 * The map between the targets of a regression and what the network is trained to output, output by
 * output. It is fitted on training rows, stored with the model and undone by every prediction.
 *
 * <pre>
 * t = (g(y) - shift) / scale     encode: from the target's own unit
 * y = g⁻¹(t · scale + shift)     decode: back to it; for clipped, within [low, high]
 * g(y) = sign(y) · log(1 + |y|)  for log, otherwise y
 * </pre>
 *
 * <p>The logarithm for both signs is that of J. John and N. Draper, "An alternative family of
 * transformations", 1980.
 */
public final class TargetScaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final double[] shift;
  private final double[] scale;
  private final double[] low; // for clipped; otherwise empty
  private final double[] high;

  /** How a scaling is fitted. */
  public enum Kind {
    /** Targets as they are. */
    NONE,
    /** The training mean subtracted, divided by the (population) standard deviation. */
    STANDARD,
    /** The same for the targets' logarithms: for numbers over several orders of magnitude. */
    LOG,
    /** Standard; predictions are clipped to the range of the training targets. */
    CLIPPED;

    /** {@code g(y)}. */
    public double bend(double y) {
      // Not Math: other JVMs can have other last bits.
      return this == LOG ? Math.copySign(StrictMath.log1p(Math.abs(y)), y) : y;
    }

    /** {@code g⁻¹(t)}; infinite if that is beyond a double. */
    double unbend(double t) {
      return this == LOG ? Math.copySign(StrictMath.expm1(Math.abs(t)), t) : t;
    }
  }

  /**
   * A scaling of {@code shift.length} outputs.
   *
   * @param kind how it was fitted; not clipped, which needs a range
   * @param shift one per output; 0 for none
   * @param scale one per output, positive; 1 for none
   */
  public TargetScaling(Kind kind, double[] shift, double[] scale) {
    this(kind, shift, scale, new double[0], new double[0]);
  }

  private TargetScaling(Kind kind, double[] shift, double[] scale, double[] low, double[] high) {
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
    int ranges = kind == Kind.CLIPPED ? scale.length : 0;
    if (low.length != ranges || high.length != ranges) {
      throw new IllegalArgumentException(
          scale.length
              + " targets, "
              + Words.of(kind)
              + ", ranges of "
              + low.length
              + " and "
              + high.length);
    }
    for (int j = 0; j < ranges; j++) {
      if (!(Double.isFinite(low[j]) && Double.isFinite(high[j]) && low[j] <= high[j])) {
        throw new IllegalArgumentException(
            "target " + (j + 1) + ": a range from " + low[j] + " to " + high[j]);
      }
    }
    this.kind = kind;
    this.shift = shift.clone();
    this.scale = scale.clone();
    this.low = low.clone();
    this.high = high.clone();
  }

  /**
   * A scaling whose predictions are clipped to a range.
   *
   * @param low one per output, finite: the least prediction, in the target's own unit
   * @param high one per output, finite, not below {@code low}: the greatest
   */
  public static TargetScaling clipped(double[] shift, double[] scale, double[] low, double[] high) {
    return new TargetScaling(Kind.CLIPPED, shift, scale, low, high);
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

  /** What each target is then divided by. */
  public double[] scale() {
    return scale.clone();
  }

  /** Whether predictions are clipped to a range. */
  public boolean isClipped() {
    return kind == Kind.CLIPPED;
  }

  /** The least prediction of each output; empty if none is clipped. */
  public double[] low() {
    return low.clone();
  }

  /** The greatest prediction of each output; empty if none is clipped. */
  public double[] high() {
    return high.clone();
  }

  /** What the network should output for a target of output {@code j}. */
  public double encode(int j, double y) {
    return isNone() ? y : (kind.bend(y) - shift[j]) / scale[j];
  }

  /** The prediction, in the target's own unit, for the network's output {@code j}. */
  public double decode(int j, double t) {
    if (isNone()) {
      return t;
    }
    double y = kind.unbend(t * scale[j] + shift[j]);
    return isClipped() ? Math.min(Math.max(y, low[j]), high[j]) : y; // NaN for NaN
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
        && Arrays.equals(scale, that.scale)
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        kind,
        Arrays.hashCode(shift),
        Arrays.hashCode(scale),
        Arrays.hashCode(low),
        Arrays.hashCode(high));
  }

  @Override
  public String toString() {
    return Words.of(kind) + " over " + shift.length + (shift.length == 1 ? " target" : " targets");
  }
}
