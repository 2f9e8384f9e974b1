package org.lockstep.spark.read.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.table.SourceFile;

/** The outermost bytes of a Parquet file, which show whether it was written to its end. */
public final class ParquetFooter {
  /** First and last bytes of every Parquet file. */
  public static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** First and last magic, and the footer's length. */
  private static final int SHORTEST = 12;

  private ParquetFooter() {}

  /**
   * Checks both ends of a file.
   *
   * @throws BadInputException if it is not Parquet or its end is missing
   */
  static void check(Configuration configuration, SourceFile file, String name) {
    Path path = new Path(file.path());
    byte[] head = new byte[MAGIC.length];
    byte[] tail = new byte[8];
    if (file.length() < SHORTEST) {
      throw BadInputException.at(name, "a Parquet file", file.length() + " bytes");
    }
    try (FSDataInputStream in = Presence.open(path.getFileSystem(configuration), path)) {
      in.readFully(0, head);
      in.readFully(file.length() - tail.length, tail);
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
    if (!Arrays.equals(head, MAGIC)) {
      throw BadInputException.at(name, "a Parquet file", "other data");
    }
    int footer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    boolean whole = Arrays.equals(tail, 4, 8, MAGIC, 0, 4);
    if (!whole || footer < 0 || footer > file.length() - SHORTEST) {
      throw BadInputException.at(name, "a Parquet footer at the file's end", "a truncated file");
    }
  }
}
