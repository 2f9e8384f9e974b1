package org.lockstep.bench.steps;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lockstep.bench.steps.CostModel.Point;
import org.lockstep.bench.table.Stats;
import org.lockstep.model.text.Text;
import org.lockstep.spark.picture.ChartStyle;

/**
 * Draws the cost of steps: by parameters on the left, with the fitted model; by tasks on the right.
 */
public final class StepsPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 620;
  private static final int TASKS_ON_THE_LEFT = 2;

  private static final Color COMPUTE = new Color(0x2ca02c);
  private static final Color EXCHANGE = new Color(0x1f77b4);
  private static final Color UPDATE = new Color(0xd9480f);

  private StepsPlot() {}

  /** The models of the exchange in words, one line for each place. */
  public static List<String> models(List<StepCost> costs) {
    List<String> lines = new ArrayList<>();
    for (String where : List.of(StepCosts.LOCAL, StepCosts.CLUSTER)) {
      List<StepCost> there = byParameters(costs, where);
      if (there.size() > 1) {
        lines.add("exchange, " + where + ", 2 tasks: " + model(there).text());
      }
    }
    return lines;
  }

  /** Writes a PNG. */
  public static void write(List<StepCost> costs, OutputStream out) throws IOException {
    XYChart left = chart("A step by parameters, float, 2 tasks", "parameters", true);
    XYChart right =
        chart(
            Text.format(
                "A step by tasks, %,d parameters", StepCosts.parameters(StepCosts.FIXED_WIDTH)),
            "tasks, one row each",
            false);
    for (String where : List.of(StepCosts.LOCAL, StepCosts.CLUSTER)) {
      boolean local = where.equals(StepCosts.LOCAL);
      Marker marker = local ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND;
      List<StepCost> byParameters = byParameters(costs, where);
      parts(left, where, marker, byParameters, StepCost::parameters);
      if (byParameters.size() > 1) {
        fitted(left, where, local, byParameters);
      }
      List<StepCost> byTasks = byTasks(costs, where);
      parts(right, where, marker, byTasks, StepCost::tasks);
      if (byParameters.size() > 1 && !byTasks.isEmpty()) {
        level(right, where, local, model(byParameters), byTasks);
      }
    }
    sameHeights(costs, left, right);
    BufferedImage image = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    left.paint(graphics, WIDTH, HEIGHT);
    graphics.translate(WIDTH, 0);
    right.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JVM has no PNG writer");
    }
  }

  private static List<StepCost> byParameters(List<StepCost> costs, String where) {
    long fixed = StepCosts.parameters(StepCosts.FIXED_WIDTH);
    return costs.stream()
        .filter(c -> c.where().equals(where) && c.tasks() == TASKS_ON_THE_LEFT)
        .filter(c -> c.parameters() != fixed)
        .sorted(Comparator.comparing(StepCost::parameters))
        .toList();
  }

  private static List<StepCost> byTasks(List<StepCost> costs, String where) {
    long fixed = StepCosts.parameters(StepCosts.FIXED_WIDTH);
    return costs.stream()
        .filter(c -> c.where().equals(where) && c.parameters() == fixed)
        .sorted(Comparator.comparing(StepCost::tasks))
        .toList();
  }

  private static CostModel model(List<StepCost> costs) {
    return CostModel.fit(
        costs.stream().map(c -> new Point(c.bytes(), c.split().exchange())).toList());
  }

  private static void parts(
      XYChart chart,
      String where,
      Marker marker,
      List<StepCost> costs,
      ToDoubleFunction<StepCost> x) {
    points(chart, "compute, " + where, COMPUTE, marker, costs, x, c -> c.split().compute());
    points(chart, "exchange, " + where, EXCHANGE, marker, costs, x, c -> c.split().exchange());
    points(chart, "update, " + where, UPDATE, marker, costs, x, c -> c.split().update());
  }

  private static void points(
      XYChart chart,
      String name,
      Color color,
      Marker marker,
      List<StepCost> costs,
      ToDoubleFunction<StepCost> x,
      ToDoubleFunction<StepCost> y) {
    List<StepCost> shown = costs.stream().filter(c -> y.applyAsDouble(c) > 0).toList();
    if (shown.isEmpty()) {
      return; // a logarithmic axis cannot show 0
    }
    boolean local = marker == SeriesMarkers.CIRCLE;
    XYSeries series =
        chart.addSeries(
            name,
            shown.stream().map(x::applyAsDouble).toList(),
            shown.stream().map(y::applyAsDouble).toList());
    series.setMarker(marker);
    series.setMarkerColor(local ? color : color.brighter());
    series.setLineColor(color);
    series.setLineStyle(line(1.2f, !local));
  }

  private static void fitted(XYChart chart, String where, boolean local, List<StepCost> costs) {
    CostModel model = model(costs);
    double from = costs.get(0).parameters();
    double to = costs.get(costs.size() - 1).parameters();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    int pieces = 60;
    for (int i = 0; i <= pieces; i++) {
      double parameters = from * Math.pow(to / from, (double) i / pieces);
      x.add(parameters);
      y.add(model.millis(parameters * Float.BYTES));
    }
    XYSeries series = chart.addSeries("model, " + where + ": " + model.text(), x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(Color.BLACK);
    series.setLineStyle(line(1.6f, !local));
  }

  /**
   * Draws what the left chart's model, fitted with two tasks, predicts for the right chart's
   * network, whatever the number of tasks.
   */
  private static void level(
      XYChart chart, String where, boolean local, CostModel model, List<StepCost> costs) {
    double y = model.millis((double) costs.get(0).bytes());
    double from = costs.get(0).tasks();
    double to = costs.get(costs.size() - 1).tasks();
    XYSeries series =
        chart.addSeries("the model of two tasks, " + where, List.of(from, to), List.of(y, y));
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(Color.BLACK);
    series.setLineStyle(line(1.6f, !local));
  }

  /** Gives both charts the same range of whole decades. */
  private static void sameHeights(List<StepCost> costs, XYChart left, XYChart right) {
    double[] millis =
        costs.stream()
            .map(StepCost::split)
            .flatMapToDouble(s -> DoubleStream.of(s.compute(), s.exchange(), s.update()))
            .filter(value -> value > 0)
            .toArray();
    double min = Math.pow(10, Math.floor(Math.log10(Stats.min(millis))));
    double max = Math.pow(10, Math.ceil(Math.log10(Stats.max(millis))));
    for (XYChart chart : List.of(left, right)) {
      chart.getStyler().setYAxisMin(min);
      chart.getStyler().setYAxisMax(max);
    }
  }

  private static BasicStroke line(float width, boolean dashed) {
    return dashed
        ? new BasicStroke(
            width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0)
        : new BasicStroke(width);
  }

  private static XYChart chart(String title, String xAxis, boolean logarithmicX) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle("milliseconds a step")
            .build();
    XYStyler style = chart.getStyler();
    ChartStyle.apply(style);
    style.setLegendLayout(Styler.LegendLayout.Vertical);
    style.setMarkerSize(7);
    style.setXAxisLogarithmic(logarithmicX);
    style.setYAxisLogarithmic(true);
    style.setToolTipsEnabled(false);
    style.setXAxisDecimalPattern("#,##0");
    return chart;
  }
}
