package org.lockstep.spark.importance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.importance.ColumnImportance;
import org.lockstep.model.importance.ColumnShuffler;
import org.lockstep.model.importance.ColumnShuffler.Plan;
import org.lockstep.model.importance.DependenceMeans;
import org.lockstep.model.importance.ImportanceSums;
import org.lockstep.model.importance.PartialDependence;
import org.lockstep.model.importance.ScoreMetric;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;
import org.lockstep.spark.engine.SparkJobs;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.Kryo;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;

/** However the rows are spread, the bits are those of a loop over whole blocks. */
@Tag("slow")
class ImportanceJobsTest {
  private static final int ROWS = 101;
  private static final Part PART = Part.TEST;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  private static RandomRows rows(Features.Kind kind) {
    return new RandomRows(5, 9, ROWS, Task.REGRESSION, 1, kind);
  }

  private static Model model(boolean sparse) {
    NetworkSpec network =
        NetworkSpec.perceptron(
            RandomRows.WIDTH, List.of(8), new Tanh(), 1, new LinearSquaredError(), true);
    network = network.withSparse(sparse);
    FlatVector theta = FlatVector.zeros(Precision.FLOAT, ParameterLayout.of(network).length());
    Random random = new Random(3);
    for (int k = 0; k < theta.length(); k++) {
      theta.set(k, random.nextGaussian());
    }
    return new Model(
        network,
        theta,
        new InputSchema(NAMES.stream().map(InputColumn::number).toList()),
        new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
        Scaling.none(RandomRows.WIDTH),
        TargetScaling.none(1));
  }

  private static ShardProgram program(Model model) {
    return new ShardProgram(
        model.network(),
        new ArithmeticChoice(Precision.FLOAT, BlasChoice.JAVA),
        new InputScaling(InputEncoder.of(model.input()), model.scaling()),
        new TargetProgram(Task.REGRESSION, model.targetScaling()),
        new Batches(ROWS, 1, ROWS, false, 0),
        new DropoutPlan(0));
  }

