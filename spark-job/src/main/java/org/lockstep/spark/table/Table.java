package org.lockstep.spark.table;

import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.lockstep.model.data.InputSchema;

/**
 * Checked data, ready to be shaped into shards.
 *
 * @param rows lazy and deterministic, in no particular order of partitions. Columns: {@code row}
 *     BIGINT, the index 0..count-1 in file order; {@code features}, BINARY with one unsigned byte
 *     per feature, an ML vector, dense or sparse, or the row's raw values as {@link
 *     PackedFeatures}, NaN for a missing one; {@code target}, absent, STRING (a text label),
 *     DOUBLE, or ARRAY of DOUBLE for several target columns; {@code weight} DOUBLE if {@code
 *     hasWeights}; {@code carried}, ARRAY of STRING, the columns to keep unchanged. No nulls except
 *     in the last, no infinities.
 * @param count how many rows there are
 * @param input the columns the features come from
 * @param target the columns the targets come from
 * @param hasWeights whether there is a column {@code weight}
 * @param origin what it was read from
 */
public record Table(
    Dataset<Row> rows,
    long count,
    InputSchema input,
    TargetColumns target,
    boolean hasWeights,
    Origin origin) {
  /** Name of the index column. */
  public static final String ROW = "row";

  /** Name of the features column. */
  public static final String FEATURES = "features";

  /** Name of the target column. */
  public static final String TARGET = "target";

  /** Name of the weight column. */
  public static final String WEIGHT = "weight";

  /** Name of the column of {@linkplain CarriedColumns columns kept unchanged}. */
  public static final String CARRIED = "carried";

  /** Key in the metadata of the features column, set if they are packed. */
  public static final String PACKED_KEY = "lockstep_packed";

  /**
   * Key in the metadata of the features column for the number of non-zero features, where it is
   * known.
   */
  public static final String ENTRIES_KEY = "lockstep_entries";

  /** The same table, with other findings. */
  public Table with(Origin.Seen known) {
    return with(new Origin(places(), files(), known));
  }

  /** The same table, with other notes. */
  public Table withNotes(List<String> lines) {
    return with(new Origin.Seen(lines, seen().targets(), seen().columns()));
  }

  /** The same table, with other files. */
  public Table withFiles(List<SourceFile> others) {
    return with(new Origin(places(), others, seen()));
  }

  private Table with(Origin other) {
    return new Table(rows, count, input, target, hasWeights, other);
  }

  /** The same table, with another description of its columns. */
  public Table withInput(InputSchema other) {
    return new Table(rows, count, other, target, hasWeights, origin);
  }

  /** The same table, with its rows in another form. */
  Table withRows(Dataset<Row> others) {
    return new Table(others, count, input, target, hasWeights, origin);
  }

  /** Where each row came from. */
  public RowPlaces places() {
    return origin.places();
  }

  /** The files, in row order. */
  public List<SourceFile> files() {
    return origin.files();
  }

  /** What else reading the source has shown. */
  public Origin.Seen seen() {
    return origin.seen();
  }

  /** What users should know about how the source was read, one line each. */
  public List<String> notes() {
    return seen().notes();
  }

  /** The forms of features. */
  public enum Form {
    /** An unsigned byte for each feature. */
    BYTES,
    /** ML vectors. */
    VECTORS,
    /** {@link PackedFeatures}. */
    PACKED
  }

  /** The form of its features. */
  public Form form() {
    StructField field = rows.schema().apply(FEATURES);
    if (field.dataType() != DataTypes.BinaryType) {
      return Form.VECTORS;
    }
    return field.metadata().contains(PACKED_KEY) ? Form.PACKED : Form.BYTES;
  }

  /** How many features of all rows together are not 0, if they were counted. */
  public OptionalLong entries() {
    Metadata known = rows.schema().apply(FEATURES).metadata();
    return known.contains(ENTRIES_KEY)
        ? OptionalLong.of(known.getLong(ENTRIES_KEY))
        : OptionalLong.empty();
  }

  /** Whether rows carry a target. */
  public boolean hasTarget() {
    return !target.names().isEmpty();
  }
}
