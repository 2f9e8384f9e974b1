package org.lockstep.spark.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.lockstep.model.score.Interval;
import org.lockstep.model.score.ThresholdCurve;
import org.lockstep.model.score.ThresholdCurve.Point;
import org.lockstep.model.text.Text;

/** Draws the ROC and precision-recall curves of two classes. */
public final class ThresholdPlot {
  /** More points than this cannot be seen apart. */
  private static final int MOST_POINTS = 2000;

  private ThresholdPlot() {}

  /**
   * Writes a PNG of the ROC curve.
   *
   * @param rows what was scored, for the title
   * @param positive the second class
   * @param curve of both classes
   */
  public static void writeRoc(String rows, String positive, ThresholdCurve curve, OutputStream out)
      throws IOException {
    Optional<Interval> interval = curve.rocInterval();
    XYChart chart =
        Charts.shares(
            Text.format("ROC AUC %.4f", curve.rocArea().orElseThrow())
                + interval
                    .map(ends -> Text.format(" (95 %%: %.4f to %.4f)", ends.low(), ends.high()))
                    .orElse(""),
            "false positive rate",
            "true positive rate, class " + Text.brief(positive));
    int[] shown = shown(curve);
    Charts.reference(chart, "chance", 0, 0, 1, 1);
    Charts.line(
        chart,
        rows,
        Charts.BLUE,
        values(curve, shown, 0, Point::falsePositiveRate),
        values(curve, shown, 0, Point::truePositiveRate));
    curve
        .bestF1()
        .ifPresent(
            best ->
                Charts.mark(
                    chart, bestName(best), best.falsePositiveRate(), best.truePositiveRate()));
    write(chart, out);
  }

  /**
   * Writes a PNG of the precision-recall curve.
   *
   * @param rows what was scored, for the title
   * @param positive the second class
   * @param curve of both classes
   */
  public static void writePrecisionRecall(
      String rows, String positive, ThresholdCurve curve, OutputStream out) throws IOException {
    XYChart chart =
        Charts.shares(
            Text.format("PR AUC %.4f (average precision)", curve.averagePrecision().orElseThrow()),
            "recall, class " + Text.brief(positive),
            "precision");
    int[] shown = shown(curve);
    Charts.reference(
        chart, Text.format("chance %.3f", curve.share()), 0, curve.share(), 1, curve.share());
    double[] recall = values(curve, shown, 0, Point::truePositiveRate);
    double[] precision = values(curve, shown, 0, Point::precision);
    // Steps: a threshold's precision holds from the previous recall up to its own.
    double[] x = new double[2 * shown.length];
    double[] y = new double[2 * shown.length];
    for (int i = 0; i < shown.length; i++) {
      x[2 * i] = recall[i];
      x[2 * i + 1] = recall[i + 1];
      y[2 * i] = precision[i + 1];
      y[2 * i + 1] = precision[i + 1];
    }
    Charts.line(chart, rows, Charts.BLUE, x, y);
    curve
        .bestF1()
        .ifPresent(
            best -> Charts.mark(chart, bestName(best), best.truePositiveRate(), best.precision()));
    write(chart, out);
  }

  private static String bestName(Point best) {
    return Text.format("best F1 %.3f at %.3f", best.f1(), best.threshold());
  }

  private static void write(XYChart chart, OutputStream out) throws IOException {
    Png.write(
        chart.getWidth(),
        chart.getHeight(),
        out,
        graphics -> chart.paint(graphics, chart.getWidth(), chart.getHeight()));
  }

  /** Every n-th point, the last always among them. */
  private static int[] shown(ThresholdCurve curve) {
    int stride = (curve.points() + MOST_POINTS - 1) / MOST_POINTS;
    return IntStream.range(0, curve.points())
        .filter(i -> (curve.points() - 1 - i) % stride == 0)
        .toArray();
  }

  /** The shown values, preceded by the value if no row is predicted as the second class. */
  private static double[] values(
      ThresholdCurve curve, int[] shown, double first, ToDoubleFunction<Point> value) {
    double[] values = new double[shown.length + 1];
    values[0] = first;
    for (int i = 0; i < shown.length; i++) {
      values[i + 1] = value.applyAsDouble(curve.point(shown[i]));
    }
    return values;
  }
}
