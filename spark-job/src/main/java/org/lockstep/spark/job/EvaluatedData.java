package org.lockstep.spark.job;

import java.util.Optional;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReaderOptions;
import org.lockstep.spark.shard.Part;

/** The data a model is scored on. */
public sealed interface EvaluatedData {
  /** Rows of files. */
  record Files(ReadOptions options) implements EvaluatedData {}

  /**
   * Rows of the run that trained the model.
   *
   * @param data where the run's data is now; empty: where it was
   * @param reader options for Spark's reader; empty: those in the record, which holds no secrets
   */
  record OfRun(Part part, Optional<String> data, Optional<ReaderOptions> reader)
      implements EvaluatedData {}
}
