package org.lockstep.spark.run;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.settings.ThresholdRule;
import org.lockstep.spark.settings.ThresholdSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.Published;

/**
 * Gives the model of a run its threshold: by validation rows, where there are any, else by those of
 * the training; never by test rows, which are to judge it.
 */
final class ThresholdChoice {
  private final SparkSession spark;
  private final ThresholdSettings settings;
  private final Console console;
  private final FitData data;
  private final RunDirectory directory;
  private final FitPlan plan;
  private final Configuration configuration;

  ThresholdChoice(
      SparkSession spark,
      ThresholdSettings settings,
      Console console,
      FitData data,
      RunDirectory directory,
      FitPlan plan) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    this.data = data;
    this.directory = directory;
    this.plan = plan;
    this.configuration = spark.sessionState().newHadoopConf();
  }

  /** Writes the model anew, if a threshold was asked for. */
  void apply() throws IOException {
    if (settings.rule().isEmpty()) {
      return;
    }
    Model model = Models.read(directory.model().toString(), configuration);
    Part part = data.survey().rows(Part.VALIDATION) > 0 ? Part.VALIDATION : Part.TRAIN;
    Optional<Double> threshold = threshold(settings.rule().get(), model, part);
    if (threshold.isEmpty()) {
      console.notice(
          "the " + RunText.rowsOf(part) + " are all of one class: the threshold stays at 0.5");
      return;
    }
    Model decided = model.withThreshold(OptionalDouble.of(threshold.get()));
    Published.write(directory.model(), configuration, out -> ModelFile.write(decided, out));
  }

  private Optional<Double> threshold(ThresholdRule rule, Model model, Part part) {
    if (rule instanceof ThresholdRule.Fixed fixed) {
      return Optional.of(fixed.threshold());
    }
    Score score =
        ScoreJob.score(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            data.shards(),
            data.tree(),
            plan.program(),
            model,
            part);
    Optional<Double> threshold =
        score
            .details()
            .flatMap(ScoreDetails::thresholds)
            .flatMap(curve -> rule.choose(curve, settings.costs()));
    threshold.ifPresent(
        t ->
            console.say(
                Text.format(
                    "threshold %.4f, by %s on the %s", t, rule.text(), RunText.rowsOf(part))));
    return threshold;
  }
}
