package org.lockstep.spark.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.io.Location;
import org.lockstep.spark.io.Models;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.Table;
import org.lockstep.spark.read.Targets;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;

/** Scores a model on labelled data. */
public final class EvaluationJob {
  private EvaluationJob() {}

  /**
   * Scores the model and says what it found.
   *
   * @param modelName a model file, or the directory of a run
   * @param pictures the directory to draw pictures into, if any
   * @return the score, with the confusion matrix for classes
   */
  public static Score run(
      SparkSession spark,
      String modelName,
      ReadOptions options,
      BlasChoice blas,
      Optional<String> pictures,
      Console console)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Model model = Models.read(modelName, configuration);
    Table table =
        Readers.read(
            spark, options.withUsualTarget(model.target().columns()), Optional.of(model.input()));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ReductionTree tree = new ReductionTree(context.defaultParallelism());
    ShardLayout layout =
        new ShardLayout(
            tree.shards(),
            ShardLayout.kindOf(table, model.parameters().precision()),
            model.input().width(),
            ShardLayout.TargetLayout.of(model.target()),
            table.hasWeights());
    JavaRDD<ShardGroup> shards =
        ShardedRows.build(PartRows.whole(Targets.encode(table, model.target()), Part.TEST), layout);
    Score score =
        ScoreJob.score(
            context,
            shards,
            tree,
            program(model, table.count(), tree, blas),
            model.parameters(),
            Part.TEST);
    ScoreText.lines(score, model.target(), table.count()).forEach(console::result);
    if (pictures.isPresent()) {
      Path directory = Location.of(pictures.get(), configuration).path();
      Pictures drawn = new Pictures(directory, configuration, console);
      drawn.confusion(score, model.target(), "rows").ifPresent(path -> said(path, console));
      drawn
          .predictions(model, blas, shards, Part.TEST, "rows")
          .ifPresent(path -> said(path, console));
      drawn.weights(model).ifPresent(path -> said(path, console));
    }
    return score;
  }

  private static void said(Path picture, Console console) {
    console.say("picture   " + picture);
  }

  private static ShardProgram program(Model model, long rows, ReductionTree tree, BlasChoice blas) {
    return new ShardProgram(
        model.topology(),
        model.target().task(),
        model.parameters().precision(),
        blas,
        model.scaling(),
        Dropout.none(),
        new Batches(rows, tree.shards(), rows, false, 0),
        List.of());
  }
}
