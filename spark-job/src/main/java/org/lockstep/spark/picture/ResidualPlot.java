package org.lockstep.spark.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.lockstep.model.score.RegressionMetrics;
import org.lockstep.model.score.ScoreDetails.Shown;
import org.lockstep.model.text.Text;

/**
 * Draws the rows of a regression: predicted against actual numbers on the left, residuals against
 * predictions on the right. Several targets are stacked vertically.
 */
public final class ResidualPlot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 480;

  /** With more targets, the picture would be too long to read. */
  private static final int MOST_TARGETS = 4;

  private ResidualPlot() {}

  /**
   * Writes a PNG.
   *
   * @param rows what was scored, for the legend
   * @param of how many rows there are
   * @param targets their names
   * @param metrics of each target
   * @param shown some of the rows, at least one
   */
  public static void write(
      String rows,
      long of,
      List<String> targets,
      List<RegressionMetrics> metrics,
      List<Shown> shown,
      OutputStream out)
      throws IOException {
    int pairs = Math.min(MOST_TARGETS, targets.size());
    List<XYChart> charts = new ArrayList<>();
    for (int j = 0; j < pairs; j++) {
      int target = j;
      double[] actual = shown.stream().mapToDouble(row -> row.actual().get(target)).toArray();
      double[] predicted = shown.stream().mapToDouble(row -> row.predicted().get(target)).toArray();
      String name = Text.brief(targets.get(j));
      String legend =
          shown.size() == of
              ? Text.format("%,d %s", of, rows)
              : Text.format("%,d of %,d %s", shown.size(), of, rows);
      charts.add(predictions(name, metrics.get(j), legend, actual, predicted));
      charts.add(residuals(metrics.get(j), legend, actual, predicted));
    }
    Png.write(
        2 * WIDTH,
        pairs * HEIGHT,
        out,
        graphics -> {
          for (int i = 0; i < charts.size(); i++) {
            graphics.translate(i % 2 * WIDTH, i / 2 * HEIGHT);
            charts.get(i).paint(graphics, WIDTH, HEIGHT);
            graphics.translate(-(i % 2) * WIDTH, -(i / 2) * HEIGHT);
          }
        });
  }

  private static XYChart predictions(
      String name, RegressionMetrics metrics, String legend, double[] actual, double[] predicted) {
    XYChart chart =
        Charts.chart(
            WIDTH,
            HEIGHT,
            Text.format("%s: R² %.4f", name, metrics.r2()),
            "actual " + name,
            "predicted " + name);
    double low = Math.min(least(actual), least(predicted));
    double high = Math.max(most(actual), most(predicted));
    Charts.points(chart, legend, actual, predicted);
    Charts.reference(chart, "predicted = actual", low, low, high, high);
    double largest = Math.max(Math.abs(low), Math.abs(high));
    ChartStyle.labelXBySize(chart.getStyler(), largest);
    ChartStyle.labelYBySize(chart.getStyler(), largest);
    return chart;
  }

  private static XYChart residuals(
      RegressionMetrics metrics, String legend, double[] actual, double[] predicted) {
    XYChart chart =
        Charts.chart(
            WIDTH,
            HEIGHT,
            Text.format("RMSE %.6g, MAE %.6g", metrics.rmse(), metrics.mae()),
            "predicted",
            "actual - predicted");
    double[] residuals = new double[actual.length];
    Arrays.setAll(residuals, i -> actual[i] - predicted[i]);
    Charts.points(chart, legend, predicted, residuals);
    Charts.reference(chart, "no error", least(predicted), 0, most(predicted), 0);
    ChartStyle.labelYBySize(
        chart.getStyler(), Arrays.stream(residuals).map(Math::abs).max().orElse(1));
    return chart;
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(1);
  }
}
