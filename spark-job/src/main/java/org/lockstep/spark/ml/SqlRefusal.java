package org.lockstep.spark.ml;

import org.apache.spark.QueryContext;
import org.apache.spark.sql.AnalysisException;
import org.lockstep.model.error.BadInputException;
import scala.Option;
import scala.collection.immutable.Map$;

/** How SQL tells what is wrong with a query: in one line, to which Spark adds the place in it. */
final class SqlRefusal {
  private SqlRefusal() {}

  /** Throws what users of SQL get; its type is to be thrown, for the compiler. */
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

  /** Scala knows no checked exceptions, so what Spark calls declares none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception checked) throws E {
    throw (E) checked;
  }
}
