package org.lockstep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.run.Pictures;
import org.lockstep.spark.settings.ThresholdSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;

/** Scores a model on labelled data. */
public final class EvaluationJob {
  /** The option that says k. */
  public static final String TOP_K = "--top-k";

  private EvaluationJob() {}

  /**
   * Scores the model and says what it found.
   *
   * @param modelName a model file, or the directory of a run
   * @param asked what is to be told besides
   * @param drawing where to draw pictures, if anywhere
   * @return the score, in detail
   * @throws BadInputException where no row weighs more than 0
   * @throws NotFiniteException where the model's outputs or its loss are not numbers
   */
  public static Score run(
      SparkSession spark,
      String modelName,
      ReadOptions options,
      BlasChoice blas,
      Asked asked,
      Optional<Drawing> drawing,
      Console console)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Optional<Pictures> pictures = Optional.empty();
    if (drawing.isPresent()) { // nothing is read before it is known that they may be written
      Drawing to = drawing.get();
      pictures =
          Optional.of(Pictures.check(to.directory(), to.overwrite(), configuration, console));
    }
    Model model = Models.read(modelName, configuration);
    MetricsText.Questions questions = asked.of(model.target());
    Table table =
        Readers.read(
            spark, options.withUsualTarget(model.target().columns()), Optional.of(model.input()));
    table.notes().forEach(console::notice);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ReductionTree tree = new ReductionTree(context.defaultParallelism());
    ShardLayout layout =
        new ShardLayout(
            tree.shards(),
            ShardLayout.kindOf(table, model.parameters().precision(), model.network().sparse()),
            table.form() == Table.Form.PACKED,
            Arrays.stream(model.input().origins()).boxed().toList(),
            ShardLayout.TargetLayout.of(model.target()),
            table.hasWeights());
    JavaRDD<ShardGroup> shards =
        ShardedRows.build(PartRows.whole(Targets.encode(table, model.target()), Part.TEST), layout);
    if (pictures.isPresent() || asked.threshold().rule().isPresent()) {
      shards.persist(StorageLevel.MEMORY_AND_DISK()); // gone over twice
    }
    try {
      ShardProgram program = program(model, table.count(), tree, blas);
      Score score = ScoreJob.score(context, shards, tree, program, model, Part.TEST);
      if (score.weight() == 0) {
        throw BadInputException.at(options.weightPlace(), "a row of a weight above 0", "none");
      }
      checkIsFinite(spark, score, table, model, blas);
      Optional<Double> threshold = asked.thresholdBy(score);
      if (threshold.isPresent()) {
        model = model.withThreshold(OptionalDouble.of(threshold.get()));
        score = ScoreJob.score(context, shards, tree, program, model, Part.TEST);
      } else if (asked.threshold().rule().isPresent()) {
        console.notice("the rows are all of one class: the threshold stays as it is");
      }
      ScoreText.lines(score, model.target(), table.count(), questions).forEach(console::result);
      if (pictures.isPresent()) {
        draw(pictures.get(), model, blas, shards, score).forEach(path -> said(path, console));
      }
      return score;
    } finally {
      shards.unpersist();
    }
  }

  /** Where the score is not a number, looks for the first row to blame. */
  private static void checkIsFinite(
      SparkSession spark, Score score, Table table, Model model, BlasChoice blas) {
    if (score.isFinite()) {
      return;
    }
    TablePredictions predictions = TablePredictions.of(spark, table, model, blas);
    while (predictions.hasNext()) {
      double[] unused = predictions.next(); // throws
    }
    throw NotFiniteException.ofLoss(table.targetPlace(), score.meanLoss());
  }

  private static List<Path> draw(
      Pictures pictures, Model model, BlasChoice blas, JavaRDD<ShardGroup> shards, Score score)
      throws IOException {
    List<Path> drawn = new ArrayList<>();
    pictures.confusion(score, model.target(), "rows").ifPresent(drawn::add);
    drawn.addAll(pictures.details(score, model.target(), "rows"));
    pictures.predictions(model, blas, shards, Part.TEST, "rows").ifPresent(drawn::add);
    pictures.weights(model).ifPresent(drawn::add);
    return drawn;
  }

  /**
   * What is to be told besides what every model is told of.
   *
   * @param topK the k of the top-k accuracy; empty: 5 where there are more than 10 classes
   * @param threshold of two classes, and what their mistakes cost
   */
  public record Asked(OptionalInt topK, ThresholdSettings threshold) {

    private MetricsText.Questions of(TargetSchema target) {
      int classes = target.classes().size();
      if (topK.isPresent() && topK.getAsInt() >= classes) {
        throw BadInputException.at(
            TOP_K,
            classes == 0 ? "a model of classes" : "less than the " + classes + " classes",
            classes == 0 ? "a model of numbers (regression)" : Integer.toString(topK.getAsInt()));
      }
      threshold.check(target);
      return new MetricsText.Questions(
          topK, threshold.hasCosts() ? Optional.of(threshold.costs()) : Optional.empty());
    }

    /** Another threshold than the model's. */
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
   * @param overwrite whether pictures that are there may be replaced
   */
  public record Drawing(String directory, boolean overwrite) {}

  private static void said(Path picture, Console console) {
    console.say("picture   " + picture);
  }

  private static ShardProgram program(Model model, long rows, ReductionTree tree, BlasChoice blas) {
    return new ShardProgram(
        model.network().forPrediction(),
        model.target().task(),
        model.parameters().precision(),
        blas,
        InputEncoder.of(model.input()),
        model.scaling(),
        model.targetScaling(),
        0,
        new Batches(rows, tree.shards(), rows, false, 0),
        List.of());
  }
}
