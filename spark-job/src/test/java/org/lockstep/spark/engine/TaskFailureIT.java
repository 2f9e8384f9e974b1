package org.lockstep.spark.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.cli.Lockstep;
import org.lockstep.spark.engine.resident.ResidentEngine;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.ShardFailure;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.testing.FailingCodec;
import org.lockstep.spark.testing.LostShards;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.WholeRun;
import org.lockstep.spark.train.TrainingResult;

/**
 * Tasks that throw, where Spark tries each up to three times. A transient failure changes nothing;
 * a permanent one is one line with the shard, the place and the root cause.
 */
@Timeout(240)
class TaskFailureIT {
  private static final int SHARDS = 3;
  private static final int TASKS = 2;
  private static final RandomRows ROWS =
      new RandomRows(16, 3, 8, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
  private static final RandomTraining TRAINING =
      RandomTraining.random(ROWS, SHARDS, Precision.FLOAT, 3);

  private static SparkSession spark;
  private static JavaSparkContext context;
  private static TrainingResult expected;

  @TempDir Path temp;
  private volatile String printed;

  private enum Kind {
    JOB {
      @Override
      StepEngine start(JavaRDD<ShardGroup> shards) {
        return new JobEngine(
            ContiguousCoalescer.onTasks(shards, TASKS),
            new ReductionTree(SHARDS),
            TRAINING.program(),
            RandomTraining.partsWithRows(ROWS),
            notice -> {});
      }
    },
    RESIDENT {
      @Override
      StepEngine start(JavaRDD<ShardGroup> shards) {
        return ResidentEngine.start(
            shards, TASKS, TRAINING.program(), RandomTraining.partsWithRows(ROWS), notice -> {});
      }
    };

    abstract StepEngine start(JavaRDD<ShardGroup> shards);
  }

  @BeforeAll
  static void startSpark() {
    SparkForTests.stop();
    spark =
        SparkSession.builder()
            .master("local[2,3]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.log.level", "OFF")
            .config("spark.io.compression.codec", FailingCodec.class.getName())
            .getOrCreate();
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Faults.sound = ROWS.shards(spark, SHARDS).collect();
    // With classes that the network lacks, so that a step fails in the middle.
    Faults.spoilt =
        new RandomRows(16, 3, 8, Task.CLASSIFICATION, 900, Features.Kind.FLOATS)
            .shards(spark, SHARDS)
            .collect();
    expected = TRAINING.train(new LoopEngine(Faults.sound, TRAINING.program()));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void resetCounts() {
    Faults.calls.set(0);
    FailingCodec.failures.set(0);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatThrowsAtFirstGivesTheSameBits(Kind kind) {
    Faults.happen(Faults.How.THROWN, 2);
    assertSameBits(kind);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatThrowsInTheMiddleOfAStepGivesTheSameBits(Kind kind) {
    Faults.happen(Faults.How.SPOILT, 2);
    assertSameBits(kind);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatAlwaysThrowsNamesItsShardsPlaceAndCause(Kind kind) {
    Faults.happen(Faults.How.THROWN, Integer.MAX_VALUE);
    assertThat(shardFailure(kind).getMessage())
        .isEqualTo("[shards 1-2 on 127.0.0.1] failed: IllegalStateException: a test wants it");
    assertThat(Faults.calls).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatAlwaysThrowsInTheMiddleOfAStepNamesTheShard(Kind kind) {
    Faults.happen(Faults.How.SPOILT, Integer.MAX_VALUE);
    assertThat(shardFailure(kind).getMessage())
        .matches("\\[shard 1 on 127\\.0\\.0\\.1\\] failed: \\w+Exception(: .*)?");
    assertThat(Faults.calls).hasValue(3);
  }

  @Test
  void aCommandWhoseTaskFailsTwiceEndsWithTheSameModel() throws IOException {
    byte[] undisturbed = train("undisturbed", 0, "");
    FailingCodec.failures.set(2);
    assertThat(train("disturbed", 0, "")).isEqualTo(undisturbed);
    WholeRun.assertWhole(temp.resolve("disturbed"), 3);
    assertThat(FailingCodec.failures).hasValueLessThanOrEqualTo(0);
  }

  @Test
  void aCommandWhoseTaskAlwaysFailsEndsInOneLine() throws IOException {
    FailingCodec.failures.set(Integer.MAX_VALUE);
    train(
        "failed",
        1,
        "lockstep: [shard 1 on 127.0.0.1] failed: IllegalStateException: a test wants it; Spark"
            + " has tried 3 times\n");
  }

  @Test
  void aFailedRunLeavesACheckpointToResumeFrom() throws Exception {
    String run = "--checkpoint-every 1 --epochs 2000";
    byte[] undisturbed = train("undisturbed", 0, "", run);
    Path checkpoints = temp.resolve("disturbed/checkpoints");
    CompletableFuture<byte[]> failing =
        CompletableFuture.supplyAsync(
            () ->
                train(
                    "disturbed",
                    1,
                    "lockstep: [shard 1 on 127.0.0.1] failed: IllegalStateException: a test wants"
                        + " it; Spark has tried 3 times\n",
                    run + " --engine job"));
    while (!Files.exists(checkpoints) || Folders.files(checkpoints).isEmpty()) {
      assertThat(failing).isNotDone();
      Thread.onSpinWait();
    }
    FailingCodec.failures.set(Integer.MAX_VALUE);
    LostShards.loseAll(context);
    failing.get(120, TimeUnit.SECONDS);
    WholeRun.assertTidy(temp.resolve("disturbed"), "failed");
    assertThat(Files.readString(temp.resolve("disturbed/run.json")))
        .contains("[shard 1 on 127.0.0.1]");
    FailingCodec.failures.set(0);
    assertThat(train("disturbed", 0, "", run + " --resume")).isEqualTo(undisturbed);
    assertThat(printed).contains("Resuming  after step ");
    WholeRun.assertWhole(temp.resolve("disturbed"), 2000);
  }

  private byte[] train(String name, int exitCode, String expectedErr) {
    return train(name, exitCode, expectedErr, "--epochs 3");
  }

  /** Runs the command and returns the model, or null where the command must fail. */
  private byte[] train(String name, int exitCode, String expectedErr, String options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path output = temp.resolve(name);
    int code =
        Lockstep.run(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Stream.concat(
                    Stream.of("train", "--shards", "2", "--output", output.toString()),
                    Stream.of(options.split(" ", -1)))
                .toArray(String[]::new));
    printed = out.toString(UTF_8);
    assertThat(err.toString(UTF_8)).isEqualTo(expectedErr);
    assertThat(code).isEqualTo(exitCode);
    try {
      return exitCode == 0 ? Files.readAllBytes(output.resolve("model.npz")) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSameBits(Kind kind) {
    try (StepEngine engine = kind.start(shards())) {
      TrainingResult found = TRAINING.train(engine);
      assertThat(RandomTraining.bits(found.parameters()))
          .isEqualTo(RandomTraining.bits(expected.parameters()));
      assertThat(RandomTraining.reportedBits(found))
          .isEqualTo(RandomTraining.reportedBits(expected));
    }
    assertThat(Faults.calls).hasValueGreaterThan(2);
  }

  private static Throwable shardFailure(Kind kind) {
    Throwable failure =
        catchThrowable(
            () -> {
              try (StepEngine engine = kind.start(shards())) {
                TRAINING.train(engine);
              }
            });
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      chain.add(cause);
    }
    assertThat(chain).hasAtLeastOneElementOfType(ShardFailure.class);
    return chain.stream().filter(ShardFailure.class::isInstance).findFirst().orElseThrow();
  }

  /** Not cached, so that every attempt computes them anew. */
  private static JavaRDD<ShardGroup> shards() {
    return context.parallelize(List.of(0, 1, 2), SHARDS).map(Faults::shard);
  }

  /** The faults that shard 1 meets on its way to a task. */
  private static final class Faults {
    private enum How {
      THROWN,
      SPOILT
    }

    private static final AtomicInteger calls = new AtomicInteger();
    private static volatile List<ShardGroup> sound;
    private static volatile List<ShardGroup> spoilt;
    private static volatile How how;
    private static volatile int times;

    private Faults() {}

    static void happen(How fault, int count) {
      how = fault;
      times = count;
    }

    static ShardGroup shard(int index) {
      if (index != 1 || calls.incrementAndGet() > times) {
        return sound.get(index);
      }
      if (how == How.THROWN) {
        throw new IllegalStateException("a test wants it");
      }
      return spoilt.get(index);
    }
  }
}
