package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lockstep.model.score.Calibration;
import org.lockstep.model.score.ClassificationMetrics;
import org.lockstep.model.score.Costs;
import org.lockstep.model.score.Interval;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.score.ThresholdCurve;
import org.lockstep.model.text.Text;

/** Formats a detailed score of classes, one line per subject. */
final class MetricsText {
  /** Above this number of classes, the top-k accuracy is printed too. */
  private static final int MANY_CLASSES = 10;

  private static final int USUAL_TOP_K = 5;

  /**
   * Metrics to print in addition to the usual ones.
   *
   * @param topK empty: 5 for more than 10 classes
   * @param costs of the two kinds of error between two classes, to find the cheapest threshold
   */
  record Questions(OptionalInt topK, Optional<Costs> costs) {}

  private MetricsText() {}

  static List<String> lines(Score score, int classes, Questions questions) {
    List<String> lines = new ArrayList<>();
    if (score.hasConfusion()) {
      ClassificationMetrics metrics = ClassificationMetrics.of(score.confusion());
      lines.add(
          line("balanced", "accuracy %.4f, ", metrics.balancedAccuracy())
              + Text.format("Matthews correlation %.4f", metrics.matthews()));
    }
    ScoreDetails details = score.details().orElseThrow();
    int k = questions.topK().orElse(classes > MANY_CLASSES ? USUAL_TOP_K : 1);
    if (k > 1 || questions.topK().isPresent()) {
      details.topAccuracy(k).ifPresent(share -> lines.add(line("top " + k, "%.4f", share)));
    }
    double error = details.calibration().map(Calibration::error).orElseThrow();
    lines.add(
        line("log loss", "%.4f, ", details.logLoss())
            + Text.format("Brier score %.4f, calibration error %.4f", details.brier(), error));
    Optional<ThresholdCurve> curve = details.thresholds().filter(ThresholdCurve::hasBothClasses);
    curve.ifPresent(of -> addCurve(lines, of, questions));
    addIntervals(lines, score, curve);
    return lines;
  }

  private static void addCurve(List<String> lines, ThresholdCurve curve, Questions questions) {
    lines.add(
        line("ROC AUC", "%.4f, ", curve.rocArea().orElseThrow())
            + Text.format("PR AUC %.4f", curve.averagePrecision().orElseThrow())
            + (curve.rocError() > 0
                ? Text.format(" (the first to within %.1e)", curve.rocError())
                : ""));
    curve.bestF1().ifPresent(best -> lines.add(best("best F1", best.f1(), best)));
    questions
        .costs()
        .ifPresent(
            costs ->
                curve
                    .leastCost(costs)
                    .ifPresent(best -> lines.add(best("cost", curve.cost(best, costs), best))));
  }

  private static String best(String name, double value, ThresholdCurve.Point at) {
    return line(name, "%.4f at threshold ", value)
        + Text.format(
            "%.4f: precision %.4f, recall %.4f",
            at.threshold(), at.precision(), at.truePositiveRate());
  }

  private static void addIntervals(
      List<String> lines, Score score, Optional<ThresholdCurve> curve) {
    score
        .accuracyInterval()
        .ifPresent(
            accuracy ->
                lines.add(
                    Text.format("%-9s accuracy %s", "95 %", text(accuracy))
                        + curve
                            .flatMap(ThresholdCurve::rocInterval)
                            .map(area -> ", ROC AUC " + text(area))
                            .orElse("")));
  }

  /** An interval, from its lower to its upper end. */
  static String text(Interval interval) {
    return Text.format("%.4f to %.4f", interval.low(), interval.high());
  }

  private static String line(String name, String format, double value) {
    return Text.format("%-9s " + format, name, value);
  }
}
