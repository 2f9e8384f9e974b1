package org.lockstep.spark.read.images;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.error.Mention;
import org.lockstep.spark.read.source.ImageNames;

/**
 * Decodes images with the JDK's ImageIO. Values are those in the file: no colour profile is
 * applied; 16 bits become the upper 8; transparency is dropped.
 */
public final class ImageDecoder {
  /** Larger images are not decoded. */
  public static final int MOST_PIXELS = 1 << 25;

  /** The most bytes of an image's pixels, in its decoder's layout or in our own. */
  static final int MOST_BYTES = 1 << 27;

  private ImageDecoder() {}

  /** Decodes an image as it is. */
  public static Pixels decode(byte[] file) throws UnfitImageException {
    return decode(file, Optional.empty());
  }

  /**
   * Decodes an image to a shape with an interleaved layout.
   *
   * @param isResized whether to resize an image of another size, rather than refuse it
   */
  public static byte[] decode(byte[] file, ImageShape shape, boolean isResized)
      throws UnfitImageException {
    Pixels pixels = decode(file, isResized ? Optional.empty() : Optional.of(shape));
    return pixels.inChannels(shape.channels()).inSize(shape.width(), shape.height()).values();
  }

  private static Pixels decode(byte[] file, Optional<ImageShape> shape) throws UnfitImageException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          if (isRead(reader)) {
            reader.setInput(in, true, true);
            checkSize(reader.getWidth(0), reader.getHeight(0), shape);
            checkMemory(reader);
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            Pixels pixels = pixels(reader.read(0));
            checkWhole(warnings);
            return pixels;
          }
        } finally {
          reader.dispose();
        }
      }
    } catch (IOException | RuntimeException e) { // decoders throw either for damaged files
      String reason = e.getMessage() == null ? "a damaged one" : firstLine(e.getMessage());
      throw new UnfitImageException("an undamaged image", reason);
    }
    throw new UnfitImageException("an image (png, jpeg, gif or bmp)", "other bytes");
  }

  /** Fails for a truncated file: libjpeg only warns, and makes the rest of it gray. */
  private static void checkWhole(List<String> warnings) throws UnfitImageException {
    for (String warning : warnings) {
      if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
        throw new UnfitImageException("an undamaged image", firstLine(warning));
      }
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("a damaged one");
  }

  private static boolean isRead(ImageReader reader) {
    return Arrays.stream(reader.getOriginatingProvider().getFormatNames())
        .anyMatch(name -> ImageNames.SUFFIXES.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** Checks the size before anything is decoded: a small file can claim to be huge. */
  private static void checkSize(int width, int height, Optional<ImageShape> shape)
      throws UnfitImageException {
    if ((long) width * height > MOST_PIXELS) {
      throw new UnfitImageException(
          "at most " + MOST_PIXELS + " pixels", width + "x" + height + " of them");
    }
    if (shape.isPresent() && (width != shape.get().width() || height != shape.get().height())) {
      throw new UnfitImageException(
          shape.get().width()
              + "x"
              + shape.get().height()
              + " pixels (or set "
              + Mention.of("image-size")
              + ")",
          width + "x" + height);
    }
  }

  /**
   * Checks the memory: a pixel of four channels of 16 bits takes eight times as much as a gray
   * byte.
   */
  private static void checkMemory(ImageReader reader) throws IOException, UnfitImageException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      return; // reading says which type is not supported
    }
    int bits = Arrays.stream(types.next().getSampleModel().getSampleSize()).sum();
    long bytes = (long) reader.getWidth(0) * reader.getHeight(0) * bits / Byte.SIZE;
    if (bytes > MOST_BYTES) {
      throw new UnfitImageException(
          "at most " + MOST_BYTES + " bytes of pixels",
          reader.getWidth(0) + "x" + reader.getHeight(0) + " pixels of " + bits + " bits");
    }
  }

  private static Pixels pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Raster raster = image.getRaster();
    SampleModel samples = raster.getSampleModel();
    int bits = samples.getSampleSize(0);
    boolean isPlain =
        !(image.getColorModel() instanceof IndexColorModel)
            && (bits == 8 || bits == 16)
            && Arrays.stream(samples.getSampleSize()).allMatch(size -> size == bits);
    int channels = isPlain ? (samples.getNumBands() < 3 ? 1 : 3) : isGray(image) ? 1 : 3;
    byte[] values = new byte[width * height * channels];
    int[] row = new int[width * (isPlain ? samples.getNumBands() : 1)];
    int next = 0;
    for (int y = 0; y < height; y++) {
      if (isPlain) {
        raster.getPixels(0, y, width, 1, row);
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < channels; c++) {
            values[next++] = (byte) (row[x * samples.getNumBands() + c] >> (bits - 8));
          }
        }
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          for (int shift = 16; shift >= 8 * (3 - channels); shift -= 8) {
            values[next++] = (byte) (row[x] >> shift);
          }
        }
      }
    }
    return new Pixels(width, height, channels, values);
  }

  /** Whether a palette holds grays only. */
  private static boolean isGray(BufferedImage image) {
    if (!(image.getColorModel() instanceof IndexColorModel palette)) {
      return false;
    }
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }
}
