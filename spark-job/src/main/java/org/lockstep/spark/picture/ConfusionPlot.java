package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.lockstep.model.text.Text;

/**
 * Draws a confusion matrix: a row per true class, a column per predicted one. Its colours are
 * shares of a row, so that a class with few rows shows its errors too.
 */
public final class ConfusionPlot {
  /** With more classes, cells would be too small for their counts. */
  public static final int MOST_CLASSES = 40;

  private static final int CELL = 56;
  private static final int MARGIN = 170;
  private static final int FOOT = 22;
  private static final String COLORS = "colour: share of the true class's rows";
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font COUNTS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Color[] WHITE_TO_BLUE = {
    Color.WHITE, new Color(0xdbe9f6), new Color(0xa6cee4), new Color(0x6baed6)
  };

  private ConfusionPlot() {}

  /**
   * Writes a PNG.
   *
   * @param title what was scored, and how well
   * @param classes names in class order, at most {@link #MOST_CLASSES}
   * @param confusion [true class][predicted class] counts
   */
  public static void write(String title, List<String> classes, long[][] confusion, OutputStream out)
      throws IOException {
    int side = Math.max(3 * CELL, CELL * classes.size());
    int width = side + MARGIN + 60;
    int height = side + MARGIN;
    HeatMapChart chart =
        new CountedChart(
            new HeatMapChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle("predicted class")
                .yAxisTitle("true class"),
            confusion);
    style(chart.getStyler());
    List<String> names = classes.stream().map(Text::brief).toList();
    List<String> downwards = new ArrayList<>(names); // the first class at the top
    Collections.reverse(downwards);
    chart.addSeries("rows", names, downwards, cells(confusion));
    Png.write(
        width,
        height + FOOT,
        out,
        graphics -> {
          chart.paint(graphics, width, height);
          graphics.setFont(SMALL);
          graphics.setColor(Color.DARK_GRAY);
          int left = (width - graphics.getFontMetrics().stringWidth(COLORS)) / 2;
          graphics.drawString(COLORS, left, height + FOOT / 2);
        });
  }

  private static List<Number[]> cells(long[][] confusion) {
    List<Number[]> cells = new ArrayList<>();
    for (int actual = 0; actual < confusion.length; actual++) {
      long rows = Math.max(1, Arrays.stream(confusion[actual]).sum());
      for (int predicted = 0; predicted < confusion.length; predicted++) {
        int y = confusion.length - 1 - actual;
        cells.add(new Number[] {predicted, y, (double) confusion[actual][predicted] / rows});
      }
    }
    return cells;
  }

  private static void style(HeatMapStyler style) {
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setLegendVisible(false);
    style.setRangeColors(WHITE_TO_BLUE);
    style.setMin(0);
    style.setMax(1);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setPlotContentSize(1);
  }

  /** A heat map with counts. XChart's own counts always use the digits of the machine's locale. */
  private static final class CountedChart extends HeatMapChart {
    private final long[][] confusion;

    CountedChart(HeatMapChartBuilder builder, long[][] confusion) {
      super(builder);
      this.confusion = confusion;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      super.paint(graphics, width, height);
      Rectangle2D cells = plot.getBounds();
      double cellWidth = cells.getWidth() / confusion.length;
      double cellHeight = cells.getHeight() / confusion.length;
      graphics.setFont(COUNTS);
      graphics.setColor(Color.BLACK);
      FontMetrics metrics = graphics.getFontMetrics();
      for (int actual = 0; actual < confusion.length; actual++) {
        double middle = cells.getY() + (actual + 0.5) * cellHeight;
        for (int predicted = 0; predicted < confusion.length; predicted++) {
          String count = Text.format("%,d", confusion[actual][predicted]);
          double centre = cells.getX() + (predicted + 0.5) * cellWidth;
          graphics.drawString(
              count,
              (float) (centre - metrics.stringWidth(count) / 2.0),
              (float) (middle + (metrics.getAscent() - metrics.getDescent()) / 2.0));
        }
      }
    }
  }
}
