package org.lockstep.spark.read.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.error.BadInputException;
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
 * @param form how the source is written
 * @param roles what columns are for
 * @param rows the rows to read
 * @param columns which columns are features, and what they can hold
 */
public record ReadOptions(
    String path,
    Optional<String> labels,
    FormOptions form,
    RoleOptions roles,
    RowRange rows,
    ColumnSettings columns) {
  public ReadOptions {
    if (path.isBlank()) {
      throw BadInputException.at("path", "a file, a directory or a pattern", "an empty text");
    }
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
        new FormOptions(
            values.find(ReadingSettings.FORMAT),
            DialectOptions.of(values),
            values.find(ReadingSettings.IMAGE_SIZE),
            values.get(ReadingSettings.READ_OPTION)),
        new RoleOptions(
            values.get(ReadingSettings.TARGET), use, values.find(ReadingSettings.WEIGHT)),
        RowRange.ALL,
        ColumnSettings.of(values));
  }

  /** Options that read a path, which must have a target, with everything else at its default. */
  public static ReadOptions of(String path) {
    return new ReadOptions(
        path,
        Optional.empty(),
        FormOptions.NONE,
        new RoleOptions(List.of(), TargetUse.REQUIRED, Optional.empty()),
        RowRange.ALL,
        ColumnSettings.of(SettingValues.none()));
  }

  /** Where the weights are, for messages. */
  public String weightPlace() {
    return name() + ":column " + Text.brief(roles.weight().orElseThrow());
  }

  /** The same, with labels apart. */
  public ReadOptions withLabels(String other) {
    return new ReadOptions(path, Optional.of(other), form, roles, rows, columns);
  }

  /** The same, in this format. */
  public ReadOptions withFormat(Format other) {
    return with(form.withFormat(Optional.of(other)));
  }

  /** The same, in another dialect. */
  public ReadOptions withDialect(DialectOptions said) {
    return with(form.withDialect(said));
  }

  /** The same, with images resized. */
  public ReadOptions withImageSize(Optional<ImageSize> size) {
    return with(form.withImageSize(size));
  }

  /** The same, with options for Spark's reader. */
  public ReadOptions withReader(ReaderOptions told) {
    return with(form.withReader(told));
  }

  private ReadOptions with(FormOptions other) {
    return new ReadOptions(path, labels, other, roles, rows, columns);
  }

  /** The same, with other roles of columns. */
  public ReadOptions withRoles(RoleOptions others) {
    return new ReadOptions(path, labels, form, others, rows, columns);
  }

  /** The same, for data given to a model that was trained on these target columns. */
  public ReadOptions withUsualTarget(List<String> names) {
    return withRoles(roles.withUsualTarget(names));
  }

  /** The same, with columns that are kept as they are. */
  public ReadOptions withKept(KeptColumns others) {
    return withRoles(roles.withKept(others));
  }

  /** The same, for some of the rows. */
  public ReadOptions withRows(RowRange range) {
    return new ReadOptions(path, labels, form, roles, range, columns);
  }

  /** The same, with other columns. */
  public ReadOptions withColumns(ColumnSettings settings) {
    return new ReadOptions(path, labels, form, roles, rows, settings);
  }

  /** The path without secrets, for messages and records. */
  public String name() {
    return Secrets.mask(path);
  }

  /** The secrets of this source, which no message may show. */
  public List<String> secrets() {
    return Stream.concat(Secrets.in(path).stream(), form.reader().secrets().stream()).toList();
  }
}
