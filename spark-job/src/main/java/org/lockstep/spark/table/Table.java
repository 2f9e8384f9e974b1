package org.lockstep.spark.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TargetSchema;

/**
 * Checked data, ready to be shaped into shards.
 *
 * @param rows lazy and deterministic, in no particular order of partitions. Columns: {@code row}
 *     BIGINT, the index 0..count-1 in file order; {@code features}, BINARY with one unsigned byte
 *     per feature, an ML vector, dense or sparse, or the row's raw values as {@link
 *     PackedFeatures}, NaN for a missing one; {@code target}, absent, STRING (a text label),
 *     DOUBLE, or ARRAY of DOUBLE for several target columns; {@code weight} DOUBLE if {@code
 *     hasWeights}; {@code carried}, ARRAY of STRING, the columns that were to be kept as they are.
 *     No nulls but in the last, no infinities.
 * @param count rows
 * @param input the columns the features come from
 * @param targetColumns the target columns' names; empty if there is no target
 * @param targetPlace where targets are, for messages: {@code train.csv:column label}, a file of
 *     labels, {@code pets.zip:folders}; the data itself if there is no target
 * @param hasWeights whether there is a column {@code weight}
 * @param places where each row came from
 * @param files the files, in row order
 * @param encoded what targets mean, where they are numbers of that meaning already
 * @param seen what was seen of the source beside its rows
 */
public record Table(
    Dataset<Row> rows,
    long count,
    InputSchema input,
    List<String> targetColumns,
    String targetPlace,
    boolean hasWeights,
    RowPlaces places,
    List<SourceFile> files,
    Optional<TargetSchema> encoded,
    Seen seen) {
  /** Name of the index column. */
  public static final String ROW = "row";

  /** Name of the features column. */
  public static final String FEATURES = "features";

  /** Name of the target column. */
  public static final String TARGET = "target";

  /** Name of the weight column. */
  public static final String WEIGHT = "weight";

  /** Name of the column of {@linkplain CarriedColumns what is kept as it is}. */
  public static final String CARRIED = "carried";

  /** In the metadata of the features column, where they are packed. */
  public static final String PACKED_KEY = "lockstep_packed";

  /** In the metadata of the features column, where it is known how many numbers are not 0. */
  public static final String ENTRIES_KEY = "lockstep_entries";

  public Table {
    targetColumns = List.copyOf(targetColumns);
    files = List.copyOf(files);
  }

  /**
   * What was seen of a source beside its rows.
   *
   * @param notes what users should know of what was made of it, in a line each
   * @param targets of the only target column, where all rows were looked at
   * @param columns what each column of the source holds; empty unless somebody asks
   */
  public record Seen(
      List<String> notes, Optional<TargetProfile> targets, List<ColumnReport> columns) {
    /** Nothing to tell. */
    public static final Seen NOTHING = new Seen(List.of(), Optional.empty(), List.of());

    public Seen {
      notes = List.copyOf(notes);
      columns = List.copyOf(columns);
    }
  }

  /** A table whose targets are yet to be given a meaning. */
  public Table(
      Dataset<Row> rows,
      long count,
      InputSchema input,
      List<String> targetColumns,
      String targetPlace,
      boolean hasWeights,
      RowPlaces places,
      List<SourceFile> files) {
    this(
        rows,
        count,
        input,
        targetColumns,
        targetPlace,
        hasWeights,
        places,
        files,
        Optional.empty(),
        Seen.NOTHING);
  }

  /** The same, with something to know. */
  public Table with(Seen known) {
    return new Table(
        rows, count, input, targetColumns, targetPlace, hasWeights, places, files, encoded, known);
  }

  /** The same, with other notes. */
  public Table withNotes(List<String> lines) {
    return with(new Seen(lines, seen.targets(), seen.columns()));
  }

  /** The same, with its columns described in another way. */
  public Table withInput(InputSchema other) {
    return new Table(
        rows, count, other, targetColumns, targetPlace, hasWeights, places, files, encoded, seen);
  }

  /** The same rows, held in another way. */
  Table withRows(Dataset<Row> others) {
    return new Table(
        others, count, input, targetColumns, targetPlace, hasWeights, places, files, encoded, seen);
  }

  /** The same, with other files. */
  public Table withFiles(List<SourceFile> others) {
    return new Table(
        rows, count, input, targetColumns, targetPlace, hasWeights, places, others, encoded, seen);
  }

  /** What users should know of what was made of the source, in a line each. */
  public List<String> notes() {
    return seen.notes();
  }

  /** How features are held. */
  public enum Form {
    /** An unsigned byte for each. */
    BYTES,
    /** ML vectors. */
    VECTORS,
    /** {@link PackedFeatures}. */
    PACKED
  }

  /** How its features are held. */
  public Form form() {
    StructField field = rows.schema().apply(FEATURES);
    if (field.dataType() != DataTypes.BinaryType) {
      return Form.VECTORS;
    }
    return field.metadata().contains(PACKED_KEY) ? Form.PACKED : Form.BYTES;
  }

  /** How many features of all rows together are not 0, where that was counted. */
  public OptionalLong entries() {
    Metadata known = rows.schema().apply(FEATURES).metadata();
    return known.contains(ENTRIES_KEY)
        ? OptionalLong.of(known.getLong(ENTRIES_KEY))
        : OptionalLong.empty();
  }

  /** Whether rows carry a target. */
  public boolean hasTarget() {
    return !targetColumns.isEmpty();
  }
}
