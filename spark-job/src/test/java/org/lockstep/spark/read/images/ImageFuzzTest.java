package org.lockstep.spark.read.images;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.fuzz.Untrusted;

class ImageFuzzTest {
  /**
   * Four times {@link ImageDecoder#MOST_BYTES}: for the decoder's pixels, for ours, and the same
   * again for the rows and blocks of decoders.
   */
  private static final long MOST_BYTES = 4L * ImageDecoder.MOST_BYTES;

  private static final ImageShape SHAPE = new ImageShape(3, 5, 3, ImageShape.Layout.INTERLEAVED);

  static Stream<byte[]> seeds() throws IOException {
    BufferedImage colours = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(1, 1, 0x112233);
    BufferedImage gray = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage palette = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED);
    return Stream.of(
        encoded(colours, "png"),
        encoded(gray, "png"),
        encoded(palette, "png"),
        encoded(colours, "jpeg"),
        encoded(palette, "gif"),
        encoded(colours, "bmp"));
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreAnImageOrAreUnfit(byte[] bytes) throws Exception {
    Untrusted.parseWithin(
        MOST_BYTES,
        bytes,
        b -> {
          try {
            ImageDecoder.decode(b, SHAPE, true);
          } catch (UnfitImageException e) {
            throw BadInputException.at("image", e.expected(), e.found());
          }
        });
  }
}
