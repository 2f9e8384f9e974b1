package org.lockstep.spark.job;

/** The format of a file of predictions. */
public enum PredictionFormat {
  /** Text, with a header. */
  CSV,
  /** One Parquet file. */
  PARQUET;

  /** The format implied by a file name. */
  public static PredictionFormat of(String output) {
    return output.endsWith(".parquet") ? PARQUET : CSV;
  }
}
