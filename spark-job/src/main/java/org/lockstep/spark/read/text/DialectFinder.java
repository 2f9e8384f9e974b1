package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;

/**
 * Finds a text file's dialect by looking at its beginning. What is said by options is not looked
 * for. Where a file could be read in two ways, it is what most files are: commas, UTF-8, decimal
 * points, and a header if the first line has no number.
 */
public final class DialectFinder {
  /** As many bytes as this are enough to look at. */
  public static final int HEAD_BYTES = 1 << 20;

  private DialectFinder() {}

  /**
   * The dialect of a file that begins so.
   *
   * @param head its first bytes, unpacked, up to {@link #HEAD_BYTES}
   * @param isWhole whether the file ends there
   * @param place the file's name, for messages
   * @throws BadInputException if the first line is no text
   */
  public static Dialect find(byte[] head, boolean isWhole, String place, DialectOptions options) {
    Charset charset = options.encoding().orElseGet(() -> EncodingFinder.find(head));
    SampleLines sample = SampleLines.of(head, isWhole, charset, place);
    char quote = options.quote().orElseGet(() -> quote(sample, options));
    char separator = separator(sample, quote, options);
    SampleTable table = new SampleTable(sample, separator, quote);
    char decimal =
        options
            .decimal()
            .orElseGet(() -> DecimalFinder.find(table, separator, options.usualDecimal(), place));
    boolean hasHeader =
        switch (options.header()) {
          case PRESENT -> true;
          case ABSENT -> false;
          case AUTO -> HeaderFinder.find(table, decimal, options.names());
        };
    return new Dialect(charset, separator, quote, decimal, hasHeader);
  }

  private static char separator(SampleLines sample, char quote, DialectOptions options) {
    boolean commasAreDecimal = options.decimal().filter(sign -> sign == ',').isPresent();
    return options
        .separator()
        .orElseGet(() -> SeparatorFinder.find(sample, quote, commasAreDecimal));
  }

  /** Single quotes where they quote fields, and stand nowhere else, and there are no others. */
  private static char quote(SampleLines sample, DialectOptions options) {
    if (!sample.hold('\'') || sample.hold('"')) {
      return '"';
    }
    SampleTable table = new SampleTable(sample, separator(sample, '\'', options), '\'');
    return table.isQuotedThroughout() && table.usualWidth() > 1 ? '\'' : '"';
  }
}
