package org.lockstep.spark.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Builds charts of lines and points in a common style. */
final class Charts {
  static final int SIDE = 560;

  static final Color BLUE = new Color(0x1f77b4);
  static final Color ORANGE = new Color(0xd9480f);
  private static final Color GRAY = new Color(0x555555);
  private static final float[] DASHES = {6, 5};

  private Charts() {}

  /** An empty chart, with its legend below. */
  static XYChart chart(int width, int height, String title, String xAxis, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    ChartStyle.apply(chart.getStyler());
    return chart;
  }

  /** A square chart of shares: both axes run from 0 to 1. */
  static XYChart shares(String title, String xAxis, String yAxis) {
    XYChart chart = chart(SIDE, SIDE + 20, title, xAxis, yAxis);
    XYStyler style = chart.getStyler();
    style.setXAxisMin(0.0);
    style.setXAxisMax(1.0);
    style.setYAxisMin(0.0);
    style.setYAxisMax(1.0);
    style.setXAxisTickMarkSpacingHint(80);
    style.setYAxisTickMarkSpacingHint(80);
    return chart;
  }

  /** Adds a line through points. */
  static XYSeries line(XYChart chart, String name, Color color, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2f));
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  /** Adds a straight dashed line to compare with. */
  static void reference(
      XYChart chart, String name, double fromX, double fromY, double toX, double toY) {
    XYSeries series = chart.addSeries(name, new double[] {fromX, toX}, new double[] {fromY, toY});
    series.setLineColor(GRAY);
    series.setLineStyle(
        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0));
    series.setMarker(SeriesMarkers.NONE);
  }

  /** Adds translucent points, so that many of them can overlap. */
  static void points(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarkerColor(new Color(BLUE.getRed(), BLUE.getGreen(), BLUE.getBlue(), 90));
    series.setMarker(SeriesMarkers.CIRCLE);
  }

  /** Adds a highlighted point. */
  static void mark(XYChart chart, String name, double x, double y) {
    XYSeries series = chart.addSeries(name, new double[] {x}, new double[] {y});
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarkerColor(ORANGE);
    series.setMarker(SeriesMarkers.DIAMOND);
  }
}
