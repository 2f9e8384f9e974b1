package org.lockstep.spark.table;

import java.util.List;
import java.util.Optional;

/**
 * What a table was read from.
 *
 * @param places where each row came from
 * @param files the files, in row order
 * @param seen what else reading the source has shown
 */
public record Origin(RowPlaces places, List<SourceFile> files, Seen seen) {
  public Origin {
    files = List.copyOf(files);
  }

  /** A source that has shown nothing else. */
  public Origin(RowPlaces places, List<SourceFile> files) {
    this(places, files, Seen.NOTHING);
  }

  /**
   * What reading a source has shown in addition to its rows.
   *
   * @param notes what users should know about how the source was read, one line each
   * @param targets the profile of the only target column, where all rows were examined
   * @param columns what each column of the source holds; empty unless requested
   */
  public record Seen(
      List<String> notes, Optional<TargetProfile> targets, List<ColumnReport> columns) {
    /** Nothing found. */
    public static final Seen NOTHING = new Seen(List.of(), Optional.empty(), List.of());

    public Seen {
      notes = List.copyOf(notes);
      columns = List.copyOf(columns);
    }
  }
}
