package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.lockstep.model.math.Precision;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.RowRange;
import org.lockstep.spark.read.SourceFile;
import org.lockstep.spark.read.Table;
import org.lockstep.spark.read.Targets;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;
import org.lockstep.spark.shard.Split;

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

  static TrainingData prepare(SparkSession spark, TrainingSettings settings) {
    TrainingSettings.Data data = settings.data();
    // All rows: which of them are trained on is for the split to say.
    Table train = Readers.read(spark, data.train().withRows(RowRange.ALL), Optional.empty());
    TargetSchema target = Targets.fit(train, data.task());
    if (settings.optimizer().balanceClasses() && target.task() == Task.REGRESSION) {
      throw BadInputException.at(
          "--class-weights", "classes to balance", "numbers as the target (regression)");
    }
    List<Dataset<Row>> parts = new ArrayList<>();
    List<Table> tables = new ArrayList<>(List.of(train));
    parts.add(divide(train, target, settings));
    addPart(spark, data.validation(), Part.VALIDATION, train, target, parts, tables);
    addPart(spark, data.test(), Part.TEST, train, target, parts, tables);

    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int cores = context.defaultParallelism();
    ReductionTree tree = new ReductionTree(settings.run().shards().orElse(cores));
    Features.Kind kind = kindOf(tables, settings.run().precision());
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
      return survey(context, settings, tables, target, shards, tasks, tree, kind);
    } catch (RuntimeException | Error e) {
      shards.unpersist();
      throw e;
    }
  }

  /** Builds the shards by looking at each, and fits what is fitted to the training rows. */
  private static TrainingData survey(
      JavaSparkContext context,
      TrainingSettings settings,
      List<Table> tables,
      TargetSchema target,
      JavaRDD<ShardGroup> shards,
      int tasks,
      ReductionTree tree,
      Features.Kind kind) {
    InputSchema input = tables.get(0).input();
    Scaling.Kind scale = settings.data().scale().orElse(defaultScale(kind));
    boolean fits = scale != Scaling.Kind.NONE && scale != Scaling.Kind.UNIT;
    int classes = settings.optimizer().balanceClasses() ? target.classes().size() : 0;
    Survey survey =
        Survey.of(
            context,
            ContiguousCoalescer.onTasks(shards, tasks),
            tree,
            settings.run().blas(),
            fits,
            classes);
    Scaling scaling =
        switch (scale) {
          case NONE -> Scaling.none(input.width());
          case UNIT -> Scaling.unit(input.width());
          default -> survey.moments().scaling(scale);
        };
    List<SourceFile> files = tables.stream().flatMap(t -> t.files().stream()).toList();
    return new TrainingData(input, target, shards, tasks, tree, kind, survey, scaling, files);
  }

  private static Dataset<Row> divide(Table train, TargetSchema target, TrainingSettings settings) {
    TrainingSettings.Data data = settings.data();
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
            settings.run().seed());
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
