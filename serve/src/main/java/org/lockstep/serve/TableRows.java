package org.lockstep.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * Reads rows of a table: one object, or an array of objects, each with a value for every column of
 * the model by its name, null if it is missing. Other names are ignored. A refusal uses the model's
 * own names. Of the request, it quotes at most the one value that it refuses, short and on one
 * line.
 */
final class TableRows {
  /** The most rows of a question, because a row of words can have many numbers. */
  static final int MOST_ROWS = 1_000;

  private static final int DEEPEST = 8;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_NAME = 1_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(Body.MOST_BYTES)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // do not cache clients' names
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final List<InputColumn> columns;
  private final Map<String, InputColumn> byName = new HashMap<>();
  private final Map<String, Set<String>> categories = new HashMap<>();
  private final Set<String> mayMiss = new HashSet<>();

  TableRows(InputSchema schema) {
    this.columns = schema.columns();
    boolean[] may = InputEncoder.of(schema).mayBeMissing();
    int value = 0;
    for (InputColumn column : columns) {
      byName.put(column.name(), column);
      if (column instanceof CategoryColumn text) {
        categories.put(column.name(), Set.copyOf(text.categories()));
      }
      if (may[value] || column instanceof TextColumn) {
        mayMiss.add(column.name());
      }
      value += column.values();
    }
  }

  /** The names of the columns that can be missing. */
  Set<String> mayMiss() {
    return mayMiss;
  }

  /**
   * A row of a question.
   *
   * @param number from 1
   * @param values by column name
   * @param missing columns without a value
   * @param unknown columns with a value that the training did not have, or that is not a date
   */
  record Given(int number, Map<String, Object> values, List<String> missing, List<String> unknown) {
    Given {
      missing = List.copyOf(missing);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * The rows of a question.
   *
   * @param isOne whether the question is a single object, as the answer then is
   */
  record Asked(boolean isOne, List<Given> rows) {
    Asked {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Reads a question.
   *
   * @throws Refusal if it is anything else
   */
  Asked read(byte[] body) throws Refusal {
    try (JsonParser json = JSON.createParser(body)) {
      JsonToken first = json.nextToken();
      List<Given> rows = new ArrayList<>();
      if (first == JsonToken.START_OBJECT) {
        rows.add(row(json, 1));
      } else {
        expect(first == JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
          expect(json.currentToken() == JsonToken.START_OBJECT);
          if (rows.size() == MOST_ROWS) {
            throw Refusal.badRequest("rows.many", Map.of("rows", MOST_ROWS));
          }
          rows.add(row(json, rows.size() + 1));
        }
      }
      expect(json.nextToken() == null);
      return new Asked(first == JsonToken.START_OBJECT, rows);
    } catch (IOException e) { // its message would quote the request
      throw Refusal.badRequest("json");
    }
  }

  private static void expect(boolean asDescribed) throws Refusal {
    if (!asDescribed) {
      throw Refusal.badRequest("rows");
    }
  }

  private Given row(JsonParser json, int number) throws IOException, Refusal {
    Map<String, Object> values = new HashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      InputColumn column = byName.get(name);
      if (column == null) {
        json.skipChildren();
      } else {
        values.put(name, value(json, column, number));
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (InputColumn column : columns) {
      String name = column.name();
      if (!values.containsKey(name)) {
        throw refused("absent", column, number);
      }
      if (values.get(name) == null) {
        if (!mayMiss.contains(name)) {
          throw refused("missing", column, number);
        }
        missing.add(name);
      } else if (isUnknown(column, values.get(name))) {
        if (column instanceof DateColumn && !mayMiss.contains(name)) {
          throw refused("date", column, number, values.get(name));
        }
        unknown.add(name);
      }
    }
    return new Given(number, values, missing, unknown);
  }

  private static Refusal refused(String key, InputColumn column, int row) {
    return Refusal.badRequest(
        "row." + key, Map.of("column", BadInputException.quote(column.name()), "row", row));
  }

  private static Refusal refused(String key, InputColumn column, int row, Object found) {
    String text = found instanceof Double number ? Text.number(number) : found.toString();
    return Refusal.badRequest(
        "row." + key,
        Map.of(
            "column",
            BadInputException.quote(column.name()),
            "row",
            row,
            "found",
            BadInputException.quote(text)));
  }

  /** A number, a text, true or false; null if it is missing. */
  private Object value(JsonParser json, InputColumn column, int row) throws IOException, Refusal {
    Object value =
        switch (json.currentToken()) {
          case VALUE_NULL -> null;
          case VALUE_STRING -> json.getText();
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json, column, row);
          default -> throw refused("value", column, row);
        };
    if (value instanceof String text) {
      return text.isEmpty() ? null : text(column, text, row);
    }
    boolean needsText =
        column instanceof TextColumn
            || (column instanceof DateColumn date
                && !(value instanceof Double && date.holdsNumbers()));
    if (value != null && needsText) {
      throw refused("text", column, row, value);
    }
    return value;
  }

  private static Object number(JsonParser json, InputColumn column, int row)
      throws IOException, Refusal {
    double number = json.getDoubleValue();
    if (!Float.isFinite((float) number)) {
      throw refused("range", column, row, json.getText());
    }
    return number;
  }

  private static Object text(InputColumn column, String text, int row) throws Refusal {
    if (column instanceof NumberColumn number && !number.coerces()) {
      throw refused("number", column, row, text);
    }
    return text;
  }

  private boolean isUnknown(InputColumn column, Object value) {
    if (column instanceof CategoryColumn) {
      return !isKnown(categories.get(column.name()), value);
    }
    if (column instanceof DateColumn date) {
      return Double.isNaN(
          value instanceof Double number ? date.value(number) : date.value((String) value));
    }
    return value instanceof String text
        && column instanceof NumberColumn
        && Double.isNaN(NumberColumn.value(text.strip()));
  }

  private static boolean isKnown(Set<String> known, Object value) {
    if (value instanceof Boolean flag) {
      return known.stream().anyMatch(text -> text.equalsIgnoreCase(Boolean.toString(flag)));
    }
    return known.contains(value instanceof Double number ? Text.number(number) : value.toString());
  }
}
