package org.lockstep.spark.table;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * The point at which a column of numbers or times is split.
 *
 * @param text as the user wrote it
 * @param key the key of the first value after the split, in the order of numbers or of time
 */
public record SplitPoint(String text, Kind kind, long key) implements Serializable {

  /** The kinds of values. */
  public enum Kind {
    /** A number. */
    NUMBER("a number"),
    /** A date, a month, or a date with a time; UTC unless it has an offset. */
    TIME("a date, as in 2024-01-31");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind's name, for messages. */
    public String words() {
      return words;
    }

    /** The key of a value; empty if it is not of this kind. */
    public OptionalLong key(String value) {
      if (value == null) {
        return OptionalLong.empty();
      }
      return this == NUMBER ? number(value.strip()) : time(value.strip());
    }

    /** The value of a key, for messages. */
    public String text(long key) {
      if (this == NUMBER) {
        return Text.number(Double.longBitsToDouble(sortable(key)));
      }
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(key, MICROS),
              (int) (Math.floorMod(key, MICROS) * 1000),
              ZoneOffset.UTC);
      return time.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? time.toLocalDate().toString()
          : time.toString();
    }
  }

  private static final long MICROS = 1_000_000;
  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

  /** ISO 8601, and SQL's form with a blank instead of the T. */
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM")
          .optionalStart()
          .appendPattern("-dd")
          .optionalStart()
          .appendPattern("['T'][ ]HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalEnd()
          .optionalEnd()
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads a number or a date.
   *
   * @param option for messages
   */
  public static SplitPoint parse(String option, String text) {
    for (Kind kind : Kind.values()) {
      OptionalLong key = kind.key(text);
      if (key.isPresent()) {
        return new SplitPoint(text, kind, key.getAsLong());
      }
    }
    throw BadInputException.at(
        option, "a number or a date, as in 2024-01-31", BadInputException.quote(text));
  }

  /** The key of a number: keys are in the order of the doubles. */
  private static OptionalLong number(String text) {
    try {
      double number = Double.parseDouble(text) + 0.0; // turns -0 into 0
      return Double.isFinite(number)
          ? OptionalLong.of(sortable(Double.doubleToLongBits(number)))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Maps the bits of a double to a number of the same order, and back. */
  private static long sortable(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The key of a time: microseconds since 1970. */
  private static OptionalLong time(String text) {
    try {
      TemporalAccessor parsed =
          FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      LocalDateTime time =
          parsed instanceof OffsetDateTime offset
              ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : parsed instanceof LocalDateTime local ? local : ((LocalDate) parsed).atStartOfDay();
      return OptionalLong.of(ChronoUnit.MICROS.between(EPOCH, time));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}
