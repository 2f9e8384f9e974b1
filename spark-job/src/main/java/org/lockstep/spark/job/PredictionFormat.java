package org.lockstep.spark.job;

/** What a file of predictions is. */
public enum PredictionFormat {
  /** Text, with a header. */
  CSV,
  /** One Parquet file. */
  PARQUET;

  /** What the name of a file says. */
  public static PredictionFormat of(String output) {
    return output.endsWith(".parquet") ? PARQUET : CSV;
  }
}
