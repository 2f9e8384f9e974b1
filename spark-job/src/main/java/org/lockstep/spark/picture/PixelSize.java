package org.lockstep.spark.picture;

import org.lockstep.model.data.ImageShape;

/**
 * The size at which an image is drawn.
 *
 * @param width in pixels of the picture
 * @param height in pixels of the picture
 */
record PixelSize(int width, int height) {
  /** The largest size that fits into a square, in the image's proportions. */
  static PixelSize of(ImageShape shape, int side) {
    double scale = (double) side / Math.max(shape.width(), shape.height());
    return new PixelSize(
        Math.max(1, (int) Math.round(shape.width() * scale)),
        Math.max(1, (int) Math.round(shape.height() * scale)));
  }
}
