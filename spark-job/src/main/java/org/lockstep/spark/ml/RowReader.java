package org.lockstep.spark.ml;

import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.Predictor;

/** Reads a model's raw input where Spark's SQL holds it, row by row. Not thread-safe. */
interface RowReader {
  /**
   * Reads a row.
   *
   * @return whether all is there that must be
   * @throws BadInputException for another number of values
   */
  boolean read(InternalRow row);

  /**
   * Makes what was read last row {@code i} of the batch.
   *
   * @return whether it can be used
   */
  boolean load(Predictor predictor, int i);

  /**
   * What is wrong with what was read last.
   *
   * @param isThere whether it was there
   */
  BadInputException problem(boolean isThere);
}
