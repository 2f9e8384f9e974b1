package org.lockstep.spark.testing;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/** The serializer that many users of Spark choose. */
public final class Kryo {
  private Kryo() {}

  /** Serialises a value and returns what a receiver gets. */
  public static <T> T send(Class<T> type, T value) {
    SerializerInstance serializer = new KryoSerializer(new SparkConf(false)).newInstance();
    return type.cast(
        serializer.deserialize(
            serializer.serialize(value, ClassTag$.MODULE$.<Object>apply(type)),
            Thread.currentThread().getContextClassLoader(),
            ClassTag$.MODULE$.<Object>apply(type)));
  }
}
