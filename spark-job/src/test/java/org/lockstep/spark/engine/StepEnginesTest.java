package org.lockstep.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Topology;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.resident.ResidentEngine;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.Trainer;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.TrainingResult;

/** Every engine gives the bits of a plain loop over the shards, on however many tasks. */
class StepEnginesTest {
  private static final int EPOCHS = 2;

  /** The engines; a new one joins with one line. */
  private enum Kind {
    JOB {
      @Override
      StepEngine start(JavaRDD<ShardGroup> shards, int tasks, Setup setup, List<Part> evaluated) {
        return new JobEngine(
            SparkForTests.context(),
            ContiguousCoalescer.onTasks(shards, tasks),
            new ReductionTree(shards.getNumPartitions()),
            setup.program,
            evaluated);
      }
    },
    RESIDENT {
      @Override
      StepEngine start(JavaRDD<ShardGroup> shards, int tasks, Setup setup, List<Part> evaluated) {
        return ResidentEngine.start(
            SparkForTests.context(), shards, tasks, setup.program, evaluated, Kind::refuse);
      }
    };

    private static void refuse(String notice) {
      throw new AssertionError(notice);
    }

    abstract StepEngine start(
        JavaRDD<ShardGroup> shards, int tasks, Setup setup, List<Part> evaluated);

    StepEngine start(JavaRDD<ShardGroup> shards, int tasks, Setup setup, RandomRows rows) {
      List<Part> evaluated = new ArrayList<>();
      for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
        if (rows.rows(part) > 0) {
          evaluated.add(part);
        }
      }
      return start(shards, tasks, setup, evaluated);
    }

