package org.lockstep.spark.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.lockstep.model.importance.ColumnImportance;
import org.lockstep.model.text.Text;

/** Draws the importance of columns: a bar each, with its deviation on both sides of its end. */
public final class ImportancePlot {
  /** With more bars, the picture would be too long to read. */
  public static final int MOST_COLUMNS = 40;

  private static final int WIDTH = 860;
  private static final int HEAD = 56;
  private static final int ROW = 26;
  private static final int FOOT = 52;
  private static final int NAMES = 220;
  private static final int NUMBERS = 90;
  private static final int CAP = 4;
  private static final int TICKS = 6;
  private static final Color TEXT = new Color(0x222222);
  private static final Color GRID = new Color(0xe5e5e5);
  private static final Color ERROR = new Color(0x333333);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private ImportancePlot() {}

  /**
   * Writes a PNG.
   *
   * @param title what was scored
   * @param axis what the bars measure
   * @param bars from top to bottom, at least one; those beyond {@link #MOST_COLUMNS} are left out
   */
  public static void write(String title, String axis, List<ColumnImportance> bars, OutputStream out)
      throws IOException {
    List<ColumnImportance> shown = bars.subList(0, Math.min(MOST_COLUMNS, bars.size()));
    String head =
        shown.size() == bars.size()
            ? title
            : Text.format("%s; the first %d of %,d columns", title, shown.size(), bars.size());
    int height = HEAD + shown.size() * ROW + FOOT;
    Png.write(WIDTH, height, out, graphics -> draw(graphics, head, axis, shown));
  }

  private static void draw(
      Graphics2D graphics, String title, String axis, List<ColumnImportance> bars) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double low = bars.stream().mapToDouble(bar -> bar.mean() - bar.deviation()).min().orElse(0);
    double high = bars.stream().mapToDouble(bar -> bar.mean() + bar.deviation()).max().orElse(0);
    low = Math.min(0, low);
    high = Math.max(high, low == 0 ? 1e-9 : 0);
    double step = step((high - low) / TICKS);
    Scale scale = new Scale(Math.floor(low / step) * step, Math.ceil(high / step) * step);
    graphics.setColor(TEXT);
    graphics.setFont(TITLE);
    centre(graphics, title, WIDTH / 2.0, 30);
    drawGrid(graphics, scale, step, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      draw(graphics, scale, bars.get(i), ColumnImportance.largest(bars), HEAD + i * ROW);
    }
    graphics.setColor(TEXT);
    centre(graphics, axis, (scale.x(scale.low) + scale.x(scale.high)) / 2, bottom(bars) + 42);
  }

  private static int bottom(List<ColumnImportance> bars) {
    return HEAD + bars.size() * ROW;
  }

  /** Maps numbers to positions on the axis. */
  private record Scale(double low, double high) {
    double x(double value) {
      return NAMES + (value - low) / (high - low) * (WIDTH - NAMES - NUMBERS);
    }
  }

  /** A round number near this one: 1, 2 or 5 times a power of ten. */
  private static double step(double about) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(about)));
    double times = about / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  private static void drawGrid(Graphics2D graphics, Scale scale, double step, int bars) {
    int bottom = HEAD + bars * ROW;
    graphics.setFont(PLAIN);
    int ticks = (int) Math.round((scale.high - scale.low) / step);
    for (int tick = 0; tick <= ticks; tick++) {
      double value = Math.rint(scale.low / step + tick) * step;
      double x = scale.x(value);
      graphics.setColor(GRID);
      graphics.draw(new Line2D.Double(x, HEAD - 4, x, bottom));
      graphics.setColor(TEXT);
      centre(
          graphics,
          Text.format("%.4g", value).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", ""),
          x,
          bottom + 18);
    }
  }

  private static void draw(
      Graphics2D graphics, Scale scale, ColumnImportance bar, double largest, int top) {
    double middle = top + ROW / 2.0;
    double zero = scale.x(0);
    double end = scale.x(bar.mean());
    graphics.setColor(Charts.BLUE);
    graphics.fill(
        new Rectangle2D.Double(
            Math.min(zero, end), top + 4, Math.max(1, Math.abs(end - zero)), ROW - 8));
    double from = scale.x(bar.mean() - bar.deviation());
    double to = scale.x(bar.mean() + bar.deviation());
    graphics.setColor(ERROR);
    graphics.setStroke(new BasicStroke(1.5f));
    if (to - from >= 1) {
      graphics.draw(new Line2D.Double(from, middle, to, middle));
      graphics.draw(new Line2D.Double(from, middle - CAP, from, middle + CAP));
      graphics.draw(new Line2D.Double(to, middle - CAP, to, middle + CAP));
    }
    graphics.setColor(TEXT);
    graphics.setFont(PLAIN);
    FontMetrics metrics = graphics.getFontMetrics();
    float base = (float) (middle + (metrics.getAscent() - metrics.getDescent()) / 2.0);
    String name = fitting(Text.brief(bar.column()), metrics);
    graphics.drawString(name, NAMES - 12 - metrics.stringWidth(name), base);
    graphics.drawString(ColumnImportance.text(bar.mean(), largest), WIDTH - NUMBERS + 12, base);
  }

  private static String fitting(String name, FontMetrics metrics) {
    if (metrics.stringWidth(name) <= NAMES - 24) {
      return name;
    }
    int end = name.length();
    while (end > 1 && metrics.stringWidth(name.substring(0, end) + "...") > NAMES - 24) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end) + "...";
  }

  private static void centre(Graphics2D graphics, String text, double x, int y) {
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), y);
  }
}
