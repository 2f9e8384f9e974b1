package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.columns.RowCells;
import org.lockstep.spark.read.columns.RowRules;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.Partitions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.table.Finding;

/**
 * What every line of a CSV source must look like, as far as its first line tells. Tasks need it, so
 * it is a class, which Kryo can carry, and not a record.
 */
final class CsvPlan implements RowCells.Maker {
  private static final long serialVersionUID = 1L;

  private static final String CLOSED_QUOTES = "every quote closed";

  private final String[] header; // the first line of every file; null for none
  private final String headerFile;
  private final int features;
  private final RowRules rules;
  private final Dialect dialect;
  private final MissingMarkers markers;
  private final Partitions partitions;
  private final String[] above; // lines before the table of the first file

  /**
   * Creates a plan.
   *
   * @param dialect the dialect of every file
   * @param header the fields of every file's first line; empty for none
   * @param headerFile the name of the file whose header the others must repeat
   * @param features the number of features
   * @param missingValues texts that stand for a missing value, in addition to the usual ones
   * @param partitions the partitions, whose columns follow the fields
   * @param above the lines before the table; other files have as many
   */
  CsvPlan(
      Dialect dialect,
      List<String> header,
      String headerFile,
      int features,
      RowRules rules,
      List<String> missingValues,
      Partitions partitions,
      List<String> above) {
    this.header = header.isEmpty() ? null : header.toArray(String[]::new);
    this.headerFile = headerFile;
    this.features = features;
    this.rules = rules;
    this.dialect = dialect;
    this.markers = MissingMarkers.usualAnd(missingValues, dialect.charset());
    this.partitions = partitions;
    this.above = above.stream().map(Preamble::stripped).toArray(String[]::new);
  }

  /** Words for a column in any place: its name, or its number if there is no header. */
  static String words(boolean named, String name) {
    return named ? "column '" + Text.brief(name) + "'" : "column " + name;
  }

  RowRules rules() {
    return rules;
  }

  /** How many fields a line has. */
  int width() {
    return rules.width() - partitions.names().size();
  }

  /** The fields of one line at a time; one instance for each task. */
  CsvCells fields() {
    return new CsvCells(new LineFields(dialect), markers, width());
  }

  @Override
  public RowCells cells() {
    return cells(fields());
  }

  /** The fields of lines, followed by the values in the names of their files' directories. */
  RowCells cells(CsvCells fields) {
    return partitions.names().isEmpty()
        ? fields
        : new PartitionCells(fields, width(), markers, partitions);
  }

  /** How every file is written. */
  Dialect dialect() {
    return dialect;
  }

  /** The encoding of every file. */
  Charset charset() {
    return dialect.charset();
  }

  /** Whether a line is a header. */
  boolean isHeader(Chunk chunk, long line) {
    return header != null && chunk.start() == 0 && line == above.length;
  }

  /** Whether a line comes before the table. */
  boolean isAbove(Chunk chunk, long line) {
    return line < above.length && chunk.start() == 0;
  }

  /** How many lines of a chunk come before its rows. */
  int linesBeforeRows(Chunk chunk) {
    return chunk.start() == 0 ? above.length + (header == null ? 0 : 1) : 0;
  }

  /** What is wrong with a line that is too long; null if it is not. */
  static Finding ofLength(long line, byte[] bytes, long length) {
    return bytes == null ? new Finding(line, "at most 16 MiB in a line", length + " bytes") : null;
  }

  /** What is wrong with a line whose fields were cut; null if nothing. */
  static Finding ofQuotes(long line, LineFields fields) {
    return fields.isOpenQuote()
        ? new Finding(line, CLOSED_QUOTES, "one that is still open at the end of the line")
        : null;
  }

  /** Whether some line ends in an open quote, as a line break in quotes causes. */
  static boolean mayBreakLines(List<ChunkProfile> profiles) {
    return profiles.stream()
        .anyMatch(chunk -> chunk.problem != null && chunk.problem.expected.equals(CLOSED_QUOTES));
  }

  /** Whether the lines above a table can continue in the next split of its file. */
  boolean mayCutAbove(List<ChunkProfile> profiles) {
    int first = above.length + 1;
    return above.length > 0
        && profiles.stream().anyMatch(chunk -> chunk.beginsWithFewerThan(first));
  }

  /** What is wrong with a file's header; null if nothing. */
  Finding ofHeader(long line, String[] fields) {
    if (Arrays.equals(fields, header)) {
      return null;
    }
    return new Finding(line, "the header of " + headerFile, Roles.list(List.of(fields)));
  }

  /** What is wrong with a line above the table; null if nothing. */
  Finding ofAbove(long line, String text, int fields) {
    boolean mayBeRow =
        fields == width()
            && fields > 1
            && dialect.separator() != Dialect.BLANKS
            && !text.contains(dialect.separator() + " ");
    boolean isAbove = Preamble.isSeparator(text) || (Preamble.isCommentOrBlank(text) && !mayBeRow);
    return isAbove || Arrays.asList(above).contains(text)
        ? null
        : new Finding(
            line, "the lines above the table of " + headerFile, BadInputException.quote(text));
  }

  /** What is wrong with the number of fields; null if nothing. */
  Finding ofWidth(long line, int fields) {
    int difference = fields - width();
    if (difference == 0) {
      return null;
    }
    return features + difference >= 0 && features > 0
        ? new Finding(line, features + " features", "" + (features + difference))
        : new Finding(line, width() + " fields", "" + fields);
  }
}
