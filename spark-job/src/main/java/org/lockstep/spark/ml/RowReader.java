package org.lockstep.spark.ml;

import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.Predictor;

/** Reads a model's raw input from Spark SQL's rows, one at a time. Not thread-safe. */
interface RowReader {
  /**
   * Reads a row.
   *
   * @return whether all required values are there
   * @throws BadInputException if the number of values is wrong
   */
  boolean read(InternalRow row);

  /**
   * Loads the row read last as row {@code i} of the batch.
   *
   * @return whether it can be used
   */
  boolean load(Predictor predictor, int i);

  /**
   * The problem with the row read last.
   *
   * @param isThere the result of {@link #read}
   */
  BadInputException problem(boolean isThere);
}
