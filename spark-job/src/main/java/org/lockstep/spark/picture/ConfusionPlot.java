package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/** Draws a confusion matrix: a row per true class, a column per predicted one. */
public final class ConfusionPlot {
  /** Cells of more classes are too small for their counts. */
  public static final int MOST_CLASSES = 40;

  private static final int CELL = 56;
  private static final int MARGIN = 170;
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
        new HeatMapChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle("predicted class")
            .yAxisTitle("true class")
            .build();
    style(chart.getStyler());
    List<String> downwards = new ArrayList<>(classes); // the first class at the top
    Collections.reverse(downwards);
    chart.addSeries("rows", classes, downwards, cells(confusion));
    Png.write(width, height, out, graphics -> chart.paint(graphics, width, height));
  }

  private static List<Number[]> cells(long[][] confusion) {
    List<Number[]> cells = new ArrayList<>();
    for (int actual = 0; actual < confusion.length; actual++) {
      for (int predicted = 0; predicted < confusion.length; predicted++) {
        int y = confusion.length - 1 - actual;
        cells.add(new Number[] {predicted, y, confusion[actual][predicted]});
      }
    }
    return cells;
  }

  private static void style(HeatMapStyler style) {
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setLegendVisible(false);
    style.setRangeColors(WHITE_TO_BLUE);
    style.setMin(0);
    style.setShowValue(true);
    style.setHeatMapValueDecimalPattern("#,##0");
    style.setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setPlotContentSize(1);
  }
}
