package org.lockstep.spark.cli;

import java.lang.reflect.Constructor;
import org.apache.spark.SparkException;
import org.apache.spark.SparkUserAppException;

/**
 * Ends an application with an exit code. spark-submit and YARN's application master recognise
 * Spark's exception type and pass its code on without a stack trace. The message is already on
 * stderr by then.
 */
public final class CommandLineFailure {
  private CommandLineFailure() {}

  /**
   * A failure with this exit code. The constructor takes the code in Spark 4.0, and the code and a
   * cause in later versions: no direct call fits both.
   */
  public static SparkException of(int exitCode) {
    Constructor<?> constructor = SparkUserAppException.class.getConstructors()[0];
    try {
      Object failure =
          constructor.getParameterCount() == 1
              ? constructor.newInstance(exitCode)
              : constructor.newInstance(exitCode, null);
      return (SparkException) failure;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("exit code " + exitCode, e);
    }
  }
}
