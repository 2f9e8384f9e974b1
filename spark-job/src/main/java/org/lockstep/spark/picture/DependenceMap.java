package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.lockstep.model.text.Text;
import org.lockstep.spark.picture.DependencePlot.Axis;
import org.lockstep.spark.picture.DependencePlot.Line;

/**
 * Draws mean predictions by the values of two columns: a map for each class, label or target, with
 * one column down and the other across. Darker is higher.
 */
public final class DependenceMap {
  /** With more maps, the picture would be too long to read. */
  public static final int MOST_MAPS = 6;

  private static final int CELL_WIDTH = 56;
  private static final int CELL_HEIGHT = 26;
  private static final int HEAD = 78;
  private static final int NAMES = 130;
  private static final int FOOT = 16;
  private static final int NAME_LETTERS = 16;
  private static final int COLUMN_LETTERS = 8;
  private static final Color TEXT = new Color(0x222222);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private DependenceMap() {}

  /**
   * Writes a PNG.
   *
   * @param down the first column
   * @param across the second column
   * @param maps the means for each, the second column's values changing fastest
   */
  public static void write(String title, Axis down, Axis across, List<Line> maps, OutputStream out)
      throws IOException {
    int shown = Math.min(MOST_MAPS, maps.size());
    int width = NAMES + across.labels().size() * CELL_WIDTH + FOOT;
    int height = HEAD + down.labels().size() * CELL_HEIGHT + FOOT;
    int sheet = Math.max(width, 480);
    Png.write(
        sheet,
        shown * height,
        out,
        graphics -> {
          for (int i = 0; i < shown; i++) {
            Line map = maps.get(i);
            String name = maps.size() == 1 ? title : title + ": " + Text.brief(map.name());
            draw(graphics, name, down, across, map.means());
            graphics.translate(0, height);
          }
        });
  }

  private static void draw(
      Graphics2D graphics, String title, Axis down, Axis across, List<Double> means) {
    double least = means.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = means.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    graphics.setColor(TEXT);
    graphics.setFont(TITLE);
    graphics.drawString(title, FOOT, 24);
    graphics.setFont(PLAIN);
    graphics.drawString(
        Text.brief(down.column()) + " (down), " + Text.brief(across.column()) + " (across)",
        FOOT,
        44);
    for (int j = 0; j < across.labels().size(); j++) {
      String label = cut(across.labels().get(j), COLUMN_LETTERS);
      centre(graphics, label, NAMES + j * CELL_WIDTH, HEAD - 24, CELL_WIDTH, 22);
    }
    for (int i = 0; i < down.labels().size(); i++) {
      int y = HEAD + i * CELL_HEIGHT;
      graphics.setColor(TEXT);
      centre(graphics, cut(down.labels().get(i), NAME_LETTERS), 0, y, NAMES, CELL_HEIGHT);
      for (int j = 0; j < across.labels().size(); j++) {
        double mean = means.get(i * across.labels().size() + j);
        double share = most > least ? (mean - least) / (most - least) : 0;
        Color shade = ColorScale.BLUES.at(share);
        graphics.setColor(shade);
        int x = NAMES + j * CELL_WIDTH;
        graphics.fillRect(x, y, CELL_WIDTH - 1, CELL_HEIGHT - 1);
        graphics.setColor(ColorScale.textOn(shade));
        centre(graphics, number(mean), x, y, CELL_WIDTH, CELL_HEIGHT);
      }
    }
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 0.001 || size >= 1e6)) {
      return Text.format("%.1e", value);
    }
    return Text.format(size >= 100 ? "%,.0f" : size >= 1 ? "%.2f" : "%.3f", value);
  }

  private static String cut(String label, int letters) {
    String text = Text.brief(label);
    int points = text.codePointCount(0, text.length());
    return points <= letters ? text : text.substring(0, text.offsetByCodePoints(0, letters)) + "…";
  }

  private static void centre(
      Graphics2D graphics, String text, int x, int y, int width, int height) {
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(
        text,
        x + (width - metrics.stringWidth(text)) / 2,
        y + (height + metrics.getAscent() - metrics.getDescent()) / 2);
  }
}
