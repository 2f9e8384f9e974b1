package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;

/**
 * Detects a text file's dialect from its beginning. What the options give is not looked for. A file
 * that could be read in two ways is taken for what most files are: commas, UTF-8, decimal points,
 * and a header if the first line has no number.
 */
public final class DialectFinder {
  /** This many bytes are enough to look at. */
  public static final int HEAD_BYTES = 1 << 20;

  private DialectFinder() {}

  /**
   * Returns the dialect of a file that begins with these bytes.
   *
   * @param head its first bytes, unpacked, up to {@link #HEAD_BYTES}
   * @param isWhole whether the file ends there
   * @param place the file's name, for messages
   * @throws BadInputException if the first line is not text
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

  /** Single quotes if they quote fields and stand nowhere else, and there are no double quotes. */
  private static char quote(SampleLines sample, DialectOptions options) {
    if (!sample.hold('\'') || sample.hold('"')) {
      return '"';
    }
    SampleTable table = new SampleTable(sample, separator(sample, '\'', options), '\'');
    return table.isQuotedThroughout() && table.usualWidth() > 1 ? '\'' : '"';
  }
}
