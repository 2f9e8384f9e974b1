package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.DataFingerprint;
import org.lockstep.model.file.DataFingerprint.DataFile;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Precision;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.model.text.Words;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;
import org.lockstep.spark.shard.Split;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;

/**
 * The data of a training job, read, divided, sharded, cached and surveyed.
 *
 * @param shards one partition per shard, kept by the executors until the data is closed
 * @param tasks how many tasks compute on them, at most
 * @param tree over the S shards
 * @param kind the stored type of features
 */
record TrainingData(
    InputSchema input,
    TargetSchema target,
    JavaRDD<ShardGroup> shards,
    int tasks,
    ReductionTree tree,
    Features.Kind kind,
    Survey survey,
    Scaling scaling,
    List<SourceFile> files)
    implements AutoCloseable {

  @Override
  public void close() {
    shards.unpersist();
  }

  /** By what the data is known again. */
  DataFingerprint fingerprint() {
    return new DataFingerprint(
        tree.shards(),
        survey.rows(Part.TRAIN),
        survey.rows(Part.VALIDATION),
        survey.rows(Part.TEST),
        survey.checksums(),
        files.stream()
            .map(file -> new DataFile(file.path(), file.length(), file.modified()))
            .toList());
  }

  /**
   * All that the data of a job depends on: jobs of equal recipes can share one.
   *
   * @param rows where rows come from
   * @param precision of numbers in the shards
   * @param shards empty: as many as cores
   * @param seed of the choice of rows to hold out; 0 where none are chosen
   * @param balanceClasses whether the training rows of each class are counted
   * @param blas that executors are to report
   */
  record Recipe(
      TrainingSettings.Data rows,
      Precision precision,
      OptionalInt shards,
      long seed,
      boolean balanceClasses,
      BlasChoice blas) {

    static Recipe of(TrainingSettings settings) {
      TrainingSettings.RunSettings run = settings.run();
      return new Recipe(
          settings.data(),
          run.precision(),
          run.shards(),
          settings.data().choosesRows() ? run.seed() : 0,
          settings.optimizer().balanceClasses(),
          run.blas());
    }

    /** The same with a number of shards that was decided before. */
    Recipe withShards(int count) {
      return new Recipe(rows, precision, OptionalInt.of(count), seed, balanceClasses, blas);
    }
  }

  static TrainingData prepare(SparkSession spark, Recipe recipe) {
    TrainingSettings.Data data = recipe.rows();
    // All rows: which of them are trained on is for the split to say.
    Table train = Readers.read(spark, data.train().withRows(RowRange.ALL), Optional.empty());
    TargetSchema target = Targets.fit(train, data.task());
    if (recipe.balanceClasses() && target.task() == Task.REGRESSION) {
      throw BadInputException.at(
          "--class-weights", "classes to balance", "numbers as the target (regression)");
    }
    List<Dataset<Row>> parts = new ArrayList<>();
    List<Table> tables = new ArrayList<>(List.of(train));
    parts.add(divide(train, target, recipe));
    addPart(spark, data.validation(), Part.VALIDATION, train, target, parts, tables);
    addPart(spark, data.test(), Part.TEST, train, target, parts, tables);

    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int cores = context.defaultParallelism();
    ReductionTree tree = new ReductionTree(recipe.shards().orElse(cores));
    Features.Kind kind = kindOf(tables, recipe.precision());
    ShardLayout layout =
        new ShardLayout(
            tree.shards(),
            kind,
            train.input().width(),
            ShardLayout.TargetLayout.of(target),
            train.hasWeights());
    JavaRDD<ShardGroup> shards =
        ShardedRows.build(union(parts), layout)
            .setName("Lockstep shards")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int tasks = Math.min(cores, tree.shards());
      return survey(context, recipe, tables, target, shards, tasks, tree, kind);
    } catch (RuntimeException | Error e) {
      shards.unpersist();
      throw e;
    }
  }

  /** Builds the shards by looking at each, and fits what is fitted to the training rows. */
  private static TrainingData survey(
      JavaSparkContext context,
      Recipe recipe,
      List<Table> tables,
      TargetSchema target,
      JavaRDD<ShardGroup> shards,
      int tasks,
      ReductionTree tree,
      Features.Kind kind) {
    InputSchema input = tables.get(0).input();
    Scaling.Kind scale = recipe.rows().scale().orElse(defaultScale(kind));
    boolean fits = scale != Scaling.Kind.NONE && scale != Scaling.Kind.UNIT;
    int classes = recipe.balanceClasses() ? target.classes().size() : 0;
    Survey survey =
        Survey.of(
            context,
            ContiguousCoalescer.onTasks(shards, tasks),
            tree,
            recipe.blas(),
            fits,
            classes);
    checkWeights(survey, recipe.rows());
    ShardedRows.pin(shards, survey.checksums(), recipe.rows().paths());
    Scaling scaling =
        switch (scale) {
          case NONE -> Scaling.none(input.width());
          case UNIT -> Scaling.unit(input.width());
          default -> survey.moments().scaling(scale);
        };
    List<SourceFile> files = tables.stream().flatMap(t -> t.files().stream()).toList();
    return new TrainingData(input, target, shards, tasks, tree, kind, survey, scaling, files);
  }

  /** Without a row that weighs something, a part has no mean loss. */
  private static void checkWeights(Survey survey, TrainingSettings.Data data) {
    for (Part part : Part.values()) {
      if (survey.rows(part) > 0 && !survey.weighs(part)) {
        throw BadInputException.at(
            data.of(part).weightPlace(),
            "a " + (part == Part.TRAIN ? "training" : Words.of(part)) + " row of a weight above 0",
            "none");
      }
    }
  }

  private static Dataset<Row> divide(Table train, TargetSchema target, Recipe recipe) {
    TrainingSettings.Data data = recipe.rows();
    Dataset<Row> rows = Targets.encode(train, target);
    if (!data.isDivided()) {
      return PartRows.whole(rows, Part.TRAIN);
    }
    Split split =
        Split.of(
            data.train().path(),
            train.count(),
            data.train().rows(),
            data.heldOutTest(),
            data.heldOutValidation(),
            recipe.seed());
    return PartRows.divided(rows, split);
  }

  private static void addPart(
      SparkSession spark,
      Optional<ReadOptions> options,
      Part part,
      Table train,
      TargetSchema target,
      List<Dataset<Row>> parts,
      List<Table> tables) {
    if (options.isEmpty()) {
      return;
    }
    Table table = Readers.read(spark, options.get(), Optional.of(train.input()));
    parts.add(PartRows.whole(Targets.encode(table, target), part));
    tables.add(table);
  }

  private static Features.Kind kindOf(List<Table> tables, Precision precision) {
    Features.Kind kind = ShardLayout.kindOf(tables.get(0), precision);
    for (Table table : tables) {
      if (ShardLayout.kindOf(table, precision) != kind) {
        throw BadInputException.at(
            table.files().get(0).path(),
            kind == Features.Kind.BYTES
                ? "features in bytes, as in the training data"
                : "features in numbers, as in the training data",
            kind == Features.Kind.BYTES ? "numbers" : "bytes");
      }
    }
    return kind;
  }

  private static Scaling.Kind defaultScale(Features.Kind kind) {
    return kind == Features.Kind.BYTES ? Scaling.Kind.UNIT : Scaling.Kind.STANDARD;
  }

  private static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }
}