    /**
     * Tasks that stay need a core each, and the tests' Spark has two; more of them are in {@link
     * org.lockstep.spark.engine.exchange.ExchangeTest}.
     */
    int mostTasks() {
      return this == RESIDENT ? 2 : Integer.MAX_VALUE;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7})
  void givesTheBitsOfAPlainLoopOnAnyNumberOfTasks(int shards) {
    Random random = new Random(shards);
    for (Precision precision : Precision.values()) {
      Task task = List.of(Task.values()).get(random.nextInt(3));
      int outputs = task == Task.BINARY ? 1 : 3;
      // Fewer rows than shards, empty parts and shards without test rows are among them.
      RandomRows rows =
          new RandomRows(
              List.of(3, 9, 16).get(random.nextInt(3)),
              List.of(0, 3, 9).get(random.nextInt(3)),
              List.of(0, 1, 8).get(random.nextInt(3)),
              task,
              outputs,
              List.of(Features.Kind.values()).get(random.nextInt(3)));
      JavaRDD<ShardGroup> cached = rows.shards(shards).cache();
      for (int tasks = 1; tasks <= shards; tasks++) {
        long seed = random.nextLong();
        assertSameBits(rows, cached, tasks, Setup.random(rows, shards, precision, seed));
      }
      cached.unpersist();
    }
  }

  @Test
  void givesTheBitsOfAPlainLoopWhenBatchesAreSmallerThanTheNumberOfShards() {
    RandomRows rows = new RandomRows(9, 2, 0, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    JavaRDD<ShardGroup> cached = rows.shards(7).cache();
    for (long batchSize : new long[] {2, 3}) {
      for (int tasks : new int[] {1, 3, 7}) {
        assertSameBits(
            rows, cached, tasks, Setup.random(rows, 7, Precision.FLOAT, 5).withBatch(batchSize));
      }
    }
    cached.unpersist();
  }

  @ParameterizedTest
  @EnumSource
  void aStepDoneTwiceGivesTheSameBits(Kind kind) {
    RandomRows rows = new RandomRows(20, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    Setup setup = Setup.random(rows, 3, Precision.FLOAT, 2);
    FlatVector theta = setup.theta();
    try (StepEngine engine = kind.start(rows.shards(3), 2, setup, rows)) {
      StepSum first = engine.step(theta, 2, 0, true);
      engine.step(setup.theta(), 1, 0, false);
      StepSum again = engine.step(theta, 2, 0, true);
      assertThat(bits(again.sum().gradient())).isEqualTo(bits(first.sum().gradient()));
      assertThat(again.sum().score().loss()).isEqualTo(first.sum().score().loss());
      assertThat(again.evaluation().test().orElseThrow().loss())
          .isEqualTo(first.evaluation().test().orElseThrow().loss());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEvaluationOnTheWayIsThatOfTheEpochsLastWeights(Kind kind) {
    RandomRows rows = new RandomRows(10, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    Setup setup = Setup.random(rows, 3, Precision.DOUBLE, 8);
    JavaRDD<ShardGroup> cached = rows.shards(3).cache();
    LoopEngine loop = new LoopEngine(cached.collect(), setup.program);
    try (StepEngine engine = kind.start(cached, 2, setup, rows)) {
      List<EpochReport> reports = setup.train(engine, 3).reports();
      for (int epochs = 1; epochs <= 3; epochs++) {
        FlatVector atItsEnd = setup.train(loop, epochs).parameters();
        Evaluation expected = loop.evaluate(atItsEnd);
        EpochReport report = reports.get(epochs - 1);
        assertThat(report.test().loss()).hasValue(expected.test().orElseThrow().meanLoss());
        assertThat(report.validation().loss())
            .hasValue(expected.validation().orElseThrow().meanLoss());
      }
    }
    cached.unpersist();
  }

  @ParameterizedTest
  @EnumSource
  void leavesOutPartsWithoutRows(Kind kind) {
    RandomRows rows = new RandomRows(4, 0, 3, Task.REGRESSION, 1, Features.Kind.DOUBLES);
    Setup setup = Setup.random(rows, 5, Precision.DOUBLE, 2);
    try (StepEngine engine = kind.start(rows.shards(5), 2, setup, rows)) {
      Evaluation evaluation = engine.evaluate(setup.theta());
      assertThat(evaluation.validation()).isEmpty();
      assertThat(evaluation.test().orElseThrow().rows()).isEqualTo(3);
      Evaluation notAsked = engine.step(setup.theta(), 1, 0, false).evaluation();
      assertThat(notAsked).isEqualTo(Evaluation.none());
    }
  }

  private static void assertSameBits(
      RandomRows rows, JavaRDD<ShardGroup> cached, int tasks, Setup setup) {
    TrainingResult expected = setup.train(new LoopEngine(cached.collect(), setup.program));
    for (Kind kind : Kind.values()) {
      if (tasks > kind.mostTasks()) {
        continue;
      }
      try (StepEngine engine = kind.start(cached, tasks, setup, rows)) {
        assertThat(engine.tasks()).isEqualTo(tasks);
        TrainingResult found = setup.train(engine);
        assertThat(bits(found.parameters()))
            .as("%s: %s", kind, setup)
            .isEqualTo(bits(expected.parameters()));
        assertThat(losses(found)).as("%s: %s", kind, setup).isEqualTo(losses(expected));
      }
    }
  }

  /** Every number that training reports, as bits. */
  private static List<Long> losses(TrainingResult result) {
    List<Long> losses = new ArrayList<>();
    for (EpochReport report : result.reports()) {
      losses.add(report.rows());
      losses.add(Double.doubleToRawLongBits(report.trainLoss()));
      losses.add(Double.doubleToRawLongBits(report.trainAccuracy()));
      for (OptionalDouble value :
          List.of(
              report.validation().loss(),
              report.validation().accuracy(),
              report.test().loss(),
              report.test().accuracy())) {
        losses.add(value.isPresent() ? Double.doubleToRawLongBits(value.getAsDouble()) : null);
      }
    }
    return losses;
  }

  private static List<Long> bits(FlatVector vector) {
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      bits.add(Double.doubleToRawLongBits(vector.get(i)));
    }
    return bits;
  }

  /** What to train and how. */
  private record Setup(
      ShardProgram program, Optimizer.Rule rule, Regularization regularization, long seed) {

    static Setup random(RandomRows rows, int shards, Precision precision, long seed) {
      Random random = new Random(seed);
      long batchSize = List.of(1, Math.max(1, shards - 1), 7, rows.train()).get(random.nextInt(4));
      OutputLoss loss =
          switch (rows.task()) {
            case CLASSIFICATION -> OutputLoss.SOFTMAX_CROSS_ENTROPY;
            case BINARY -> OutputLoss.SIGMOID_CROSS_ENTROPY;
            case REGRESSION -> OutputLoss.LINEAR_SQUARED_ERROR;
          };
      List<Integer> hidden =
          List.of(List.<Integer>of(), List.of(4), List.of(6, 3)).get(random.nextInt(3));
      Activation activation = List.of(Activation.values()).get(random.nextInt(5));
      Scaling scaling =
          new Scaling(
              Scaling.Kind.STANDARD,
              random.doubles(RandomRows.WIDTH, -1, 1).toArray(),
              random.doubles(RandomRows.WIDTH, 90, 200).toArray());
      ShardProgram program =
          new ShardProgram(
              new Topology(
                  RandomRows.WIDTH, hidden, activation, rows.outputs(), loss, random.nextBoolean()),
              rows.task(),
              precision,
              BlasChoice.AUTO,
              scaling,
              new Dropout(random.nextInt(2) * 0.4, seed),
              new Batches(
                  rows.train(), shards, Math.min(batchSize, rows.train()), random.nextBoolean(), 3),
              rows.task() == Task.CLASSIFICATION ? List.of(0.5, 1.0, 2.0) : List.of());
      return new Setup(
          program,
          List.of(Optimizer.Rule.values()).get(random.nextInt(4)),
          new Regularization(random.nextInt(2) * 0.1, random.nextBoolean() ? 0.5 : 1.0 / 0),
          seed);
    }

    Setup withBatch(long batchSize) {
      Batches b = program.batches();
      Batches batches = new Batches(b.rows(), b.shards(), batchSize, b.shuffle(), b.seed());
      return new Setup(
          new ShardProgram(
              program.topology(),
              program.task(),
              program.precision(),
              program.blas(),
              program.scaling(),
              program.dropout(),
              batches,
              program.classWeights()),
          rule,
          regularization,
          seed);
    }

    FlatVector theta() {
      return new Initializer.Xavier()
          .initialize(new Network(program.topology()), program.arithmetic(), seed);
    }

    TrainingResult train(StepEngine engine) {
      return train(engine, EPOCHS);
    }

    TrainingResult train(StepEngine engine, int epochs) {
      TrainingPlan plan =
          new TrainingPlan(
              program.batches(),
              epochs,
              OptionalLong.empty(),
              rule,
              new Schedule.Constant(0.01),
              regularization,
              OptionalInt.empty());
      return new Trainer(plan, new Network(program.topology()).layout(), engine, theta(), List.of())
          .run();
    }
  }
}
