package org.lockstep.spark.picture;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lockstep.model.text.Text;

/** Draws mean predictions by the values of one column: lines for numbers, bars for categories. */
public final class DependencePlot {
  /** More lines cannot be told apart. */
  public static final int MOST_LINES = 10;

  private static final int WIDTH = 760;
  private static final int HEIGHT = 480;
  private static final int FEW_LABELS = 8;

  private static final Color[] COLORS = {
    Charts.BLUE,
    Charts.ORANGE,
    new Color(0x2ca02c),
    new Color(0x9467bd),
    new Color(0x8c564b),
    new Color(0xe377c2),
    new Color(0x555555),
    new Color(0xb8a000),
    new Color(0x17a2b8),
    new Color(0xc2185b)
  };

  private DependencePlot() {}

  /** The kind of values in a column. */
  public enum Kind {
    /** Numbers. */
    NUMBERS,
    /** Seconds since 1970. */
    DATES,
    /** Names, in no order. */
    CATEGORIES
  }

  /**
   * The values of a column.
   *
   * @param column its name
   * @param labels one for each value
   * @param values as numbers; indices for categories
   */
  public record Axis(String column, Kind kind, List<String> labels, List<Double> values) {
    public Axis {
      labels = List.copyOf(labels);
      values = List.copyOf(values);
    }
  }

  /**
   * The mean predictions of a class, a label or a target.
   *
   * @param name in the legend
   * @param means one for each value
   */
  public record Line(String name, List<Double> means) {
    public Line {
      means = List.copyOf(means);
    }
  }

  /**
   * Writes a PNG.
   *
   * @param prediction what is predicted, for the axis
   * @param lines at least one; those beyond {@link #MOST_LINES} are left out
   */
  public static void write(
      String title, Axis axis, String prediction, List<Line> lines, OutputStream out)
      throws IOException {
    List<Line> shown = lines.subList(0, Math.min(MOST_LINES, lines.size()));
    String head =
        shown.size() == lines.size()
            ? title
            : Text.format("%s; the first %d of %,d", title, shown.size(), lines.size());
    if (axis.kind == Kind.CATEGORIES) {
      CategoryChart chart = bars(head, axis, prediction, shown);
      Png.write(WIDTH, HEIGHT, out, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
    } else {
      XYChart chart = curves(head, axis, prediction, shown);
      Png.write(WIDTH, HEIGHT, out, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
    }
  }

  private static XYChart curves(String title, Axis axis, String prediction, List<Line> lines) {
    XYChart chart = Charts.chart(WIDTH, HEIGHT, title, Text.brief(axis.column), prediction);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String name = name(lines, i);
      XYSeries series = Charts.line(chart, name, COLORS[i], array(axis.values), array(line.means));
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(COLORS[i]);
    }
    if (axis.kind == Kind.DATES) {
      chart.getStyler().setxAxisTickLabelsFormattingFunction(DependencePlot::date);
      chart.getStyler().setXAxisTickMarkSpacingHint(110);
      chart.getStyler().setPlotContentSize(0.86); // room for half of the last date
    } else {
      ChartStyle.labelXBySize(
          chart.getStyler(), axis.values.stream().mapToDouble(Math::abs).max().orElse(1));
    }
    chart.getStyler().setMarkerSize(5);
    chart.getStyler().setLegendVisible(lines.size() > 1);
    ChartStyle.labelYBySize(chart.getStyler(), largest(lines));
    return chart;
  }

  private static CategoryChart bars(String title, Axis axis, String prediction, List<Line> lines) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(Text.brief(axis.column))
            .yAxisTitle(prediction)
            .build();
    CategoryStyler style = chart.getStyler();
    ChartStyle.apply(style);
    style.setPlotGridVerticalLinesVisible(false);
    style.setLegendVisible(lines.size() > 1);
    style.setAvailableSpaceFill(0.7);
    ChartStyle.labelYBySize(style, largest(lines));
    if (axis.labels.size() > FEW_LABELS) {
      style.setXAxisLabelRotation(60);
    }
    List<String> labels = axis.labels.stream().map(Text::brief).toList();
    for (int i = 0; i < lines.size(); i++) {
      chart.addSeries(name(lines, i), labels, lines.get(i).means).setFillColor(COLORS[i]);
    }
    return chart;
  }

  /** A unique name for a line: shortened names can be equal, and a chart rejects duplicates. */
  private static String name(List<Line> lines, int i) {
    String name = Text.brief(lines.get(i).name);
    boolean isTwice =
        lines.subList(0, i).stream().anyMatch(line -> Text.brief(line.name).equals(name));
    return isTwice ? name + " (" + (i + 1) + ")" : name;
  }

  private static String date(double seconds) {
    return LocalDate.ofInstant(Instant.ofEpochSecond((long) seconds), ZoneOffset.UTC).toString();
  }

  private static double largest(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.means.stream())
        .mapToDouble(Math::abs)
        .max()
        .orElse(0);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
