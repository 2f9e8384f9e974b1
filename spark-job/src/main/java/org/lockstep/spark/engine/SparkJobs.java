package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.JavaConverters;
import scala.collection.immutable.Range$;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Runs a function on every partition, at the least cost Spark allows: no RDD is made for the job,
 * and no Scala closure, which Spark would take apart (it reads the class file of SparkContext for
 * that, once per job).
 */
public final class SparkJobs {
  private SparkJobs() {}

  /** What a task computes from its partition. */
  @FunctionalInterface
  public interface TaskFunction<T, R> extends Serializable {
    /** Called on the executor, once per partition. */
    R apply(Iterator<T> partition);
  }

  /** The results of one job, in the order of the partitions. */
  @SuppressWarnings("unchecked") // the class tag is erased: every element is an R
  public static <T, R> List<R> run(
      JavaSparkContext context, JavaRDD<T> rdd, TaskFunction<T, R> function) {
    Object[] results = new Object[rdd.getNumPartitions()];
    context
        .sc()
        .runJob(
            rdd.rdd(),
            new Task<>(function),
            Range$.MODULE$.apply(0, results.length),
            new Collector(results),
            ClassTag$.MODULE$.apply(Object.class));
    return (List<R>) Arrays.asList(results);
  }

  private static final class Task<T, R>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TaskFunction<T, R> function;

    Task(TaskFunction<T, R> function) {
      this.function = function;
    }

    @Override
    @SuppressWarnings("deprecation") // what replaces it is meant for Scala code
    public Object apply(TaskContext task, scala.collection.Iterator<T> partition) {
      return function.apply(JavaConverters.asJavaIterator(partition));
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
