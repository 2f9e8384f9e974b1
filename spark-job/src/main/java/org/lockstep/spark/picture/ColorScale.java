package org.lockstep.spark.picture;

import java.awt.Color;

/** Colours from one to another, for numbers from the least to the most. */
public record ColorScale(Color least, Color most) {
  /** From nearly white to blue. */
  public static final ColorScale BLUES = new ColorScale(new Color(0xf3f7fb), Charts.BLUE);

  /**
   * The colour of a number.
   *
   * @param share from 0, the least, to 1, the most
   */
  public Color at(double share) {
    return new Color(
        mixed(least.getRed(), most.getRed(), share),
        mixed(least.getGreen(), most.getGreen(), share),
        mixed(least.getBlue(), most.getBlue(), share));
  }

  private static int mixed(int least, int most, double share) {
    return (int) Math.round(least + share * (most - least));
  }

  /** Black or white, whichever has more contrast with a background (WCAG 2.2). */
  public static Color textOn(Color background) {
    double light = luminance(background) + 0.05;
    return light / 0.05 >= 1.05 / light ? Color.BLACK : Color.WHITE;
  }

  /** Relative luminance: 0 for black, 1 for white. */
  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
