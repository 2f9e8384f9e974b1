package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.text.Text;

/** Draws images with the classes that a model predicts for them. */
public final class PredictionGrid {
  private static final int COLUMNS = 10;
  private static final int SIDE = 96;
  private static final int GAP = 14;
  private static final int LINE = 16;
  private static final int CAPTION = 2 * LINE;
  private static final int HEAD = 40;
  private static final Color RIGHT = new Color(0x1a7f37);
  private static final Color WRONG = new Color(0xc9190b);

  private PredictionGrid() {}

  /** An image with its predicted and actual class. */
  public static final class Item {
    private final double[] features;
    private final String predicted;
    private final String actual;

    /**
     * An image.
     *
     * @param features raw
     * @param predicted name of a class
     * @param actual name of a class
     */
    public Item(double[] features, String predicted, String actual) {
      this.features = features.clone();
      this.predicted = predicted;
      this.actual = actual;
    }

    /** Whether the prediction is right. */
    public boolean isRight() {
      return predicted.equals(actual);
    }
  }

  /**
   * Writes a PNG: under each image its predicted class, and if that is wrong, the true one.
   *
   * @param items at least one
   * @param shape of each image
   */
  public static void write(String title, List<Item> items, ImageShape shape, OutputStream out)
      throws IOException {
    double black = items.stream().mapToDouble(item -> smallest(item.features)).min().orElse(0);
    double white = items.stream().mapToDouble(item -> largest(item.features)).max().orElse(1);
    int rows = (items.size() + COLUMNS - 1) / COLUMNS;
    int columns = Math.min(COLUMNS, items.size());
    Png.write(
        Math.max(4, columns) * (SIDE + GAP) + GAP,
        HEAD + rows * (SIDE + CAPTION + GAP),
        out,
        graphics -> {
          graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
          graphics.setColor(Color.DARK_GRAY);
          graphics.drawString(title, GAP, HEAD - 16);
          graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
          for (int i = 0; i < items.size(); i++) {
            int x = GAP + i % COLUMNS * (SIDE + GAP);
            int y = HEAD + i / COLUMNS * (SIDE + CAPTION + GAP);
            draw(graphics, items.get(i), PixelSize.of(shape, SIDE), x, y, shape, black, white);
          }
        });
  }

  private static void draw(
      Graphics2D graphics,
      Item item,
      PixelSize size,
      int x,
      int y,
      ImageShape shape,
      double black,
      double white) {
    graphics.drawImage(
        PixelImage.of(item.features, shape, black, white), x, y, size.width(), size.height(), null);
    graphics.setColor(item.isRight() ? RIGHT : WRONG);
    graphics.drawString(Text.brief(item.predicted), x, y + SIDE + LINE);
    if (!item.isRight()) {
      graphics.setColor(Color.GRAY);
      graphics.drawString("is " + Text.brief(item.actual), x, y + SIDE + 2 * LINE);
    }
  }

  private static double smallest(double[] values) {
    double smallest = values[0];
    for (double value : values) {
      smallest = Math.min(smallest, value);
    }
    return smallest;
  }

  private static double largest(double[] values) {
    double largest = values[0];
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
