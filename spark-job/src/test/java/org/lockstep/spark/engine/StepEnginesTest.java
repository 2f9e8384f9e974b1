package org.lockstep.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.optim.Lbfgs;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.engine.resident.ResidentEngine;
import org.lockstep.spark.settings.EngineChoice;
import org.lockstep.spark.settings.FactorKind;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.KeptStates;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.train.Checkpoints;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.TrainingResult;

/** Every engine gives the bits of a plain loop over the shards, on any number of tasks. */
class StepEnginesTest {
  /** The engines; a new one joins with one line. */
  private enum Kind {
    JOB {
      @Override
      StepEngine start(
          JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, List<Part> evaluated) {
        return new JobEngine(
            ContiguousCoalescer.onTasks(shards, tasks),
            new ReductionTree(shards.getNumPartitions()),
            setup.program(),
            evaluated,
            Kind::refuse);
      }
    },
    RESIDENT {
      @Override
      StepEngine start(
          JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, List<Part> evaluated) {
        return ResidentEngine.start(shards, tasks, setup.program(), evaluated, Kind::refuse);
      }
    },
    /** The exchange of the resident engine, with threads as tasks, in one crew. */
    ONE_CREW {
      @Override
      StepEngine start(
          JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, List<Part> evaluated) {
        return ThreadEngine.local(shards.collect(), tasks, 1, setup.program(), evaluated);
      }
    },
    /** In three crews, none of which holds neighbouring tasks. */
    THREE_CREWS {
      @Override
      StepEngine start(
          JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, List<Part> evaluated) {
        return ThreadEngine.local(shards.collect(), tasks, 3, setup.program(), evaluated);
      }
    },
    /** In two crews, each with its own connection. */
    TWO_CREWS_OVER_THE_NETWORK {
      @Override
      StepEngine start(
          JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, List<Part> evaluated) {
        return ThreadEngine.network(
            shards.collect(), tasks, 2, setup.program(), evaluated, Kind::refuse);
      }
    };

    private static void refuse(String notice) {
      throw new AssertionError(notice);
    }

    abstract StepEngine start(
        JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, List<Part> evaluated);

    StepEngine start(JavaRDD<ShardGroup> shards, int tasks, RandomTraining setup, RandomRows rows) {
      return start(shards, tasks, setup, RandomTraining.partsWithRows(rows));
    }

