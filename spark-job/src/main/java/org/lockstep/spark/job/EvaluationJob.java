package org.lockstep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.run.Pictures;
import org.lockstep.spark.settings.ThresholdSettings;
import org.lockstep.spark.store.Models;

/** Scores a model on labelled data. */
public final class EvaluationJob {
  /** The option for k. */
  public static final String TOP_K = "--top-k";

  private EvaluationJob() {}

  /**
   * Scores the model and prints the result.
   *
   * @param modelName a model file, or the directory of a run
   * @param data the rows
   * @param blas empty: the run's, or the default
   * @param asked which additional metrics to print
   * @param drawing where to draw pictures, if anywhere
   * @return the score, in detail
   * @throws BadInputException if no row weighs more than 0
   * @throws NotFiniteException if the model's outputs or its loss are not numbers
   */
  public static Score run(
      SparkSession spark,
      String modelName,
      EvaluatedData data,
      Optional<BlasChoice> blas,
      Asked asked,
      Optional<Drawing> drawing,
      Console console)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Optional<Pictures> pictures = Optional.empty();
    if (drawing.isPresent()) { // check before any data is read
      Drawing to = drawing.get();
      pictures =
          Optional.of(Pictures.check(to.directory(), to.overwrite(), configuration, console));
    }
    Model model = Models.read(modelName, configuration);
    MetricsText.Questions questions = asked.of(model.target());
    try (ScoredRows rows = ScoredRows.of(spark, data, model, modelName, blas, console::notice)) {
      if (pictures.isPresent() || asked.threshold().rule().isPresent()) {
        rows.keep(); // read twice
      }
      Score score = rows.score(spark, model);
      rows.check(score);
      Optional<Double> threshold = asked.thresholdBy(score);
      if (threshold.isPresent()) {
        model = model.withThreshold(OptionalDouble.of(threshold.get()));
        score = rows.score(spark, model);
      } else if (asked.threshold().rule().isPresent()) {
        console.notice("the rows are all of one class: the threshold stays as it is");
      }
      ScoreText.lines(score, model.target(), rows.count(), questions).forEach(console::result);
      if (pictures.isPresent()) {
        draw(pictures.get(), model, rows, score).forEach(path -> said(path, console));
      }
      return score;
    }
  }

  private static List<Path> draw(Pictures pictures, Model model, ScoredRows rows, Score score)
      throws IOException {
    List<Path> drawn = new ArrayList<>();
    pictures.confusion(score, model.target(), "rows").ifPresent(drawn::add);
    drawn.addAll(pictures.details(score, model.target(), "rows"));
    pictures
        .predictions(model, rows.program().numbers().blas(), rows.shards(), rows.part(), "rows")
        .ifPresent(drawn::add);
    pictures.weights(model).ifPresent(drawn::add);
    return drawn;
  }

  /**
   * Metrics to print in addition to the usual ones.
   *
   * @param topK the k of the top-k accuracy; empty: 5 for more than 10 classes
   * @param threshold how to choose the threshold between two classes, and what their errors cost
   */
  public record Asked(OptionalInt topK, ThresholdSettings threshold) {

    private MetricsText.Questions of(TargetSchema target) {
      int classes = target.classes().size();
      if (topK.isPresent() && topK.getAsInt() >= classes) {
        throw BadInputException.at(
            TOP_K,
            classes == 0 ? "a model of classes" : "fewer than the " + classes + " classes",
            classes == 0
                ? "a model of " + target.task().predicts()
                : Integer.toString(topK.getAsInt()));
      }
      threshold.check(target);
      return new MetricsText.Questions(
          topK, threshold.hasCosts() ? Optional.of(threshold.costs()) : Optional.empty());
    }

    /** The threshold that the rule chooses on these rows, if there is one. */
    private Optional<Double> thresholdBy(Score score) {
      return threshold
          .rule()
          .flatMap(
              rule ->
                  score
                      .details()
                      .flatMap(ScoreDetails::thresholds)
                      .flatMap(curve -> rule.choose(curve, threshold.costs())));
    }
  }

  /**
   * Where to draw.
   *
   * @param directory any Hadoop path
   * @param overwrite whether existing pictures may be replaced
   */
  public record Drawing(String directory, boolean overwrite) {}

  private static void said(Path picture, Console console) {
    console.say("picture   " + picture);
  }
}
