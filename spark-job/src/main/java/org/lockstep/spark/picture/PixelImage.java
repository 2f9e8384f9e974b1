package org.lockstep.spark.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.lockstep.model.data.ImageShape;

/** Draws features as an image. */
final class PixelImage {
  private PixelImage() {}

  /**
   * Draws the pixels of a row.
   *
   * @param features of this shape
   * @param black the value that becomes black
   * @param white the value that becomes white, or a channel's full brightness
   */
  static BufferedImage of(double[] features, ImageShape shape, double black, double white) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    double range = white > black ? white - black : 1;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int rgb = 0;
        for (int k = 0; k < 3; k++) {
          int channel = shape.channels() == 3 ? k : 0;
          double value = features[shape.indexOf(y, x, channel)];
          rgb = rgb << 8 | level((value - black) / range);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** Draws the weights of one channel: blue below 0, white at 0, red above. */
  static BufferedImage signed(double[] weights, ImageShape shape) {
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        double share = largest > 0 ? weights[shape.indexOf(y, x, 0)] / largest : 0;
        int rest = level(1 - Math.abs(share));
        image.setRGB(
            x, y, share >= 0 ? 255 << 16 | rest << 8 | rest : rest << 16 | rest << 8 | 255);
      }
    }
    return image;
  }

  private static int level(double share) {
    return (int) Math.round(255 * Math.min(1, Math.max(0, share)));
  }
}
