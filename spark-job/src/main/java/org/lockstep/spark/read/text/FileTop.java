package org.lockstep.spark.read.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.table.Finding;

/**
 * The lines of a CSV file before its first row, which every file of a source must have: those above
 * the table, then the header. Tasks need it, so it is a class, which Kryo can carry, and not a
 * record.
 */
final class FileTop implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String[] above;
  private final String[] header; // null for none

  /**
   * The top of a source's first file.
   *
   * @param file its name, for messages
   * @param above the lines before the table; other files have as many
   * @param header the fields of the header; empty for none
   */
  FileTop(String file, List<String> above, List<String> header) {
    this.file = file;
    this.above = above.stream().map(Preamble::stripped).toArray(String[]::new);
    this.header = header.isEmpty() ? null : header.toArray(String[]::new);
  }

  /** The name of the file that shows what the others must have. */
  String file() {
    return file;
  }

  /** Whether a line comes before the table. */
  boolean isAbove(Chunk chunk, long line) {
    return line < above.length && chunk.start() == 0;
  }

  /** Whether a stripped text is one of the lines before the table. */
  boolean isAbove(String text) {
    return Arrays.asList(above).contains(text);
  }

  /** Whether a line is a header. */
  boolean isHeader(Chunk chunk, long line) {
    return header != null && chunk.start() == 0 && line == above.length;
  }

  /** What is wrong with a file's header; null if nothing. */
  Finding ofHeader(long line, String[] fields) {
    if (Arrays.equals(fields, header)) {
      return null;
    }
    return new Finding(line, "the header of " + file, Roles.list(List.of(fields)));
  }

  /** How many lines of a chunk come before its rows. */
  int linesBeforeRows(Chunk chunk) {
    return chunk.start() == 0 ? above.length + (header == null ? 0 : 1) : 0;
  }

  /** Whether the lines above a table can continue in the next split of its file. */
  boolean mayBeCut(List<ChunkProfile> profiles) {
    int first = above.length + 1;
    return above.length > 0
        && profiles.stream().anyMatch(chunk -> chunk.beginsWithFewerThan(first));
  }
}
