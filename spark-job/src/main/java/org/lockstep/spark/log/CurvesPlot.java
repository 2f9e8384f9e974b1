package org.lockstep.spark.log;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lockstep.model.text.Text;
import org.lockstep.spark.picture.ChartStyle;
import org.lockstep.spark.train.EpochReport;

/** Draws the curves of a run: loss on the left, accuracy (R² for regression) on the right. */
public final class CurvesPlot {
  static final int WIDTH = 640;
  static final int HEIGHT = 440;

  /** This many labels fit side by side. */
  private static final int FEW_POINTS = 12;

  /** More points than this cannot be seen apart. */
  private static final int MOST_POINTS = 2000;

  private static final Color TRAIN = new Color(0x1f77b4);
  private static final Color VALIDATION = new Color(0x2ca02c);
  private static final Color TEST = new Color(0xd9480f);
  private static final Color KEPT = new Color(0x555555);
  private static final float[] DASHES = {6, 5};

  private CurvesPlot() {}

  /**
   * Writes a PNG. A vertical line marks the epoch whose weights are kept, unless it is the last.
   *
   * @param title of the run: data and network
   * @param accuracyName what the accuracy column holds: "accuracy" or "R²"
   * @param reports at least one
   * @param kept the epoch whose weights are kept; empty if not known
   */
  public static void write(
      String title,
      String accuracyName,
      List<EpochReport> reports,
      OptionalInt kept,
      OutputStream out)
      throws IOException {
    List<EpochReport> shown = thinned(reports);
    XYChart loss = chart(title, "loss", lastEpoch(shown));
    curve(loss, "train", TRAIN, shown, r -> OptionalDouble.of(r.trainLoss()));
    curve(loss, "validation", VALIDATION, shown, r -> r.validation().loss());
    curve(loss, "test", TEST, shown, r -> r.test().loss());
    labelBySize(loss);
    OptionalInt marked = marked(kept, reports);
    marked.ifPresent(epoch -> mark(loss, epoch));
    XYChart accuracy = chart(" ", accuracyName, lastEpoch(shown));
    curve(accuracy, "train", TRAIN, shown, r -> OptionalDouble.of(r.trainAccuracy()));
    curve(accuracy, "validation", VALIDATION, shown, r -> r.validation().accuracy());
    curve(accuracy, "test", TEST, shown, r -> r.test().accuracy());
    labelBySize(accuracy);
    marked.ifPresent(epoch -> mark(accuracy, epoch));

    BufferedImage image = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    loss.paint(graphics, WIDTH, HEIGHT);
    graphics.translate(WIDTH, 0);
    accuracy.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JVM has no PNG writer");
    }
  }

  private static void labelBySize(XYChart chart) {
    double largest =
        chart.getSeriesMap().values().stream()
            .flatMapToDouble(series -> Arrays.stream(series.getYData()).map(Math::abs))
            .max()
            .orElse(1);
    ChartStyle.labelYBySize(chart.getStyler(), largest);
  }

  /** The epoch to mark: one of these, but not the last. */
  private static OptionalInt marked(OptionalInt kept, List<EpochReport> reports) {
    return reports.stream()
        .mapToInt(EpochReport::epoch)
        .filter(epoch -> kept.isPresent() && epoch == kept.getAsInt())
        .filter(epoch -> epoch != lastEpoch(reports))
        .findFirst();
  }

  /** Draws a vertical line that is as high as the curves, so that it does not stretch the axis. */
  private static void mark(XYChart chart, int epoch) {
    DoubleSummaryStatistics values =
        chart.getSeriesMap().values().stream()
            .flatMapToDouble(series -> Arrays.stream(series.getYData()))
            .summaryStatistics();
    if (values.getCount() == 0) {
      return;
    }
    XYSeries line =
        chart.addSeries(
            "kept: epoch " + epoch,
            new double[] {epoch, epoch},
            new double[] {values.getMin(), values.getMax()});
    line.setLineColor(KEPT);
    line.setLineStyle(
        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0));
    line.setMarker(SeriesMarkers.NONE);
  }

  private static int lastEpoch(List<EpochReport> reports) {
    return reports.get(reports.size() - 1).epoch();
  }

  static XYChart chart(String title, String yAxis, int lastEpoch) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(Text.brief(title))
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .build();
    XYStyler style = chart.getStyler();
    ChartStyle.apply(style);
    style.setXAxisMin(0.0);
    style.setXAxisMax((double) lastEpoch);
    style.setXAxisTickMarkSpacingHint(80);
    style.setYAxisTickMarkSpacingHint(40);
    style.setXAxisDecimalPattern("#,##0.##");
    return chart;
  }

  static void curve(
      XYChart chart,
      String name,
      Color color,
      List<EpochReport> reports,
      Function<EpochReport, OptionalDouble> value) {
    List<Double> epochs = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (EpochReport report : reports) {
      OptionalDouble y = value.apply(report);
      if (y.isPresent() && Double.isFinite(y.getAsDouble())) {
        epochs.add((double) report.epoch());
        values.add(y.getAsDouble());
      }
    }
    if (epochs.isEmpty()) {
      return;
    }
    addPointBetween(epochs, values);
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2f));
    series.setMarker(epochs.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  /**
   * Adds a point in the middle of the first segment of a long curve, which does not change the
   * picture. When all points are equally far apart, XChart labels every n-th of them, crowded and
   * not at round numbers.
   */
  private static void addPointBetween(List<Double> epochs, List<Double> values) {
    if (epochs.size() > FEW_POINTS) {
      epochs.add(1, (epochs.get(0) + epochs.get(1)) / 2);
      values.add(1, (values.get(0) + values.get(1)) / 2);
    }
  }

  /** Every n-th report, the last always among them. */
  static List<EpochReport> thinned(List<EpochReport> reports) {
    int stride = (reports.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<EpochReport> kept = new ArrayList<>();
    for (int i = (reports.size() - 1) % stride; i < reports.size(); i += stride) {
      kept.add(reports.get(i));
    }
    return kept;
  }
}
