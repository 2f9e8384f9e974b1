package org.lockstep.spark.read.source;

import java.util.Optional;

/**
 * How a source is written and to be read, as far as it is given.
 *
 * @param format empty: by content and suffix
 * @param dialect the dialect of CSV
 * @param imageSize the size of images; empty: all have the size of the first
 * @param reader options for Spark's reader
 */
public record FormOptions(
    Optional<Format> format,
    DialectOptions dialect,
    Optional<ImageSize> imageSize,
    ReaderOptions reader) {
  /** Nothing given. */
  public static final FormOptions NONE =
      new FormOptions(Optional.empty(), DialectOptions.NONE, Optional.empty(), ReaderOptions.NONE);

  FormOptions withFormat(Optional<Format> other) {
    return new FormOptions(other, dialect, imageSize, reader);
  }

  FormOptions withDialect(DialectOptions said) {
    return new FormOptions(format, said, imageSize, reader);
  }

  FormOptions withImageSize(Optional<ImageSize> size) {
    return new FormOptions(format, dialect, size, reader);
  }

  FormOptions withReader(ReaderOptions told) {
    return new FormOptions(format, dialect, imageSize, told);
  }
}
