package org.lockstep.model.data;

import org.lockstep.model.text.Text;

/**
 * How the features of a row are arranged if they are the pixels of an image.
 *
 * @param height rows of pixels
 * @param width pixels in a row
 * @param channels 1 for gray, 3 for red, green, blue
 * @param layout where a pixel's channels are
 */
public record ImageShape(int height, int width, int channels, Layout layout) {
  private static final int MOST_NUMBERS = Integer.MAX_VALUE;

  public ImageShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an image of " + height + " x " + width + " pixels of " + channels + " channels");
    }
    long pixels = (long) height * width;
    if (pixels > MOST_NUMBERS / channels) {
      throw new IllegalArgumentException(
          Text.format(
              "an image of %d x %d pixels of %d channels, more than %d numbers",
              height, width, channels, MOST_NUMBERS));
    }
  }

  /** Where a pixel's channels are. */
  public enum Layout {
    /** One plane of height x width after another. */
    PLANAR,
    /** Next to each other. */
    INTERLEAVED
  }

  /** One channel. */
  public static ImageShape gray(int height, int width) {
    return new ImageShape(height, width, 1, Layout.PLANAR);
  }

  /** The number of features. */
  public int length() {
    return height * width * channels;
  }

  /** The index of the feature for a channel of the pixel at a row and a column, all from 0. */
  public int indexOf(int row, int column, int channel) {
    return switch (layout) {
      case PLANAR -> (channel * height + row) * width + column;
      case INTERLEAVED -> (row * width + column) * channels + channel;
    };
  }
}
