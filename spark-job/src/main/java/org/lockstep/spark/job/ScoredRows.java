package org.lockstep.spark.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Secrets;
import org.lockstep.spark.run.RunRows;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;

/**
 * Sharded rows to score a model on.
 *
 * @param part of the shards
 * @param count how many rows that part has
 * @param refusal throws if a score reveals an error in the rows
 */
record ScoredRows(
    JavaRDD<ShardGroup> shards,
    ReductionTree tree,
    ShardProgram program,
    Part part,
    long count,
    Consumer<Score> refusal)
    implements AutoCloseable {

  /** Reads the rows for a model; {@code notes} receives the reader's notes. */
  static ScoredRows of(
      SparkSession spark,
      EvaluatedData data,
      Model model,
      String modelName,
      Optional<BlasChoice> blas,
      Consumer<String> notes)
      throws IOException {
    return data instanceof EvaluatedData.OfRun run
        ? ofRun(spark, run, model, modelName, blas, notes)
        : ofFiles(
            spark,
            ((EvaluatedData.Files) data).options(),
            model,
            blas.or(ComputeSettings.BLAS::fixedDefault).orElseThrow(),
            notes);
  }

  private static ScoredRows ofRun(
      SparkSession spark,
      EvaluatedData.OfRun asked,
      Model model,
      String modelName,
      Optional<BlasChoice> blas,
      Consumer<String> notes)
      throws IOException {
    RunRows recorded = RunRows.of(modelName, spark.sessionState().newHadoopConf());
    RunRows moved = asked.data().map(recorded::withData).orElse(recorded);
    RunRows read = asked.reader().map(moved::withReader).orElse(moved);
    RunRows rows = blas.map(read::withBlas).orElse(read);
    FitData data = rows.prepare(spark, asked.part(), notes);
    try {
      return new ScoredRows(
          data.shards().rdd(),
          data.tree(),
          rows.plan(data, model).program().ofMembers(model.network().members()),
          asked.part(),
          data.survey().rows(asked.part()),
          score -> checkIsFinite(score, Secrets.mask(rows.data())));
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private static void checkIsFinite(Score score, String place) {
    if (!score.isFinite()) {
      throw NotFiniteException.ofLoss(place, score.meanLoss());
    }
  }

  private static ScoredRows ofFiles(
      SparkSession spark,
      ReadOptions options,
      Model model,
      BlasChoice blas,
      Consumer<String> notes) {
    Table table =
        Readers.read(
            spark, options.withUsualTarget(model.target().columns()), Optional.of(model.input()));
    table.notes().forEach(notes);
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
    return new ScoredRows(
        ShardedRows.build(PartRows.whole(Targets.encode(table, model.target()), Part.TEST), layout),
        tree,
        program(model, table.count(), tree, blas),
        Part.TEST,
        table.count(),
        score -> {
          if (score.weight() == 0) {
            throw BadInputException.at(
                options.weightPlace(), "a row with a weight above 0", "none");
          }
          if (!score.isFinite()) {
            findBadRow(spark, table, model, blas);
          }
          checkIsFinite(score, table.target().place());
        });
  }

  /** Throws for the first row whose prediction is not a number, if there is one. */
  private static void findBadRow(SparkSession spark, Table table, Model model, BlasChoice blas) {
    TablePredictions predictions = TablePredictions.of(spark, table, model, blas);
    while (predictions.hasNext()) {
      double[] unused = predictions.next(); // throws
    }
  }

  private static ShardProgram program(Model model, long rows, ReductionTree tree, BlasChoice blas) {
    return new ShardProgram(
        model.network().forPrediction(),
        new ArithmeticChoice(model.parameters().precision(), blas),
        new InputScaling(InputEncoder.of(model.input()), model.scaling()),
        new TargetProgram(model.target().task(), model.targetScaling()),
        new Batches(rows, tree.shards(), rows, false, 0),
        new DropoutPlan(0));
  }

  /** Persists the shards until this is closed. */
  void keep() {
    shards.persist(StorageLevel.MEMORY_AND_DISK());
  }

  Score score(SparkSession spark, Model model) {
    return ScoreJob.score(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        shards,
        tree,
        program,
        model,
        part);
  }

  /**
   * Checks that a score is valid.
   *
   * @throws BadInputException if no row weighs more than 0
   * @throws NotFiniteException if the model's outputs or its loss are not numbers
   */
  void check(Score score) {
    refusal.accept(score);
  }

  @Override
  public void close() {
    shards.unpersist();
  }
}
