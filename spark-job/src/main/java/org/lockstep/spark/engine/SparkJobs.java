package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.JavaConverters;
import scala.collection.immutable.Range$;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Runs a function on every partition at the lowest cost that Spark allows. A job creates no RDD,
 * and no Scala closure, which Spark would analyse (it reads the class file of SparkContext for
 * that, once per job).
 */
public final class SparkJobs {
  private static final Duration LOOK = Duration.apply(100, TimeUnit.MILLISECONDS);

  private SparkJobs() {}

  /** What a task computes from its partition. */
  @FunctionalInterface
  public interface TaskFunction<T, R> extends Serializable {
    /** Called on the executor, once per partition. */
    R apply(Iterator<T> partition);
  }

  /** What the thread that waits for a job does in the meantime. */
  @FunctionalInterface
  public interface Waiting {
    /** Does nothing. */
    Waiting SILENTLY = job -> {};

    /** Called several times a second with the job's number; an exception ends the job. */
    void look(int job);
  }

  /** The results of one job, in the order of the partitions. */
  public static <T, R> List<R> run(
      JavaSparkContext context, JavaRDD<T> rdd, TaskFunction<T, R> function) {
    return run(context, rdd, function, Waiting.SILENTLY);
  }

  /** The same, with something to do while the job runs. */
  @SuppressWarnings("unchecked") // every element is an R
  public static <T, R> List<R> run(
      JavaSparkContext context, JavaRDD<T> rdd, TaskFunction<T, R> function, Waiting waiting) {
    Object[] results = new Object[rdd.getNumPartitions()];
    SimpleFutureAction<BoxedUnit> job =
        context
            .sc()
            .submitJob(
                rdd.rdd(),
                new Task<>(function),
                Range$.MODULE$.apply(0, results.length),
                new Collector(results),
                new Nothing());
    await(job, waiting);
    job.value().get().get(); // throws what the job failed with
    return (List<R>) Arrays.asList(results);
  }

  private static void await(SimpleFutureAction<BoxedUnit> job, Waiting waiting) {
    int number = (Integer) job.jobIds().head();
    try {
      while (!isDone(job)) {
        waiting.look(number);
      }
    } catch (InterruptedException e) {
      job.cancel();
      Thread.currentThread().interrupt();
      throw new TasksEndedException("interrupted while waiting for Spark's job " + number);
    } catch (RuntimeException | Error e) {
      job.cancel();
      throw e;
    }
  }

  private static boolean isDone(SimpleFutureAction<BoxedUnit> job) throws InterruptedException {
    try {
      Await.ready(job, LOOK);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static final class Task<T, R>
      extends AbstractFunction1<scala.collection.Iterator<T>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TaskFunction<T, R> function;

    Task(TaskFunction<T, R> function) {
      this.function = function;
    }

    @Override
    @SuppressWarnings("deprecation") // its replacement is meant for Scala code
    public Object apply(scala.collection.Iterator<T> partition) {
      return function.apply(JavaConverters.asJavaIterator(partition));
    }
  }

  /** The result of a job whose results are collected one by one. */
  private static final class Nothing extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }

  /** Puts each result in its place; called on Spark's own thread, one at a time. */
  private static final class Collector extends AbstractFunction2<Object, Object, BoxedUnit> {
    private final Object[] results;

    Collector(Object[] results) {
      this.results = results;
    }

    @Override
    public BoxedUnit apply(Object partition, Object result) {
      results[(Integer) partition] = result;
      return BoxedUnit.UNIT;
    }
  }
}
