package org.lockstep.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.RandomRows;

/** A step that takes long says what it waits for. */
@Timeout(120)
class JobEngineTest {
  private static final RandomRows ROWS =
      new RandomRows(16, 3, 8, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
  private static final RandomTraining TRAINING = RandomTraining.random(ROWS, 3, Precision.FLOAT, 3);

  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

  @AfterEach
  void releaseShards() {
    Held.free.countDown();
  }

  @Test
  void namesTheLateShardsAndWhereTheyAreComputed() throws Exception {
    Held.free = new CountDownLatch(1);
    JavaRDD<ShardGroup> built = ROWS.shards(3).cache();
    LoopEngine loop = new LoopEngine(built.collect(), TRAINING.program());
    JavaRDD<ShardGroup> shards = built.map(Held::pass); // two cores: shard 2 comes after 0 and 1
    try (StepEngine engine =
        new JobEngine(
            shards,
            new ReductionTree(3),
            TRAINING.program(),
            List.of(),
            notices::add,
            Duration.ofMillis(100))) {
      CompletableFuture<List<Long>> step =
          CompletableFuture.supplyAsync(
              () ->
                  RandomTraining.bits(engine.step(TRAINING.theta(), 1, 0, false).sum().gradient()));
      String notice = notices.poll(60, TimeUnit.SECONDS);
      while (notice != null && !notice.contains("shards 0, 2 (")) {
        notice = notices.poll(60, TimeUnit.SECONDS); // a busy machine starts them late
      }
      assertThat(notice)
          .matches("waiting for \\d+ s: shards 0, 2 \\(computed on executor driver, \\S+\\)");
      Held.free.countDown();
      assertThat(step.get(60, TimeUnit.SECONDS))
          .isEqualTo(
              RandomTraining.bits(loop.step(TRAINING.theta(), 1, 0, false).sum().gradient()));
      String last = notices.stream().reduce(notice, (before, next) -> next);
      assertThat(last).matches("waited for \\d+ s: all shards are there, the run goes on");
    } finally {
      built.unpersist();
    }
  }

  /** Holds up shards 0 and 2 on their way to the step. */
  private static final class Held {
    private static volatile CountDownLatch free = new CountDownLatch(0);

    private Held() {}

    static ShardGroup pass(ShardGroup group) throws InterruptedException {
      if (group.index() != 1) {
        free.await();
      }
      return group;
    }
  }
}
