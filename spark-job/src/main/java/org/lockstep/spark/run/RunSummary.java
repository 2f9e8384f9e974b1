package org.lockstep.spark.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.file.Model;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.CurvesPlot;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainingResult;

/** What a run tells and draws when its model is there. */
final class RunSummary {
  private final SparkSession spark;
  private final TrainingSettings settings;
  private final Console console;
  private final FitData data;
  private final RunDirectory directory;
  private final FitPlan plan;
  private final Configuration configuration;

  RunSummary(
      SparkSession spark,
      TrainingSettings settings,
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

  /** Tells of the model as everybody else will read it. A failure leaves pictures out, no more. */
  void tell(TrainingResult result, RunText text, RunRecord record) {
    Part part = judged(data.survey());
    List<Path> pictures = new ArrayList<>();
    Optional<Score> score = Optional.empty();
    try {
      Model model = Models.read(directory.model().toString(), configuration);
      score = Optional.of(score(model, part));
      record.scored(part, score.get(), model.target());
      draw(result, model, score.get(), part, text.title(), pictures);
    } catch (Exception | OutOfMemoryError | FSError e) {
      // Spark throws checked exceptions that it does not declare; none of all is worth the run.
      console.notice("the model is written, but could not be shown: " + e.getMessage());
    }
    text.summary(result, directory, pictures, score, part).forEach(console::result);
  }

  private Score score(Model model, Part part) {
    return ScoreJob.score(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        data.shards(),
        data.tree(),
        plan.program(),
        model,
        part);
  }

  private void draw(
      TrainingResult result, Model model, Score score, Part part, String title, List<Path> drawn)
      throws IOException {
    Pictures pictures = new Pictures(directory.path(), configuration, console);
    List<EpochReport> reports = result.reports();
    if (!reports.isEmpty()) {
      pictures
          .draw(
              RunDirectory.CURVES,
              out -> CurvesPlot.write(title, data.accuracyName(), reports, out))
          .ifPresent(drawn::add);
    }
    String rows = RunText.rowsOf(part);
    pictures.confusion(score, data.target(), rows).ifPresent(drawn::add);
    if (part != Part.TRAIN) { // of rows the model has seen, curves tell little
      drawn.addAll(pictures.details(score, data.target(), rows));
    }
    pictures
        .predictions(model, settings.compute().blas(), data.shards(), part, rows)
        .ifPresent(drawn::add);
    pictures.weights(model).ifPresent(drawn::add);
  }

  /** The part that says best what a model is worth. */
  private static Part judged(Survey survey) {
    if (survey.rows(Part.TEST) > 0) {
      return Part.TEST;
    }
    return survey.rows(Part.VALIDATION) > 0 ? Part.VALIDATION : Part.TRAIN;
  }
}
