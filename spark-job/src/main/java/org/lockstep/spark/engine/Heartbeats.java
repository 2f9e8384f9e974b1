package org.lockstep.spark.engine;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.lockstep.model.text.Text;

/**
 * Records when Spark last heard from each executor. A slow executor still sends heartbeats. One
 * that is paused or cut off sends none, and Spark takes its tasks away after {@code
 * spark.network.timeout}.
 */
public final class Heartbeats extends SparkListener {
  private static final String DRIVER = "driver";
  private static final int MISSED = 2; // intervals: one heartbeat may be on its way

  private final Map<String, Long> heard = new TreeMap<>();
  private final Duration interval;
  private final Duration limit;
  private final LongSupplier nanoTime;

  /** The heartbeats of an application with these settings. */
  public Heartbeats(SparkConf conf) {
    this(conf, System::nanoTime);
  }

  Heartbeats(SparkConf conf, LongSupplier nanoTime) {
    this.interval = Duration.ofMillis(conf.getTimeAsMs("spark.executor.heartbeatInterval", "10s"));
    this.limit = Duration.ofSeconds(conf.getTimeAsSeconds("spark.network.timeout", "120s"));
    this.nanoTime = nanoTime;
  }

  /** Listens to the heartbeats of a running application from now on. */
  public static Heartbeats listen(SparkContext context) {
    Heartbeats heartbeats = new Heartbeats(context.getConf());
    context.addSparkListener(heartbeats);
    return heartbeats;
  }

  /** The silent executors, as text to append to what a run waits for; empty if there are none. */
  public synchronized String silentInWords() {
    long now = nanoTime.getAsLong();
    return heard.entrySet().stream()
        .filter(entry -> now - entry.getValue() > MISSED * interval.toNanos())
        .map(
            entry ->
                Text.format(
                    "; executor %s has been silent for %d s, and Spark gives up on it after %d s"
                        + " (spark.network.timeout)",
                    entry.getKey(),
                    Duration.ofNanos(now - entry.getValue()).toSeconds(),
                    limit.toSeconds()))
        .collect(joining());
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate beat) {
    if (!beat.execId().equals(DRIVER)) {
      heard.put(beat.execId(), nanoTime.getAsLong());
    }
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded executor) {
    heard.put(executor.executorId(), nanoTime.getAsLong());
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
    heard.remove(executor.executorId());
  }
}
