package org.lockstep.spark.read.images;

/** A decoded image: height x width x channels unsigned bytes. */
public final class Pixels {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] values;

  /** Channels are 1 for gray, or 3 for red, green, blue. */
  Pixels(int width, int height, int channels, byte[] values) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.values = values;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int channels() {
    return channels;
  }

  /** The bytes themselves, not a copy. */
  byte[] values() {
    return values;
  }

  /** The image in this many channels: gray in equal parts, colours as their luma (ITU-R BT.601). */
  public Pixels inChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int pixels = width * height;
    byte[] result = new byte[pixels * wanted];
    for (int i = 0; i < pixels; i++) {
      if (wanted == 1) {
        int r = values[3 * i] & 0xff;
        int g = values[3 * i + 1] & 0xff;
        int b = values[3 * i + 2] & 0xff;
        result[i] = (byte) ((299 * r + 587 * g + 114 * b + 500) / 1000);
      } else {
        result[3 * i] = values[i];
        result[3 * i + 1] = values[i];
        result[3 * i + 2] = values[i];
      }
    }
    return new Pixels(width, height, wanted, result);
  }

  /**
   * The image in another size, bilinear: a pixel is the mean of those around its centre, weighted
   * by a triangle as wide as two pixels of the coarser grid, so that an image is smoothed when it
   * shrinks. Resamples along rows, then along columns, and rounds after each.
   *
   * @throws UnfitImageException if that takes more memory than an image is allowed
   */
  public Pixels inSize(int newWidth, int newHeight) throws UnfitImageException {
    Pixels result = this;
    if (newWidth != width) {
      byte[] rows = space(newWidth, height, newWidth, newHeight);
      Triangle.resample(values, rows, height, width, newWidth, channels);
      result = new Pixels(newWidth, height, channels, rows);
    }
    if (newHeight != height) {
      byte[] columns = space(newWidth, newHeight, newWidth, newHeight);
      // A column's pixels lie newWidth * channels apart, which is one image with those as channels.
      Triangle.resample(result.values, columns, 1, height, newHeight, newWidth * channels);
      result = new Pixels(newWidth, newHeight, channels, columns);
    }
    return result;
  }

  /** Allocates an image on its way to a new size: a narrow one grows before its height shrinks. */
  private byte[] space(int columns, int rows, int newWidth, int newHeight)
      throws UnfitImageException {
    long bytes = (long) columns * rows * channels;
    if (bytes > ImageDecoder.MOST_BYTES) {
      throw new UnfitImageException(
          "an image that can be resized to "
              + newWidth
              + "x"
              + newHeight
              + " pixels in at most "
              + ImageDecoder.MOST_BYTES
              + " bytes",
          width + "x" + height + ", which needs " + bytes);
    }
    return new byte[(int) bytes];
  }
}
