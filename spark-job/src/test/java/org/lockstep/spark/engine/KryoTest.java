package org.lockstep.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.model.shard.TargetProgram;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.Split;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.testing.Kryo;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;

/**
 * Objects that are cached, broadcast or sent back survive Kryo, which a user can choose as the
 * serializer.
 */
class KryoTest {
  private static final int SHARDS = 2;
  private static final RandomRows ROWS =
      new RandomRows(11, 4, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
  private static final NetworkSpec TOPOLOGY =
      NetworkSpec.perceptron(
          RandomRows.WIDTH, List.of(4), new Tanh(), 0.5, 3, new SoftmaxCrossEntropy(), true);
  private static final ShardProgram PROGRAM =
      new ShardProgram(
              TOPOLOGY,
              new ArithmeticChoice(Precision.FLOAT, BlasChoice.JAVA),
              Scaling.none(RandomRows.WIDTH),
              Task.CLASSIFICATION,
              new Batches(11, SHARDS, 11, true, 1),
              1)
          .withTargets(
              new TargetProgram(
                  Task.CLASSIFICATION,
                  TargetScaling.none(TOPOLOGY.outputs()),
                  List.of(1.0, 2.0, 3.0)));

  private static JavaRDD<ShardGroup> shards;
  private static ShardGroup group;

  @BeforeAll
  static void buildShards() {
    shards = ROWS.shards(SHARDS).cache();
    group = shards.collect().get(1);
  }

  @Test
  void shardsSurviveKryo() {
    ShardGroup sent = Kryo.send(ShardGroup.class, group);
    assertThat(sent.index()).isEqualTo(1);
    ShardWorker worker = worker();
    List<Double> expected = values(worker.gradient(group.shard(Part.TRAIN), 1, 0));
    assertThat(values(worker.gradient(sent.shard(Part.TRAIN), 1, 0))).isEqualTo(expected);
    assertThat(sent.shard(Part.VALIDATION).rows()).isEqualTo(2);
    assertThat(sent.shard(Part.TEST).rows()).isZero();
  }

  @Test
  void sparseShardsSurviveKryo() {
    RandomRows rows = new RandomRows(11, 4, 0, Task.CLASSIFICATION, 3, Features.Kind.SPARSE_FLOATS);
    ShardGroup sparse = rows.shards(SHARDS).collect().get(1);
    ShardGroup sent = Kryo.send(ShardGroup.class, sparse);
    assertThat(sent.shard(Part.TRAIN).features().kind()).isEqualTo(Features.Kind.SPARSE_FLOATS);
    assertThat(sent.shard(Part.TRAIN).rows()).isPositive();
    assertThat(sent.checksum()).isEqualTo(sparse.checksum());
  }

  @Test
  void programsSurviveKryo() {
    TaskProgram sent = Kryo.send(TaskProgram.class, new TaskProgram(PROGRAM));
    ShardWorker worker = sent.worker();
    assertThat(sent.worker()).isSameAs(worker); // one per thread
    worker.begin(theta());
    assertThat(values(worker.gradient(group.shard(Part.TRAIN), 1, 0)))
        .isEqualTo(values(worker().gradient(group.shard(Part.TRAIN), 1, 0)));
  }

  @Test
  void partsOfAStepSurviveKryo() {
    ShardWorker worker = worker();
    GradientSum gradient = worker.gradient(group.shard(Part.TRAIN), 1, 0);
    PartScores scores = PartScores.of(worker, group, List.of(Part.VALIDATION, Part.TEST), true);
    StepPart sent = Kryo.send(StepPart.class, new StepPart(gradient, scores));
    assertThat(values(sent.gradient())).isEqualTo(values(gradient));
    assertThat(sent.gradient().score().loss()).isEqualTo(gradient.score().loss());
    Score score = sent.scores().get(Part.VALIDATION);
    assertThat(score.loss()).isEqualTo(scores.get(Part.VALIDATION).loss());
    assertThat(score.confusion()).isDeepEqualTo(scores.get(Part.VALIDATION).confusion());
    assertThat(sent.scores().get(Part.TEST)).isNull();

    StepPart empty = Kryo.send(StepPart.class, new StepPart(null, new PartScores()));
    assertThat(empty.gradient()).isNull();
    assertThat(empty.merge(sent, GradientSum::merge).gradient()).isSameAs(sent.gradient());
  }

  @Test
  void surveysSurviveKryo() {
    Survey survey =
        Survey.of(
            SparkForTests.context(),
            shards,
            new ReductionTree(SHARDS),
            BlasChoice.JAVA,
            new int[5],
            TargetScaling.Kind.NONE,
            3);
    Survey sent = Kryo.send(Survey.class, survey);
    assertThat(sent.rows(Part.TRAIN)).isEqualTo(11);
    assertThat(sent.rows(Part.VALIDATION)).isEqualTo(4);
    assertThat(sent.classCounts()).isEqualTo(survey.classCounts());
    for (int j = 0; j < survey.moments().width(); j++) {
      assertThat(sent.moments().deviation(j)).isEqualTo(survey.moments().deviation(j));
    }
    assertThat(sent.hosts()).hasSize(1);
    HostReport host = sent.hosts().first();
    assertThat(host).isEqualTo(HostReport.ofThisJvm(BlasChoice.JAVA));
    assertThat(host.blas()).isEqualTo(survey.hosts().first().blas());
    assertThat(sent.blases()).isEqualTo(survey.blases()).hasSize(1);
  }

  @Test
  void surveysOfTargetsSurviveKryo() {
    Survey survey =
        Survey.of(
            SparkForTests.context(),
            new RandomRows(11, 4, 0, Task.REGRESSION, 2, Features.Kind.FLOATS).shards(SHARDS),
            new ReductionTree(SHARDS),
            BlasChoice.JAVA,
            null,
            TargetScaling.Kind.CLIPPED,
            0);
    TargetScaling scaling = survey.targetMoments().targetScaling(TargetScaling.Kind.CLIPPED);
    Survey sent = Kryo.send(Survey.class, survey);
    assertThat(sent.targetMoments().targetScaling(TargetScaling.Kind.CLIPPED)).isEqualTo(scaling);
    assertThat(Kryo.send(TargetScaling.class, scaling)).isEqualTo(scaling);
    assertThat(scaling.outputs()).isEqualTo(2);
    assertThat(survey.moments()).isNull();
  }

  @Test
  void nodesOfTheTreeSurviveKryo() {
    ReductionTree.Node node = new ReductionTree.Node(3, 1);
    assertThat(Kryo.send(ReductionTree.Node.class, node)).isEqualTo(node);
  }

  @Test
  void splitsSurviveKryo() {
    Split split =
        Split.of("x", 1000, RowRange.ALL, new HeldOut.Fraction(0.3), new HeldOut.Fraction(0.1), 1);
    Split sent = Kryo.send(Split.class, split);
    for (long row = 0; row < 1000; row++) {
      assertThat(sent.partOf(row)).isEqualTo(split.partOf(row));
      assertThat(sent.indexOf(row)).isEqualTo(split.indexOf(row));
    }
  }

  private static FlatVector theta() {
    return new Initializer.Xavier().initialize(new Network(TOPOLOGY), PROGRAM.arithmetic(), 0, 1);
  }

  private static ShardWorker worker() {
    ShardWorker worker = new ShardWorker(PROGRAM);
    worker.begin(theta());
    return worker;
  }

  private static List<Double> values(GradientSum sum) {
    return java.util.stream.IntStream.range(0, sum.gradient().length())
        .mapToObj(sum.gradient()::get)
        .toList();
  }
}