    /** Resident tasks need a core each, and the tests have two; threads do not. */
    int maxTasks() {
      return this == RESIDENT ? 2 : Integer.MAX_VALUE;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void everyEngineThatAUserCanChooseIsHere(EngineChoice choice) {
    assertThat(Kind.values()).extracting(Kind::name).contains(choice.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7})
  void givesTheBitsOfAPlainLoopOnAnyNumberOfTasks(int shards) {
    Random random = new Random(shards);
    for (Precision precision : Precision.values()) {
      Task task = List.of(Task.values()).get(random.nextInt(Task.values().length));
      int outputs = task == Task.BINARY ? 1 : 3;
      // These include fewer rows than shards, empty parts and shards without test rows.
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
        assertSameBits(rows, cached, tasks, RandomTraining.random(rows, shards, precision, seed));
      }
      cached.unpersist();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SPARSE_FLOATS", "SPARSE_DOUBLES"})
  void givesTheBitsOfAPlainLoopOnSparseRows(Features.Kind kind) {
    RandomRows rows = new RandomRows(16, 5, 3, Task.CLASSIFICATION, 3, kind);
    JavaRDD<ShardGroup> cached = rows.shards(4).cache();
    Precision precision = kind == Features.Kind.SPARSE_FLOATS ? Precision.FLOAT : Precision.DOUBLE;
    for (int tasks = 1; tasks <= 4; tasks++) {
      assertSameBits(rows, cached, tasks, RandomTraining.random(rows, 4, precision, 11));
    }
    cached.unpersist();
  }

  @Test
  void givesTheBitsOfAPlainLoopWhenBatchesAreSmallerThanTheNumberOfShards() {
    RandomRows rows = new RandomRows(9, 2, 0, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    JavaRDD<ShardGroup> cached = rows.shards(7).cache();
    for (long batchSize : new long[] {2, 3}) {
      for (int tasks : new int[] {1, 3, 7}) {
        assertSameBits(
            rows,
            cached,
            tasks,
            RandomTraining.random(rows, 7, Precision.FLOAT, 5).withBatch(batchSize));
      }
    }
    cached.unpersist();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void lineSearchesGiveTheBitsOfAPlainLoop(Precision precision) {
    RandomRows rows = new RandomRows(40, 9, 0, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    JavaRDD<ShardGroup> cached = rows.shards(4).cache();
    for (int tasks = 1; tasks <= 4; tasks++) {
      RandomTraining setup = RandomTraining.random(rows, 4, precision, 3);
      assertSameBits(rows, cached, tasks, setup.withBatch(40).with(new Lbfgs(3)));
    }
    cached.unpersist();
  }

  @ParameterizedTest
  @EnumSource
  void aRepeatedStepGivesTheSameBits(Kind kind) {
    RandomRows rows = new RandomRows(20, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    RandomTraining setup = RandomTraining.random(rows, 3, Precision.FLOAT, 2);
    FlatVector theta = setup.theta();
    try (StepEngine engine = kind.start(rows.shards(3), 2, setup, rows)) {
      StepSum first = engine.step(theta, 2, 0, true);
      engine.step(setup.theta(), 1, 0, false);
      StepSum again = engine.step(theta, 2, 0, true);
      assertThat(RandomTraining.bits(again.sum().gradient()))
          .isEqualTo(RandomTraining.bits(first.sum().gradient()));
      assertThat(again.sum().score().loss()).isEqualTo(first.sum().score().loss());
      assertThat(again.evaluation().test().orElseThrow().loss())
          .isEqualTo(first.evaluation().test().orElseThrow().loss());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEvaluationBetweenEpochsIsOfTheFinishedEpochsWeights(Kind kind) {
    RandomRows rows = new RandomRows(10, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    RandomTraining setup = RandomTraining.random(rows, 3, Precision.DOUBLE, 8);
    JavaRDD<ShardGroup> cached = rows.shards(3).cache();
    LoopEngine loop = new LoopEngine(cached.collect(), setup.program());
    try (StepEngine engine = kind.start(cached, 2, setup, rows)) {
      List<EpochReport> reports = setup.train(engine, 3).reports();
      for (int epochs = 1; epochs <= 3; epochs++) {
        FlatVector weights = setup.train(loop, epochs).parameters();
        Evaluation expected = loop.evaluate(weights);
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
  void schedulesAndAnAverageGiveTheBitsOfAPlainLoopWholeAndResumed(Kind kind) {
    RandomRows rows = new RandomRows(16, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    JavaRDD<ShardGroup> cached = rows.shards(4).cache();
    for (FactorKind factor : FactorKind.values()) { // new kinds are tested too
      RandomTraining setup =
          RandomTraining.random(rows, 4, Precision.DOUBLE, 9)
              .withBatch(5)
              .withDropout(0.4, factor.over(3, 4, 12));
      TrainingPlan plan =
          setup.plan(3).withSchedule(factor.over(3, 4, 12)).withAverage(new MovingAverage(0.9));
      TrainerState start = TrainerState.initial(setup.theta(), setup.rule());
      KeptStates kept = new KeptStates();
      LoopEngine loop = new LoopEngine(cached.collect(), setup.program());
      TrainingResult expected = setup.train(loop, plan, start, kept);
      for (int tasks = 1; tasks <= Math.min(4, kind.maxTasks()); tasks++) {
        TrainerState inTheMiddle = kept.of(expected.reports()).get(6);
        assertThat(inTheMiddle.position().step()).isEqualTo(2);
        try (StepEngine engine = kind.start(cached, tasks, setup, rows)) {
          TrainerState again = TrainerState.initial(setup.theta(), setup.rule());
          assertSame(setup.train(engine, plan, again, Checkpoints.NONE), expected);
          assertSame(setup.train(engine, plan, inTheMiddle, Checkpoints.NONE), expected);
        }
        kept = new KeptStates(); // a trainer overwrites the state it starts from
        setup.train(loop, plan, TrainerState.initial(setup.theta(), setup.rule()), kept);
      }
    }
    cached.unpersist();
  }

  @ParameterizedTest
  @EnumSource
  void layersOfEveryKindGiveTheBitsOfAPlainLoopWholeAndResumed(Kind kind) {
    RandomRows rows = new RandomRows(48, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    JavaRDD<ShardGroup> cached = rows.shards(4).cache();
    RandomTraining setup =
        RandomTraining.random(rows, 4, Precision.FLOAT, 21)
            .withBatch(16)
            .withLayers(
                "dense 6, batch-norm, silu, dropout 0.2, residual(dense 6, layer-norm, mish),"
                    + " scaling, parametric hard-tanh, output ntk");
    TrainingPlan plan = setup.plan(3);
    LoopEngine loop = new LoopEngine(cached.collect(), setup.program());
    KeptStates kept = new KeptStates();
    TrainingResult expected = setup.train(loop, plan, start(setup), kept);
    int states = kept.of(expected.reports()).size();
    assertThat(states).isEqualTo(3 * 3 + 1);
    int tasks = Math.min(3, kind.maxTasks());
    try (StepEngine engine = kind.start(cached, tasks, setup, rows)) {
      assertSame(setup.train(engine, plan, start(setup), Checkpoints.NONE), expected);
      for (int i = 0; i < states; i++) {
        TrainerState state = kept.of(expected.reports()).get(i);
        assertSame(setup.train(engine, plan, state, Checkpoints.NONE), expected);
      }
    }
    cached.unpersist();
  }

  private static TrainerState start(RandomTraining setup) {
    return TrainerState.initial(setup.theta(), setup.rule());
  }

  private static void assertSame(TrainingResult result, TrainingResult expected) {
    assertThat(RandomTraining.bits(result.parameters()))
        .isEqualTo(RandomTraining.bits(expected.parameters()));
    assertThat(RandomTraining.reportedBits(result))
        .isEqualTo(RandomTraining.reportedBits(expected));
  }

  @Test
  void eachDropoutScheduleTrainsAnotherModel() {
    RandomRows rows = new RandomRows(16, 4, 4, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    RandomTraining setup = RandomTraining.random(rows, 2, Precision.DOUBLE, 1).withBatch(5);
    JavaRDD<ShardGroup> cached = rows.shards(2).cache();
    Set<List<Long>> results = new HashSet<>();
    List<Schedule> factors =
        List.of(
            new Schedule.Constant(1),
            new Schedule.Constant(0),
            FactorKind.FLAT_COSINE.over(2, 4, 8),
            FactorKind.COSLOG4.over(2, 4, 8));
    for (Schedule factor : factors) {
      RandomTraining scheduled = setup.withDropout(0.5, factor);
      results.add(
          RandomTraining.bits(
              scheduled.train(new LoopEngine(cached.collect(), scheduled.program())).parameters()));
    }
    assertThat(results).hasSameSizeAs(factors);
    // A network that never drops a unit equals one without dropout.
    RandomTraining without = setup.withDropout(0, new Schedule.Constant(1));
    RandomTraining neverDropping = setup.withDropout(0.5, new Schedule.Constant(0));
    assertThat(
            RandomTraining.bits(
                neverDropping
                    .train(new LoopEngine(cached.collect(), neverDropping.program()))
                    .parameters()))
        .isEqualTo(
            RandomTraining.bits(
                without.train(new LoopEngine(cached.collect(), without.program())).parameters()));
    cached.unpersist();
  }

  @ParameterizedTest
  @EnumSource
  void partsWithoutRowsHaveNoScore(Kind kind) {
    RandomRows rows = new RandomRows(4, 0, 3, Task.REGRESSION, 1, Features.Kind.DOUBLES);
    RandomTraining setup = RandomTraining.random(rows, 5, Precision.DOUBLE, 2);
    try (StepEngine engine = kind.start(rows.shards(5), 2, setup, rows)) {
      Evaluation evaluation = engine.evaluate(setup.theta());
      assertThat(evaluation.validation()).isEmpty();
      assertThat(evaluation.test().orElseThrow().rows()).isEqualTo(3);
      Evaluation withoutEvaluation = engine.step(setup.theta(), 1, 0, false).evaluation();
      assertThat(withoutEvaluation).isEqualTo(Evaluation.none());
    }
  }

  private static void assertSameBits(
      RandomRows rows, JavaRDD<ShardGroup> cached, int tasks, RandomTraining setup) {
    TrainingResult expected = setup.train(new LoopEngine(cached.collect(), setup.program()));
    for (Kind kind : Kind.values()) {
      if (tasks > kind.maxTasks()) {
        continue;
      }
      try (StepEngine engine = kind.start(cached, tasks, setup, rows)) {
        assertThat(engine.tasks()).isEqualTo(tasks);
        TrainingResult found = setup.train(engine);
        assertThat(RandomTraining.bits(found.parameters()))
            .as("%s: %s", kind, setup)
            .isEqualTo(RandomTraining.bits(expected.parameters()));
        assertThat(RandomTraining.reportedBits(found))
            .as("%s: %s", kind, setup)
            .isEqualTo(RandomTraining.reportedBits(expected));
      }
    }
  }
}
