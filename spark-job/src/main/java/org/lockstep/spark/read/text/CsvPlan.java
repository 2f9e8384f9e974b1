package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.columns.RowCells;
import org.lockstep.spark.read.columns.RowRules;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.Partitions;
import org.lockstep.spark.table.Finding;

/**
 * What every line of a CSV source must look like, as far as its first line tells. Tasks need it, so
 * it is a class, which Kryo can carry, and not a record.
 */
final class CsvPlan implements RowCells.Maker {
  private static final long serialVersionUID = 1L;

  private static final String CLOSED_QUOTES = "every quote closed";

  private final FileTop top;
  private final int features;
  private final RowRules rules;
  private final Dialect dialect;
  private final MissingMarkers markers;
  private final Partitions partitions;

  /**
   * Creates a plan.
   *
   * @param dialect the dialect of every file
   * @param top the lines of every file before its first row
   * @param features the number of features
   * @param missingValues texts that stand for a missing value, in addition to the usual ones
   * @param partitions the partitions, whose columns follow the fields
   */
  CsvPlan(
      Dialect dialect,
      FileTop top,
      int features,
      RowRules rules,
      List<String> missingValues,
      Partitions partitions) {
    this.top = top;
    this.features = features;
    this.rules = rules;
    this.dialect = dialect;
    this.markers = MissingMarkers.usualAnd(missingValues, dialect.charset());
    this.partitions = partitions;
  }

  /** Words for a column in any place: its name, or its number if there is no header. */
  static String words(boolean named, String name) {
    return named ? "column '" + Text.brief(name) + "'" : "column " + name;
  }

  /** The lines of every file before its first row. */
  FileTop top() {
    return top;
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

  /** What is wrong with a line above the table; null if nothing. */
  Finding ofAbove(long line, String text, int fields) {
    boolean mayBeRow =
        fields == width()
            && fields > 1
            && dialect.separator() != Dialect.BLANKS
            && !text.contains(dialect.separator() + " ");
    boolean isAbove = Preamble.isSeparator(text) || (Preamble.isCommentOrBlank(text) && !mayBeRow);
    return isAbove || top.isAbove(text)
        ? null
        : new Finding(
            line, "the lines above the table of " + top.file(), BadInputException.quote(text));
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
