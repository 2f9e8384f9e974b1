package org.lockstep.spark.read.source;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.RowRange;

/**
 * What to read: one data argument of the command line.
 *
 * @param path a file, a directory of files or a glob, on any Hadoop file system; or {@code
 *     table:NAME}, {@code sql:QUERY}, the URL of a database. It can hold secrets; {@link #name} is
 *     for everybody to see
 * @param labels the labels of an IDX file of images, or of an array of HDF5 or npz; empty: those
 *     beside it, if they exist
 * @param format empty: by content and suffix
 * @param target the target columns' names, or their numbers from 1 if there is no header; empty:
 *     the column named "label", or the last column of a CSV without header
 * @param weight the column of row weights
 * @param dialect the dialect of CSV, as far as it is given
 * @param targetUse whether a target is required
 * @param usualTarget the target columns of the model that the data is for; used if {@code target}
 *     is empty and the data has them
 * @param rows the rows to read
 * @param imageSize the size of images; empty: all have the size of the first
 * @param columns which columns are features, and what they can hold
 * @param reader options for Spark's reader
 * @param kept columns that are kept as they are
 */
public record ReadOptions(
    String path,
    Optional<String> labels,
    Optional<Format> format,
    List<String> target,
    Optional<String> weight,
    DialectOptions dialect,
    TargetUse targetUse,
    List<String> usualTarget,
    RowRange rows,
    Optional<ImageSize> imageSize,
    ColumnSettings columns,
    ReaderOptions reader,
    KeptColumns kept) {
  public ReadOptions {
    target = List.copyOf(target);
    usualTarget = List.copyOf(usualTarget);
    if (path.isBlank()) {
      throw BadInputException.at("path", "a file, a directory or a pattern", "an empty text");
    }
    for (String column : target) {
      if (column.isBlank()) {
        throw BadInputException.at(ReadingSettings.TARGET + "", "names of columns", "an empty one");
      }
      if (Collections.frequency(target, column) > 1) {
        throw BadInputException.at(
            ReadingSettings.TARGET + "",
            "distinct columns",
            BadInputException.quote(column) + " twice");
      }
      if (kept.split().equals(Optional.of(column))) {
        throw BadInputException.at(
            Mention.of("split-by"),
            "a column other than the target",
            BadInputException.quote(column) + " for both");
      }
      if (weight.equals(Optional.of(column))) {
        throw BadInputException.at(
            ReadingSettings.WEIGHT + "",
            "a column other than the target",
            BadInputException.quote(column) + " for both");
      }
    }
  }

  /** Options for data that no model has seen yet. */
  public ReadOptions(
      String path,
      Optional<String> labels,
      Optional<Format> format,
      List<String> target,
      Optional<String> weight,
      Header header,
      TargetUse targetUse) {
    this(
        path,
        labels,
        format,
        target,
        weight,
        DialectOptions.NONE.withHeader(header),
        targetUse,
        List.of(),
        RowRange.ALL,
        Optional.empty(),
        ColumnSettings.of(SettingValues.none()),
        ReaderOptions.NONE,
        KeptColumns.NONE);
  }

  /**
   * Options that read a path as these values say.
   *
   * @param labels the path of the labels, if they are apart
   */
  public static ReadOptions of(
      SettingValues values, String path, Optional<String> labels, TargetUse use) {
    return new ReadOptions(
            path,
            labels,
            values.find(ReadingSettings.FORMAT),
            values.get(ReadingSettings.TARGET),
            values.find(ReadingSettings.WEIGHT),
            values.get(ReadingSettings.HEADER),
            use)
        .withImageSize(values.find(ReadingSettings.IMAGE_SIZE))
        .withColumns(ColumnSettings.of(values))
        .withDialect(DialectOptions.of(values))
        .withReader(values.get(ReadingSettings.READ_OPTION));
  }

  /** Options that read a path, which must have a target, with everything else at its default. */
  public static ReadOptions of(String path) {
    return new ReadOptions(
        path,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Header.AUTO,
        TargetUse.REQUIRED);
  }

  /** Where the weights are, for messages. */
  public String weightPlace() {
    return name() + ":column " + Text.brief(weight.orElseThrow());
  }

  /** The same, for data given to a model that was trained on these target columns. */
  public ReadOptions withUsualTarget(List<String> names) {
    return new ReadOptions(
        path, labels, format, target, weight, dialect, targetUse, names, rows, imageSize, columns,
        reader, kept);
  }

  /** The same, for some of the rows. */
  public ReadOptions withRows(RowRange range) {
    return new ReadOptions(
        path,
        labels,
        format,
        target,
        weight,
        dialect,
        targetUse,
        usualTarget,
        range,
        imageSize,
        columns,
        reader,
        kept);
  }

  /** The same, with images resized. */
  public ReadOptions withImageSize(Optional<ImageSize> size) {
    return new ReadOptions(
        path,
        labels,
        format,
        target,
        weight,
        dialect,
        targetUse,
        usualTarget,
        rows,
        size,
        columns,
        reader,
        kept);
  }

  /** The same, with other columns. */
  public ReadOptions withColumns(ColumnSettings settings) {
    return new ReadOptions(
        path,
        labels,
        format,
        target,
        weight,
        dialect,
        targetUse,
        usualTarget,
        rows,
        imageSize,
        settings,
        reader,
        kept);
  }

  /** The same, in another dialect. */
  public ReadOptions withDialect(DialectOptions said) {
    return new ReadOptions(
        path,
        labels,
        format,
        target,
        weight,
        said,
        targetUse,
        usualTarget,
        rows,
        imageSize,
        columns,
        reader,
        kept);
  }

  /** The same, with columns that are kept as they are. */
  public ReadOptions withKept(KeptColumns others) {
    return new ReadOptions(
        path,
        labels,
        format,
        target,
        weight,
        dialect,
        targetUse,
        usualTarget,
        rows,
        imageSize,
        columns,
        reader,
        others);
  }

  /** The same, with options for Spark's reader. */
  public ReadOptions withReader(ReaderOptions told) {
    return new ReadOptions(
        path,
        labels,
        format,
        target,
        weight,
        dialect,
        targetUse,
        usualTarget,
        rows,
        imageSize,
        columns,
        told,
        kept);
  }

  /** The path without secrets, for messages and records. */
  public String name() {
    return Secrets.mask(path);
  }

  /** The secrets of this source, which no message may show. */
  public List<String> secrets() {
    return Stream.concat(Secrets.in(path).stream(), reader.secrets().stream()).toList();
  }
}
