package org.lockstep.spark.read;

import java.nio.charset.StandardCharsets;

/** The outermost bytes of a Parquet file. */
final class ParquetFooter {
  /** First and last bytes of every Parquet file. */
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private ParquetFooter() {}
}
