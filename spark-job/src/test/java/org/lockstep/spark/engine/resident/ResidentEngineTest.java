package org.lockstep.spark.engine.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.engine.LoopEngine;
import org.lockstep.spark.engine.RandomTraining;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.TasksEndedException;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;

/** Whatever Spark does to the tasks, the run continues to the same bits, or ends and says why. */
@Tag("slow")
@Timeout(120)
class ResidentEngineTest {
  private static final RandomRows ROWS =
      new RandomRows(16, 3, 8, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
  private static final RandomTraining TRAINING = RandomTraining.random(ROWS, 3, Precision.FLOAT, 3);
  private static final Timeouts SHORT =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofSeconds(60));

  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private JavaRDD<ShardGroup> shards;
  private LoopEngine loop;

  @BeforeEach
  void buildShards() {
    shards = ROWS.shards(3).cache();
    loop = new LoopEngine(shards.collect(), TRAINING.program());
  }

  @AfterEach
  void releaseCores() {
    Busy.free.countDown();
    shards.unpersist();
  }

  @Test
  void aTaskThatSparkKillsRejoinsTheRun() throws Exception {
    BlockingQueue<Long> started = new LinkedBlockingQueue<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart task) {
            started.add(task.taskInfo().taskId());
          }
        };
    SparkForTests.context().sc().addSparkListener(listener);
    try (StepEngine engine = start(2, Timeouts.standard())) {
      assertSameBits(engine);
      // One task's share is computed by the driver's thread; the other's is not.
      for (int i = 0; i < 2; i++) {
        long task = started.poll(30, TimeUnit.SECONDS);
        SparkForTests.context().sc().killTaskAttempt(task, true, "a test wants it");
        while (started.size() < 2) {
          assertSameBits(engine); // steps after the kill wait for the new attempt
        }
        assertSameBits(engine);
      }
    } finally {
      SparkForTests.context().sc().removeSparkListener(listener);
    }
  }

  @Test
  void withFewerCoresThanTasksFewerTasksRun() throws Exception {
    CountDownLatch free = Busy.occupy(1);
    try (StepEngine engine = start(2, SHORT)) {
      assertThat(engine.tasks()).isEqualTo(1);
      assertThat(notices.stream().filter(n -> n.startsWith("Spark runs")).toList())
          .hasSize(1)
          .allSatisfy(
              notice ->
                  assertThat(notice)
                      .matches(
                          "Spark runs 1 of 2 tasks after \\d+ s of waiting: starting again with"
                              + " 1"));
      assertSameBits(engine);
    } finally {
      free.countDown();
    }
  }

  @Test
  void withoutAFreeCoreTheStartFails() throws Exception {
    CountDownLatch free = Busy.occupy(2);
    try {
      assertThatThrownBy(() -> start(2, SHORT))
          .isInstanceOf(CannotStayException.class)
          .hasMessageMatching("Spark has found no free core for a task within \\d+ s");
    } finally {
      free.countDown();
    }
  }

  @Test
  void namesTheShardsItWaitsForAndForHowLong() throws Exception {
    CountDownLatch free = Busy.occupy(1);
    Timeouts longPlacement =
        new Timeouts(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));
    Thread freeing =
        new Thread(
            () -> {
              try {
                String notice = notices.take();
                free.countDown();
                notices.add(notice);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    freeing.start();
    try (StepEngine engine = start(2, longPlacement)) {
      assertThat(engine.tasks()).isEqualTo(2);
      freeing.join();
      assertThat(notices)
          .first()
          .asString()
          .matches("waiting for 0 s: shards? [\\d-]+ \\(no task: Spark has not started it yet\\)");
      assertThat(notices)
          .last()
          .asString()
          .matches("waited for \\d+ s: all shards are there, the run goes on");
      assertSameBits(engine);
    }
  }

  @Test
  void aRunWhoseJobIsCancelledEnds() {
    try (StepEngine engine = start(2, Timeouts.standard())) {
      assertSameBits(engine);
      SparkForTests.context().sc().cancelAllJobs();
      assertThatThrownBy(
              () -> {
                while (true) { // a step or two may still be answered
                  engine.step(TRAINING.theta(), 1, 0, false);
                }
              })
          .isInstanceOf(TasksEndedException.class)
          .hasMessageStartingWith("the run's tasks have ended: ")
          .hasMessageContaining("cancelled");
    }
  }

  @Test
  void closingFreesTheCores() throws Exception {
    start(2, Timeouts.standard()).close();
    assertThat(shards.count()).isEqualTo(3); // another job can run
  }

  private StepEngine start(int tasks, Timeouts timeouts) {
    return ResidentEngine.start(
        shards,
        tasks,
        TRAINING.program(),
        RandomTraining.partsWithRows(ROWS),
        timeouts,
        notices::add);
  }

  private void assertSameBits(StepEngine engine) {
    assertThat(RandomTraining.bits(engine.step(TRAINING.theta(), 1, 0, true).sum().gradient()))
        .isEqualTo(RandomTraining.bits(loop.step(TRAINING.theta(), 1, 0, true).sum().gradient()));
  }

  /** A job that occupies cores. */
  private static final class Busy {
    private static volatile CountDownLatch free = new CountDownLatch(0);
    private static volatile CountDownLatch started;

    private Busy() {}

    /** Occupies cores until the returned latch is counted down. */
    static CountDownLatch occupy(int cores) throws InterruptedException {
      CountDownLatch mine = new CountDownLatch(1);
      free = mine;
      started = new CountDownLatch(cores);
      Thread job =
          new Thread(
              () ->
                  SparkForTests.context()
                      .parallelize(List.of(1, 2).subList(0, cores), cores)
                      .foreach(
                          i -> {
                            started.countDown();
                            free.await();
                          }));
      job.start();
      assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
      return mine;
    }
  }
}
