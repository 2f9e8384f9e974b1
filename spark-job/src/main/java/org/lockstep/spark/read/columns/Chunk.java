package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.lockstep.spark.read.source.Source;

/**
 * A stretch of a file that one task reads from end to end. Its rows end with the file's path, as
 * Spark encodes it, and the stretch's first byte. A chunk of a {@linkplain Source#ofTable table} is
 * a partition of its rows, which end with the table's name and the partition's number.
 *
 * @param file the file's fully qualified path
 * @param start the first byte of the stretch; the stretch at 0 holds the file's first line
 */
public record Chunk(String file, long start) implements Serializable {
  /** The chunk of a row. */
  static Chunk of(Row row) {
    String file = file(row);
    return new Chunk(
        Source.isTable(file) ? file : new Path(URI.create(file)).toString(), start(row));
  }

  /** The encoded path in a row. */
  static String file(Row row) {
    return row.getString(row.size() - 2);
  }

  private static long start(Row row) {
    return row.getLong(row.size() - 1);
  }

  /** Whether a row is of this chunk, whose encoded path is known. */
  boolean holds(Row row, String encodedFile) {
    return start(row) == start && file(row).equals(encodedFile);
  }
}
