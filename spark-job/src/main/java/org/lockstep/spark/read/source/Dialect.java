package org.lockstep.spark.read.source;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lockstep.model.text.Text;

/**
 * How a text file writes a table: its encoding, what separates and what quotes its fields, the
 * decimal sign of its numbers, whether its first line names the columns. A class and not a record,
 * because tasks receive it.
 */
public final class Dialect implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The separator that stands for runs of blanks and tabs. */
  public static final char BLANKS = ' ';

  /** The quote of a file that has none. */
  public static final char NO_QUOTE = '\0';

  /** What most files have: UTF-8, commas, quotes, decimal points, a header. */
  public static final Dialect PLAIN = new Dialect(StandardCharsets.UTF_8, ',', '"', '.', true);

  private final String charset; // a Charset cannot be serialised
  private final char separator;
  private final char quote;
  private final char decimal;
  private final boolean hasHeader;

  /**
   * @param separator an ASCII character, {@link #BLANKS} for runs of blanks and tabs
   * @param quote an ASCII character, or {@link #NO_QUOTE}
   * @param decimal '.' or ','
   */
  public Dialect(Charset charset, char separator, char quote, char decimal, boolean hasHeader) {
    if (separator > 127 || quote > 127 || separator == quote) {
      throw new IllegalArgumentException("separator " + (int) separator + ", quote " + (int) quote);
    }
    if (decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException("decimal sign " + (int) decimal);
    }
    this.charset = charset.name();
    this.separator = separator;
    this.quote = quote;
    this.decimal = decimal;
    this.hasHeader = hasHeader;
  }

  public Charset charset() {
    return Charset.forName(charset);
  }

  public char separator() {
    return separator;
  }

  public char quote() {
    return quote;
  }

  public char decimal() {
    return decimal;
  }

  public boolean hasHeader() {
    return hasHeader;
  }

  public Dialect withHeader(boolean header) {
    return new Dialect(charset(), separator, quote, decimal, header);
  }

  /**
   * What differs from {@link #PLAIN}, for a note, as in {@code fields separated by ';', decimal
   * commas, no header}; empty if nothing does.
   */
  public String words() {
    List<String> words = new ArrayList<>();
    if (!charset.equals(PLAIN.charset)) {
      words.add("text in " + charset);
    }
    if (separator != PLAIN.separator) {
      words.add("fields separated by " + words(separator));
    }
    if (quote != PLAIN.quote) {
      words.add(quote == NO_QUOTE ? "no quotes" : "fields quoted by " + quote);
    }
    if (decimal != PLAIN.decimal) {
      words.add("decimal commas");
    }
    if (!hasHeader) {
      words.add("no header");
    }
    return String.join(", ", words);
  }

  /** A separator in words. */
  public static String words(char separator) {
    return switch (separator) {
      case '\t' -> "tabs";
      case BLANKS -> "blanks";
      default -> "'" + Text.line(String.valueOf(separator)) + "'";
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dialect that
        && charset.equals(that.charset)
        && separator == that.separator
        && quote == that.quote
        && decimal == that.decimal
        && hasHeader == that.hasHeader;
  }

  @Override
  public int hashCode() {
    return Objects.hash(charset, separator, quote, decimal, hasHeader);
  }

  @Override
  public String toString() {
    return "Dialect[" + words() + "]";
  }
}
