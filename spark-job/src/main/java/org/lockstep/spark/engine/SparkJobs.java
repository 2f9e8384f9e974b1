package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** Runs a function on every partition, without the RDD that mapPartitions would make for it. */
final class SparkJobs {
  private SparkJobs() {}

  /** What a task computes from its partition. */
  @FunctionalInterface
  interface TaskFunction<T, R> extends Serializable {
    R apply(Iterator<T> partition);
  }

  /** The results of one job, in the order of the partitions. */
  @SuppressWarnings("unchecked") // an Object[] of R, by the erased class tag
  static <T, R> List<R> run(JavaSparkContext context, JavaRDD<T> rdd, TaskFunction<T, R> function) {
    Object results =
        context
            .sc()
            .runJob(
                rdd.rdd(), new ScalaFunction<>(function), ClassTag$.MODULE$.apply(Object.class));
    return (List<R>) Arrays.asList((Object[]) results);
  }

  private static final class ScalaFunction<T, R>
      extends AbstractFunction1<scala.collection.Iterator<T>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TaskFunction<T, R> function;

    ScalaFunction(TaskFunction<T, R> function) {
      this.function = function;
    }

    @Override
    @SuppressWarnings(
        "deprecation") // its replacement exists in Scala 2.13 only as CollectionConverters
    public Object apply(scala.collection.Iterator<T> partition) {
      return function.apply(JavaConverters.asJavaIterator(partition));
    }
  }
}
