package org.lockstep.model.predict;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextTerms;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * Converts a row given by column names to raw values. Values are numbers, texts, dates, true and
 * false, or null for a missing one. Thread-safe.
 */
public final class NamedRow {
  private static final int SHOWN = 6;

  private final List<InputColumn> columns;
  private final List<Map<String, Integer>> categories; // by column; null for numeric columns
  private final Map<Integer, TextTerms> terms = new HashMap<>(); // by text column
  private final int values;

  /** Converts rows of this input. */
  public NamedRow(InputSchema schema) {
    this.columns = schema.columns();
    this.categories = columns.stream().map(NamedRow::categories).collect(Collectors.toList());
    this.values = schema.values();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) instanceof TextColumn text) {
        terms.put(i, TextTerms.of(text));
      }
    }
  }

  private static Map<String, Integer> categories(InputColumn column) {
    if (!(column instanceof CategoryColumn text)) {
      return null;
    }
    Map<String, Integer> indexes = new HashMap<>();
    text.categories().forEach(category -> indexes.put(category, indexes.size()));
    return indexes;
  }

  /**
   * The raw values of a row, in the order of the columns: NaN for a missing value, {@link
   * CategoryColumn#UNKNOWN} for a text that is not a category.
   *
   * @param row a value for each column, by its name; other values are ignored. A number may have
   *     any type; a whole number as a category has no decimal point. A column of several numbers is
   *     an array of doubles or floats, or a collection of numbers
   * @throws BadInputException where a column is missing or holds an invalid value
   */
  public double[] values(Map<String, ?> row) {
    double[] all = new double[values];
    int at = 0;
    for (int i = 0; i < columns.size(); i++) {
      InputColumn column = columns.get(i);
      Object value = row.get(column.name());
      if (value == null && !row.containsKey(column.name())) {
        throw BadInputException.at("row", "a value of " + place(column), names(row));
      }
      if (terms.containsKey(i)) {
        count(terms.get(i), value, all, at);
      } else if (categories.get(i) != null) {
        all[at] = category(categories.get(i), value);
      } else if (column instanceof DateColumn date) {
        all[at] = date(date, value);
      } else if (column.values() == 1) {
        all[at] = number(column, value);
      } else {
        several(column, value, all, at);
      }
      at += column.values();
    }
    return all;
  }

  private static void count(TextTerms terms, Object text, double[] all, int at) {
    if (text != null) {
      FeatureEntries counts = new FeatureEntries();
      terms.count(text.toString(), at, counts);
      for (int k = 0; k < counts.count(); k++) {
        all[counts.places()[k]] = counts.values()[k];
      }
    }
  }

  private static double category(Map<String, Integer> known, Object value) {
    boolean isMissing =
        value == null || (value instanceof Number n && Double.isNaN(n.doubleValue()));
    if (isMissing) {
      return Double.NaN;
    }
    if (value instanceof Boolean flag) {
      return flag(known, flag);
    }
    String text =
        value instanceof Double || value instanceof Float
            ? Text.number(((Number) value).doubleValue())
            : value.toString();
    Integer index = known.get(text);
    if (index != null) {
      return index;
    }
    return text.isEmpty() ? Double.NaN : CategoryColumn.UNKNOWN;
  }

  /** The category of a flag, ignoring case, since files write true in several ways. */
  private static double flag(Map<String, Integer> known, boolean flag) {
    return known.entrySet().stream()
        .filter(category -> category.getKey().equalsIgnoreCase(Boolean.toString(flag)))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(CategoryColumn.UNKNOWN);
  }

  private static double date(DateColumn column, Object value) {
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof CharSequence text) {
      return column.value(text.toString());
    }
    if (value instanceof LocalDate day) {
      return column.unit().of(day.toEpochDay() * 86400.0);
    }
    if (value instanceof LocalDateTime time) {
      return column.unit().of((double) time.toEpochSecond(ZoneOffset.UTC));
    }
    if (value instanceof Instant time) {
      return column.unit().of((double) time.getEpochSecond());
    }
    if (value instanceof Number number && column.holdsNumbers()) {
      return column.value(number.doubleValue());
    }
    throw refused(column, "a date as text, LocalDate, LocalDateTime or Instant", value);
  }

  private static double number(InputColumn column, Object value) {
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof CharSequence text && isCoerced(column)) {
      return NumberColumn.value(text.toString().strip());
    }
    throw refused(column, "a number", value);
  }

  private static boolean isCoerced(InputColumn column) {
    return column instanceof NumberColumn number && number.coerces();
  }

  private static void several(InputColumn column, Object value, double[] all, int at) {
    int count = column.values();
    if (value instanceof double[] numbers && numbers.length == count) {
      System.arraycopy(numbers, 0, all, at, count);
    } else if (value instanceof float[] numbers && numbers.length == count) {
      for (int j = 0; j < count; j++) {
        all[at + j] = numbers[j];
      }
    } else if (value instanceof Collection<?> numbers && numbers.size() == count) {
      int next = at;
      for (Object number : numbers) {
        all[next++] = number(column, number);
      }
    } else {
      throw refused(column, count + " numbers", value);
    }
  }

  private static BadInputException refused(InputColumn column, String expected, Object value) {
    return BadInputException.at(
        place(column), expected, value == null ? "null" : BadInputException.quote("" + value));
  }

  private static String place(InputColumn column) {
    return "column " + BadInputException.quote(column.name());
  }

  private static String names(Map<String, ?> row) {
    if (row.isEmpty()) {
      return "none";
    }
    String shown =
        row.keySet().stream().limit(SHOWN).map(Text::brief).collect(Collectors.joining(", "));
    return row.size() > SHOWN ? shown + ", ... (" + row.size() + " in all)" : shown;
  }
}
