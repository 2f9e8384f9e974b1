package org.lockstep.spark.ml;

import org.apache.spark.QueryContext;
import org.apache.spark.sql.AnalysisException;
import org.lockstep.model.error.BadInputException;
import scala.Option;
import scala.collection.immutable.Map$;

/** Reports a problem with a query in one line, to which Spark adds the place in the query. */
final class SqlRefusal {
  private SqlRefusal() {}

  /**
   * Throws the exception that SQL users get. It never returns: the return type lets callers write
   * {@code throw} for the compiler.
   */
  static RuntimeException of(BadInputException bad) {
    throw SqlRefusal.<RuntimeException>unchecked(
        new AnalysisException(
            bad.told(ParamNames::of),
            Option.empty(),
            Option.empty(),
            Option.apply(bad),
            Option.empty(),
            Map$.MODULE$.empty(),
            new QueryContext[0]));
  }

  /** Scala has no checked exceptions, so the methods that Spark calls declare none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception checked) throws E {
    throw (E) checked;
  }
}
