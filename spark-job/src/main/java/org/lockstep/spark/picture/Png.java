package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Draws on a white background and writes the image as a PNG. */
final class Png {
  private Png() {}

  static void write(int width, int height, OutputStream out, Consumer<Graphics2D> drawing)
      throws IOException {
    BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = paper.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    // Shows a network's input pixels as sharp squares.
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    drawing.accept(graphics);
    graphics.dispose();
    if (!ImageIO.write(paper, "png", out)) {
      throw new IOException("this JVM has no PNG writer");
    }
  }
}
