package org.lockstep.serve;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.text.Text;

/**
 * The range of the training images' pixels. The model file does not contain it, but its scaling,
 * which was fitted on the images, reveals enough:
 *
 * <ul>
 *   <li>{@code unit} is for bytes: 0 to 255;
 *   <li>{@code minmax} keeps the least and the largest value of each pixel, {@code maxabs} the
 *       largest;
 *   <li>{@code standard} and {@code center} keep each pixel's mean, {@code robust} its median,
 *       which lies below the largest value, and well above that of the next smaller range: MNIST's
 *       brightest mean is 139, that of the built-in digits 12;
 *   <li>{@code none} reveals nothing: 8 x 8 pixels are then taken as the built-in digits, 0 to 16,
 *       and others as bytes.
 * </ul>
 *
 * <p>If the frame of the mean image is in the upper half of the range, the images were dark on
 * light. Without a mean they are taken to be like both data sets: ink with high values on a ground
 * of 0.
 *
 * @param most the largest value: 1, 16, 255, or what {@code minmax} or {@code maxabs} found beyond
 * @param inkIsHigh whether ink is {@code most} and the ground 0, rather than the reverse
 */
record RawRange(double most, boolean inkIsHigh) {
  private static final double BYTES = 255;
  private static final double DIGITS = 16;
  private static final double[] USUAL = {1, DIGITS, BYTES};
  private static final int DIGITS_SIDE = 8;

  /** The range of the images that a scaling was fitted on, {@code side} pixels high and wide. */
  static RawRange of(Scaling scaling, int side) {
    double[] shift = scaling.shift();
    double[] scale = scaling.scale();
    return switch (scaling.kind()) {
      case UNIT -> new RawRange(BYTES, true);
      case NONE -> new RawRange(side == DIGITS_SIDE ? DIGITS : BYTES, true);
      case MINMAX, MAXABS -> {
        // A constant pixel has the scale 1, which says nothing about its range.
        double most =
            IntStream.range(0, shift.length)
                .mapToDouble(j -> scale[j] == 1 ? shift[j] : shift[j] + scale[j])
                .max()
                .orElse(1);
        yield new RawRange(Math.max(most, usual(most)), true);
      }
      case CENTER, STANDARD, ROBUST -> {
        double most = usual(Arrays.stream(shift).max().orElse(1));
        yield new RawRange(most, frameMean(shift, side) <= most / 2);
      }
    };
  }

  /** The range as text, as in {@code 0 to 255}. */
  String text() {
    return "0 to " + mostText();
  }

  /** The largest value as text: without a fraction if it has none. */
  String mostText() {
    return most == Math.rint(most) ? Text.format("%.0f", most) : Text.format("%s", most);
  }

  /** The smallest usual range that holds a value. */
  private static double usual(double value) {
    return DoubleStream.of(USUAL).filter(most -> value <= most).findFirst().orElse(BYTES);
  }

  private static double frameMean(double[] mean, int side) {
    return IntStream.range(0, mean.length)
        .filter(j -> j / side == 0 || j / side == side - 1 || j % side == 0 || j % side == side - 1)
        .mapToDouble(j -> mean[j])
        .average()
        .orElse(0);
  }
}
