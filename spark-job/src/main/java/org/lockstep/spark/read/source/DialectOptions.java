package org.lockstep.spark.read.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.SettingValues;

/**
 * What the options say about a file's dialect; the rest is detected.
 *
 * @param separator see {@link #separator(String, String)}
 * @param quote the quote, {@link Dialect#NO_QUOTE} for none
 * @param decimal '.' or ','
 * @param usualDecimal the decimal sign if no number shows it
 * @param header whether the first line names the columns
 * @param names columns requested by name, such as a model's inputs: a first line that holds them
 *     all is a header, whatever they look like
 */
public record DialectOptions(
    Optional<Character> separator,
    Optional<Character> quote,
    Optional<Character> decimal,
    Optional<Character> usualDecimal,
    Optional<Charset> encoding,
    Header header,
    Set<String> names) {

  /** No options. */
  public static final DialectOptions NONE =
      new DialectOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Header.AUTO,
          Set.of());

  public DialectOptions {
    names = Set.copyOf(names);
  }

  /** Returns the options in these values. */
  static DialectOptions of(SettingValues values) {
    return new DialectOptions(
        values.find(ReadingSettings.SEPARATOR),
        Optional.empty(),
        values
            .find(ReadingSettings.DECIMAL)
            .map(decimal -> decimal == ReadingSettings.Decimal.COMMA ? ',' : '.'),
        Optional.empty(),
        values.find(ReadingSettings.ENCODING),
        values.get(ReadingSettings.HEADER),
        Set.of());
  }

  public DialectOptions separatedBy(char sign) {
    return new DialectOptions(
        Optional.of(sign), quote, decimal, usualDecimal, encoding, header, names);
  }

  public DialectOptions quotedBy(char sign) {
    return new DialectOptions(
        separator, Optional.of(sign), decimal, usualDecimal, encoding, header, names);
  }

  public DialectOptions withDecimal(char sign) {
    return new DialectOptions(
        separator, quote, Optional.of(sign), usualDecimal, encoding, header, names);
  }

  /** The same, with this sign for numbers that do not show theirs. */
  public DialectOptions withUsualDecimal(char sign) {
    return new DialectOptions(
        separator, quote, decimal, Optional.of(sign), encoding, header, names);
  }

  public DialectOptions in(Charset charset) {
    return new DialectOptions(
        separator, quote, decimal, usualDecimal, Optional.of(charset), header, names);
  }

  public DialectOptions withHeader(Header use) {
    return new DialectOptions(separator, quote, decimal, usualDecimal, encoding, use, names);
  }

  public DialectOptions withNames(Set<String> known) {
    return new DialectOptions(separator, quote, decimal, usualDecimal, encoding, header, known);
  }

  /**
   * A separator from an option's text: one ASCII character, {@code tab} or {@code \t}, {@code
   * blanks}.
   *
   * @param place the option, for the message
   */
  public static char separator(String place, String text) {
    return switch (text) {
      case "tab", "tabs", "\\t" -> '\t';
      case "blank", "blanks", "space", "spaces" -> Dialect.BLANKS;
      default -> {
        boolean fits = text.length() == 1 && text.charAt(0) < 128 && "\"\n\r".indexOf(text) < 0;
        if (!fits) {
          throw BadInputException.at(
              place, "one ASCII character, tab or blanks", BadInputException.quote(text));
        }
        yield text.charAt(0);
      }
    };
  }

  /**
   * An encoding from an option's text, by any name that Java knows.
   *
   * @param place the option, for the message
   */
  public static Charset encoding(String place, String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalArgumentException e) {
      throw BadInputException.at(
          place,
          "an encoding, such as " + StandardCharsets.UTF_8 + ", windows-1252 or UTF-16LE",
          BadInputException.quote(text),
          e);
    }
  }
}
