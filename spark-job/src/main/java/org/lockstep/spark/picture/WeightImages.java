package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/** Draws what each unit of the first layer responds to: its weights, arranged as pixels. */
public final class WeightImages {
  private static final int MOST_UNITS = 100;
  private static final int COLUMNS = 10;
  private static final int SIDE = 80;
  private static final int GAP = 6;
  private static final int HEAD = 60;
  private static final String SIGNED =
      "blue: negative; white: 0; red: positive; each unit by its largest absolute weight";
  private static final String COLORED =
      "dark to bright: each unit from its smallest weight to its largest, by colour channel";

  private WeightImages() {}

  /**
   * Writes a PNG of the first hundred units. With one channel, blue is negative and red positive.
   * With three, each unit is scaled from its smallest weight to its largest.
   *
   * @param title of the network
   * @param parameters θ
   * @param w the first layer's weights, inputs x units
   * @param shape of the inputs
   */
  public static void write(
      String title,
      FlatVector parameters,
      ParameterLayout.Array w,
      ImageShape shape,
      OutputStream out)
      throws IOException {
    int units = Math.min(MOST_UNITS, w.columns());
    int rows = (units + COLUMNS - 1) / COLUMNS;
    PixelSize size = PixelSize.of(shape, SIDE);
    Png.write(
        COLUMNS * (SIDE + GAP) + GAP,
        HEAD + rows * (SIDE + GAP),
        out,
        graphics -> {
          graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
          graphics.setColor(Color.DARK_GRAY);
          graphics.drawString(title, GAP, HEAD - 36);
          graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
          graphics.drawString(shape.channels() == 1 ? SIGNED : COLORED, GAP, HEAD - 14);
          for (int unit = 0; unit < units; unit++) {
            graphics.drawImage(
                image(parameters, w, unit, shape),
                GAP + unit % COLUMNS * (SIDE + GAP),
                HEAD + unit / COLUMNS * (SIDE + GAP),
                size.width(),
                size.height(),
                null);
          }
        });
  }

  private static BufferedImage image(
      FlatVector parameters, ParameterLayout.Array w, int unit, ImageShape shape) {
    double[] weights = new double[w.rows()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = parameters.get(w.offset() + i * w.columns() + unit);
    }
    return shape.channels() == 1
        ? PixelImage.signed(weights, shape)
        : PixelImage.of(
            weights,
            shape,
            Arrays.stream(weights).min().orElse(0),
            Arrays.stream(weights).max().orElse(0));
  }
}