  private static ImportanceJobs jobs(Model model, JavaRDD<ShardGroup> shards) {
    return new ImportanceJobs(
        JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext()),
        shards,
        PART,
        ROWS,
        program(model),
        model);
  }

  private static Plan plan(Model model) {
    return new Plan(
        InputEncoder.of(model.input()).firstFeatures(), 3, 7, ScoreMetric.RMSE, Double.NaN);
  }

  /** The block with this index, built row by row from the source. */
  private static Shard block(RandomRows rows, int index, int blocks) {
    ShardBuilder builder =
        new ShardBuilder(
            index, blocks, new RowForm(rows.kind(), RandomRows.WIDTH, Task.REGRESSION, 1, true));
    for (long row = index; row < ROWS; row += blocks) {
      builder.addNumbers(rows.features(PART, row));
      builder.setTargets(rows.target(PART, row));
      builder.setWeight(rows.weight(PART, row));
    }
    return builder.build();
  }

  private static List<ColumnImportance> loopOverBlocks(RandomRows rows, Model model, int blocks) {
    ColumnShuffler shuffler = new ColumnShuffler(program(model), model.parameters(), plan(model));
    Map<Node, ImportanceSums> sums = new HashMap<>();
    for (int b = 0; b < blocks; b++) {
      sums.put(new Node(0, b), shuffler.score(block(rows, b, blocks), 0, 1));
    }
    return new ReductionTree(blocks).root(sums, ImportanceSums::merge).importances(NAMES);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "3, 1", "3, 2", "10, 3"})
  void theBitsAreThoseOfALoopOverTheBlocksWhateverTheShardsAndTasks(int blocks, int shares) {
    for (Features.Kind kind : List.of(Features.Kind.FLOATS, Features.Kind.SPARSE_FLOATS)) {
      Model model = model(kind.isSparse());
      RandomRows rows = rows(kind);
      List<ColumnImportance> expected = loopOverBlocks(rows, model, blocks);
      assertThat(expected).noneMatch(column -> column.mean() == 0);
      for (int shards : new int[] {1, 4, 7}) {
        for (int tasks : IntStream.of(1, 3).filter(n -> n <= shards).toArray()) {
          ImportanceSums sums =
              jobs(model, rows.shards(shards).coalesce(tasks))
                  .shuffle(
                      plan(model),
                      new BlockLayout(blocks, blocks, shares),
                      SparkJobs.Waiting.SILENTLY);
          assertThat(sums.importances(NAMES)).isEqualTo(expected);
          assertThat(sums.rows()).isEqualTo(ROWS);
        }
      }
    }
  }

  @Test
  void aSmallTableIsShuffledOverAllItsRows() {
    Model model = model(false);
    RandomRows rows = rows(Features.Kind.FLOATS);
    assertThat(
            jobs(model, rows.shards(4))
                .shuffle(plan(model), SparkJobs.Waiting.SILENTLY)
                .importances(NAMES))
        .isEqualTo(loopOverBlocks(rows, model, 1));
  }

  @Test
  void blocksAreLargeAndDoNotDependOnTheCores() {
    NetworkSpec network = model(false).network();
    for (int cores : new int[] {1, 2, 64}) {
      assertThat(BlockLayout.ofAll(65_536, network, cores, 5).blocks()).isEqualTo(1);
      assertThat(BlockLayout.ofAll(65_537, network, cores, 5).blocks()).isEqualTo(2);
      assertThat(BlockLayout.ofAll(10_000_000, network, cores, 5).blocks()).isEqualTo(153);
      assertThat(BlockLayout.ofSample(10_000, cores).blocks()).isEqualTo(1);
      assertThat(BlockLayout.ofSample(100_000_000, cores).blocks()).isEqualTo(10_000);
    }
    assertThat(BlockLayout.ofAll(100, network, 64, 5).shares()).isEqualTo(5);
    assertThat(BlockLayout.ofAll(100_000, network, 2, 12).tasks()).isEqualTo(4);
  }

  @Test
  void dependenceHasTheBitsOfALoopOverTheSample() {
    Model model = model(false);
    RandomRows rows = rows(Features.Kind.FLOATS);
    List<PartialDependence.Column> columns =
        List.of(
            PartialDependence.Column.of(model.input(), 3).orElseThrow(),
            PartialDependence.Column.of(model.input(), 1).orElseThrow());
    DependenceMeans expected =
        new PartialDependence(
                program(model), model.parameters(), InputEncoder.of(model.input()), model.scaling())
            .compute(block(rows, 0, 1), columns, 0, 1);
    for (int shards : new int[] {1, 6}) {
      DependenceMeans means =
          jobs(model, rows.shards(shards)).depend(columns, SparkJobs.Waiting.SILENTLY);
      assertThat(means.grid(0)).isEqualTo(expected.grid(0));
      assertThat(means.points()).isEqualTo(expected.points()).isGreaterThan(60);
      for (int p = 0; p < means.points(); p++) {
        assertThat(means.mean(p, 0)).isEqualTo(expected.mean(p, 0));
      }
    }
  }

  @Test
  void piecesSumsAndMeansSurviveKryo() {
    Model model = model(false);
    RandomRows rows = rows(Features.Kind.FLOATS);
    ShardGroup group = rows.shards(1).collect().get(0);
    BlockLayout layout = new BlockLayout(2, 2, 1);
    BlockPiece piece = Kryo.send(BlockPiece.class, BlockPiece.cut(group.shard(PART), layout)[1]);
    Shard joined = BlockPiece.join(Arrays.asList(piece).iterator(), layout, 1);
    ColumnShuffler shuffler = new ColumnShuffler(program(model), model.parameters(), plan(model));
    ImportanceSums sums = shuffler.score(joined, 0, 1);
    assertThat(Kryo.send(ImportanceSums.class, sums).importances(NAMES))
        .isEqualTo(shuffler.score(block(rows, 1, 2), 0, 1).importances(NAMES));
    DependenceMeans means =
        new PartialDependence(
                program(model), model.parameters(), InputEncoder.of(model.input()), model.scaling())
            .compute(
                joined, List.of(PartialDependence.Column.of(model.input(), 0).orElseThrow()), 0, 1);
    assertThat(Kryo.send(DependenceMeans.class, means).mean(2, 0)).isEqualTo(means.mean(2, 0));
  }
}
