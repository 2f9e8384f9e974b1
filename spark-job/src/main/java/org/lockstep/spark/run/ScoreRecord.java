package org.lockstep.spark.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.score.Calibration;
import org.lockstep.model.score.ClassificationMetrics;
import org.lockstep.model.score.Interval;
import org.lockstep.model.score.LabelSums;
import org.lockstep.model.score.RegressionMetrics;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.score.ThresholdCurve;

/** Converts a detailed score to JSON for {@code run.json}. Leaves out what is not a number. */
final class ScoreRecord {
  private static final int TOP_K = 5;

  private ScoreRecord() {}

  static ObjectNode of(Score score, TargetSchema target) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rows", score.rows());
    put(node, "loss", score.meanLoss());
    if (target.task() == Task.REGRESSION) {
      addNumbers(node, score, target);
    } else if (target.task() == Task.MULTI_LABEL) {
      addLabels(node, score, target);
    } else {
      addClasses(node, score, target);
    }
    return node;
  }

  private static void addNumbers(ObjectNode node, Score score, TargetSchema target) {
    ScoreDetails details = score.details().orElseThrow();
    ObjectNode targets = node.putObject("targets");
    for (int j = 0; j < target.columns().size(); j++) {
      RegressionMetrics metrics = score.regression().get(j);
      ObjectNode of = targets.putObject(target.columns().get(j));
      put(of, "r2", metrics.r2());
      put(of, "r2", details.r2Interval(j));
      put(of, "rmse", metrics.rmse());
      put(of, "mae", metrics.mae());
      put(of, "mape", details.mape(j));
      of.put("mape_rows_left_out", details.zeroTargets(j));
    }
  }

  private static void addLabels(ObjectNode node, Score score, TargetSchema target) {
    LabelSums labels = score.details().flatMap(ScoreDetails::labels).orElseThrow();
    put(node, "accuracy", score.accuracy());
    put(node, "subset_accuracy", labels.subsetAccuracy());
    put(node, "mean_f1", labels.meanF1());
    ObjectNode targets = node.putObject("targets");
    for (int j = 0; j < target.columns().size(); j++) {
      ObjectNode of = targets.putObject(target.columns().get(j));
      put(of, "accuracy", labels.accuracy(j));
      put(of, "precision", labels.precision(j));
      put(of, "recall", labels.recall(j));
      put(of, "f1", labels.f1(j));
      put(of, "roc_auc", labels.rocArea(j));
    }
  }

  private static void addClasses(ObjectNode node, Score score, TargetSchema target) {
    ScoreDetails details = score.details().orElseThrow();
    put(node, "threshold", target.threshold());
    put(node, "accuracy", score.accuracy());
    put(node, "accuracy", score.accuracyInterval());
    if (score.hasConfusion()) {
      ClassificationMetrics metrics = ClassificationMetrics.of(score.confusion());
      put(node, "balanced_accuracy", metrics.balancedAccuracy());
      put(node, "matthews_correlation", metrics.matthews());
      put(node, "mean_precision", metrics.macro().precision());
      put(node, "mean_recall", metrics.macro().recall());
      put(node, "mean_f1", metrics.macro().f1());
      node.put("classes_without_rows", target.classes().size() - metrics.classesWithRows());
    }
    if (target.classes().size() > TOP_K) {
      put(node, "top_" + TOP_K + "_accuracy", details.topAccuracy(TOP_K));
    }
    put(node, "log_loss", details.logLoss());
    put(node, "brier_score", details.brier());
    put(node, "calibration_error", details.calibration().map(Calibration::error).orElseThrow());
    details
        .thresholds()
        .filter(ThresholdCurve::hasBothClasses)
        .ifPresent(curve -> addCurve(node, curve));
  }

  private static void addCurve(ObjectNode node, ThresholdCurve curve) {
    put(node, "roc_auc", curve.rocArea());
    put(node, "roc_auc", curve.rocInterval());
    put(node, "pr_auc", curve.averagePrecision());
    curve
        .bestF1()
        .ifPresent(
            best -> {
              put(node, "best_f1", best.f1());
              put(node, "best_f1_threshold", best.threshold());
            });
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    value.ifPresent(number -> put(node, name, number));
  }

  private static void put(ObjectNode node, String name, Optional<Interval> interval) {
    interval.ifPresent(ends -> node.putArray(name + "_95").add(ends.low()).add(ends.high()));
  }
}
