package org.lockstep.spark.read.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.table.Categories;
import org.lockstep.spark.table.Finding;

/** Checks lines of a CSV source on an executor and describes what is wrong with them. */
final class CsvChecks implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a column may hold. */
  private enum Rule {
    /** Numbers throughout, or text throughout: seen when all is read. */
    EITHER,
    NUMBER,
    /** One of known texts. */
    CATEGORY
  }

  private final String[] names;
  private final boolean hasHeader;
  private final String headerFile;
  private final int features;
  private final int weight;
  private final Rule[] rules;
  private final List<Set<String>> categories = new ArrayList<>();
  private final boolean[] isTarget;

  CsvChecks(CsvPlan plan) {
    Roles roles = plan.roles();
    names = roles.names().toArray(String[]::new);
    hasHeader = plan.hasHeader();
    headerFile = plan.headerFile();
    features = roles.features().size();
    weight = roles.weight().orElse(-1);
    rules = new Rule[names.length];
    isTarget = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      rules[i] = i == weight ? Rule.NUMBER : Rule.EITHER;
      categories.add(Set.of());
    }
    for (int target : roles.targets()) {
      isTarget[target] = true;
      // Several targets are numbers; one may be a label.
      rules[target] = roles.targets().size() > 1 ? Rule.NUMBER : Rule.EITHER;
    }
    plan.expected().ifPresent(fields -> expect(roles.features(), fields));
  }

  private void expect(List<Integer> columns, List<InputColumn> fields) {
    for (int i = 0; i < fields.size(); i++) {
      InputColumn field = fields.get(i);
      rules[columns.get(i)] = field.isText() ? Rule.CATEGORY : Rule.NUMBER;
      categories.set(columns.get(i), new HashSet<>(field.categories()));
    }
  }

  int width() {
    return names.length;
  }

  boolean isHeader(CsvLines.Chunk chunk, long line) {
    return hasHeader && chunk.start() == 0 && line == 0;
  }

  /** Whether texts of this column become categories. */
  boolean collectsTexts(int column) {
    return rules[column] == Rule.EITHER && !isTarget[column];
  }

  String column(int column) {
    return CsvPlan.words(hasHeader, names[column]);
  }

  /** What is wrong with a line before its fields are looked at; null if nothing. */
  Finding ofLine(long line, String text, long bytes) {
    if (text == null) {
      return new Finding(line, "at most 16 MiB in a line", bytes + " bytes");
    }
    if (CsvLines.hasOpenQuote(text)) {
      return new Finding(
          line, "every quote closed on its line", "a quoted line break, which is not supported");
    }
    return null;
  }

  /** What is wrong with a file's header; null if nothing. */
  Finding ofHeader(long line, String[] fields) {
    if (Arrays.equals(fields, names)) {
      return null;
    }
    return new Finding(line, "the header of " + headerFile, Roles.list(List.of(fields)));
  }

  /** What is wrong with the number of fields; null if nothing. */
  Finding ofWidth(long line, int fields) {
    int difference = fields - names.length;
    if (difference == 0) {
      return null;
    }
    return features + difference >= 0
        ? new Finding(line, features + " features", "" + (features + difference))
        : new Finding(line, names.length + " fields", "" + fields);
  }

  /**
   * What is wrong with one field by itself; null if nothing.
   *
   * @param number its number, NaN if it is none
   */
  Finding ofField(long line, int column, String text, double number) {
    if (rules[column] == Rule.CATEGORY) {
      return categories.get(column).contains(text)
          ? null
          : new Finding(
              line,
              "one of " + Categories.list(categories.get(column)) + " in " + column(column),
              text.isEmpty() ? "an empty field" : BadInputException.quote(text));
    }
    String weightExpected = column == weight ? Numbers.expectedWeight(number) : null;
    if (weightExpected != null) {
      return new Finding(line, weightExpected + column(column), BadInputException.quote(text));
    }
    if (!Double.isNaN(number)) {
      return null;
    }
    if (text.isEmpty()) {
      String kind = rules[column] == Rule.NUMBER ? "a number in " : "a value in ";
      return new Finding(line, kind + column(column), "an empty field");
    }
    if (rules[column] == Rule.NUMBER || Numbers.isBroken(text)) {
      return notANumber(line, column, text);
    }
    return null;
  }

  /** The problem of text among numbers. */
  Finding notANumber(long line, int column, String text) {
    String kind = Numbers.isBroken(text) ? "a finite number with a decimal point" : "a number";
    return new Finding(line, kind + " in " + column(column), BadInputException.quote(text));
  }
}
