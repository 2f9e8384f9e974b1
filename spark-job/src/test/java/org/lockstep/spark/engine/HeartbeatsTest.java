package org.lockstep.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

/** Which executors are silent, on a clock that the test moves. */
class HeartbeatsTest {
  private final AtomicLong now = new AtomicLong();
  private final Heartbeats heartbeats =
      new Heartbeats(
          new SparkConf(false)
              .set("spark.executor.heartbeatInterval", "2s")
              .set("spark.network.timeout", "30s"),
          now::get);

  @Test
  void anExecutorThatMissesHeartbeatsIsNamed() {
    beat("1");
    beat("2");
    beat("driver");
    advance(4);
    assertThat(heartbeats.silentInWords()).isEmpty();
    beat("2");
    advance(1);
    assertThat(heartbeats.silentInWords())
        .isEqualTo(
            "; executor 1 has been silent for 5 s, and Spark gives up on it after 30 s"
                + " (spark.network.timeout)");
  }

  @Test
  void anExecutorThatBeatsAgainOrIsRemovedIsNotNamed() {
    beat("1");
    beat("2");
    advance(5);
    beat("1");
    heartbeats.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "2", "lost"));
    assertThat(heartbeats.silentInWords()).isEmpty();
  }

  private void beat(String executor) {
    heartbeats.onExecutorMetricsUpdate(
        new SparkListenerExecutorMetricsUpdate(
            executor,
            scala.jdk.javaapi.CollectionConverters.asScala(
                    java.util.List
                        .<scala.Tuple4<
                                Object,
                                Object,
                                Object,
                                scala.collection.immutable.Seq<
                                    org.apache.spark.scheduler.AccumulableInfo>>>
                            of())
                .toSeq(),
            scala.collection.immutable.Map$.MODULE$.empty()));
  }

  private void advance(long seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
