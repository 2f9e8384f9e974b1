package org.lockstep.spark.cli;

import java.lang.reflect.Constructor;
import org.apache.spark.SparkException;
import org.apache.spark.SparkUserAppException;

/**
 * Ends an application with an exit code. spark-submit and YARN's application master know Spark's
 * type and pass its code on without a stack trace; what is to be said was said on stderr.
 */
public final class CommandLineFailure {
  private CommandLineFailure() {}

  /**
   * A failure with this exit code. Its constructor takes the code in Spark 4.0, and the code with a
   * cause since: no call fits both.
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
