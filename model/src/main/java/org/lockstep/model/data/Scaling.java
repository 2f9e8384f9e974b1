package org.lockstep.model.data;

import java.io.Serializable;
import java.util.Arrays;
import org.lockstep.model.text.Words;

/**
 * The map from features to what the network sees: {@code (x - shift) / scale}, feature by feature,
 * and for some kinds a smooth clipping of the result. It is fitted on training rows, stored with
 * the model and applied by every prediction.
 */
public final class Scaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final double[] shift;
  private final double[] scale;

  /** How a scaling is fitted. */
  public enum Kind {
    /** Raw features. */
    NONE,
    /** Divided by 255: bytes to [0, 1]. */
    UNIT,
    /** The training mean subtracted. */
    CENTER,
    /** The training mean subtracted, divided by the (population) standard deviation. */
    STANDARD,
    /** The training range mapped to [0, 1]. */
    MINMAX,
    /** Divided by the largest magnitude: to [-1, 1], and 0 stays 0. */
    MAXABS,
    /**
     * The training median subtracted, divided by the distance between the quartiles; then clipped
     * smoothly into (-3, 3) by {@code x / sqrt(1 + (x/3)²)}. If the quartiles are equal, the
     * divisor is half the training range (D. Holzmüller, L. Grinsztajn, I. Steinwart, "Better by
     * Default", NeurIPS 2024, section 3).
     */
    ROBUST;

    /** Whether numbers are clipped smoothly after scaling. */
    public boolean isClipped() {
      return this == ROBUST;
    }

    /** Whether 0 stays 0, so that sparse rows stay sparse. */
    public boolean keepsZero() {
      return this == NONE || this == UNIT || this == MAXABS;
    }
  }

  /**
   * A scaling of {@code shift.length} features.
   *
   * @param kind how it was fitted
   * @param shift one per feature
   * @param scale one per feature, positive
   */
  public Scaling(Kind kind, double[] shift, double[] scale) {
    if (shift.length != scale.length) {
      throw new IllegalArgumentException(shift.length + " shifts, " + scale.length + " scales");
    }
    for (int j = 0; j < scale.length; j++) {
      if (!Double.isFinite(shift[j]) || !(scale[j] > 0 && Double.isFinite(scale[j]))) {
        throw new IllegalArgumentException(
            "feature " + (j + 1) + ": shift " + shift[j] + ", scale " + scale[j]);
      }
    }
    this.kind = kind;
    this.shift = shift.clone();
    this.scale = scale.clone();
  }

  /** Features as they are. */
  public static Scaling none(int width) {
    double[] ones = new double[width];
    Arrays.fill(ones, 1);
    return new Scaling(Kind.NONE, new double[width], ones);
  }

  /** Unsigned bytes to [0, 1]. */
  public static Scaling unit(int width) {
    double[] full = new double[width];
    Arrays.fill(full, 255);
    return new Scaling(Kind.UNIT, new double[width], full);
  }

  /** The same scaling, but the features [from, to) stay as they are, apart from clipping. */
  public Scaling leaving(int from, int to) {
    double[] shifts = shift();
    double[] scales = scale();
    Arrays.fill(shifts, from, to, 0);
    Arrays.fill(scales, from, to, 1);
    return new Scaling(kind, shifts, scales);
  }

  /** How it was fitted. */
  public Kind kind() {
    return kind;
  }

  /** How many features. */
  public int width() {
    return shift.length;
  }

  /** What is subtracted from each feature. */
  public double[] shift() {
    return shift.clone();
  }

  /** What each feature is then divided by. */
  public double[] scale() {
    return scale.clone();
  }

  /** 1 / scale: what a gather multiplies by. */
  public double[] factor() {
    return Arrays.stream(scale).map(s -> 1 / s).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaling that
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
    return Words.of(kind) + " over " + shift.length + " features";
  }
}
