package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lockstep.model.score.Calibration;
import org.lockstep.model.text.Text;

/** Draws how well probabilities are calibrated, with a bar for the share of rows in each bin. */
public final class CalibrationPlot {
  private static final int SHARES_HEIGHT = 110;
  private static final Color BARS = new Color(0xbfd7ea);

  private CalibrationPlot() {}

  /**
   * Writes a PNG.
   *
   * @param rows what was scored, for the legend
   * @param positive the second class
   */
  public static void write(String rows, String positive, Calibration calibration, OutputStream out)
      throws IOException {
    List<Calibration.Bin> bins = calibration.bins();
    XYChart chart =
        Charts.shares(
            Text.format("Calibration error %.4f", calibration.error()),
            "predicted probability of class " + Text.brief(positive) + ", mean of each bin",
            "share of rows of that class");
    Charts.reference(chart, "perfect", 0, 0, 1, 1);
    Charts.line(
            chart,
            rows,
            Charts.BLUE,
            bins.stream().mapToDouble(Calibration.Bin::foretold).toArray(),
            bins.stream().mapToDouble(Calibration.Bin::came).toArray())
        .setMarker(SeriesMarkers.CIRCLE);
    int width = chart.getWidth();
    int height = chart.getHeight();
    Png.write(
        width,
        height + SHARES_HEIGHT,
        out,
        graphics -> {
          chart.paint(graphics, width, height);
          bars(graphics, chart, calibration, height);
        });
  }

  /** Draws the share of rows in each bin, below the bin's place on the axis. */
  private static void bars(Graphics2D graphics, XYChart chart, Calibration calibration, int top) {
    double all = calibration.bins().stream().mapToDouble(Calibration.Bin::weight).sum();
    double most = calibration.bins().stream().mapToDouble(Calibration.Bin::weight).max().orElse(1);
    double left = chart.getScreenXFromChart(0);
    double right = chart.getScreenXFromChart(1);
    double width = (right - left) / Calibration.BINS;
    double base = top + SHARES_HEIGHT - 28;
    double tallest = SHARES_HEIGHT - 50;
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    FontMetrics metrics = graphics.getFontMetrics();
    for (int b = 0; b < Calibration.BINS; b++) {
      double share = calibration.weight(b) / all;
      double height = tallest * calibration.weight(b) / most;
      graphics.setColor(BARS);
      graphics.fill(new Rectangle2D.Double(left + b * width + 2, base - height, width - 4, height));
      String text = Text.format("%.1f %%", 100 * share);
      graphics.setColor(Color.DARK_GRAY);
      graphics.drawString(
          text,
          (float) (left + (b + 0.5) * width - metrics.stringWidth(text) / 2.0),
          (float) (base - height - 4));
    }
    graphics.drawLine((int) left, (int) base, (int) right, (int) base);
    String name = "rows by predicted probability, in tenths";
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    graphics.drawString(
        name,
        (float) ((left + right - graphics.getFontMetrics().stringWidth(name)) / 2),
        (float) (base + 18));
  }
}
