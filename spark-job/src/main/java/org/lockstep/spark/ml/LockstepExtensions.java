package org.lockstep.spark.ml;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Adds the functions of {@link LockstepFunctions} to every session of an application that is
 * configured with {@code spark.sql.extensions=org.lockstep.spark.ml.LockstepExtensions}. They count
 * as built in, so views in a catalog can use them.
 */
public final class LockstepExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** Called by Spark. */
  public LockstepExtensions() {
    super();
  }

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunction.values()) {
      var description = function.description();
      extensions.injectFunction(description);
      FunctionRegistry.builtin() // so that views in a catalog can use it
          .registerFunction(description._1(), description._2(), description._3());
    }
    return BoxedUnit.UNIT;
  }
}
