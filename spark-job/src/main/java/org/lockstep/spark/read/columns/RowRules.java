package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.Figure;
import org.lockstep.spark.read.source.Numbers;
import org.lockstep.spark.table.Finding;

/** What rows must look like. Looks at rows on an executor, and says what is wrong with them. */
public final class RowRules implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnRule[] rules; // by column of the source
  private final int[] used;
  private final int target; // the only one, or -1
  private final boolean dropsRows;
  private final boolean countsValues;
  private final boolean[] mayNameRows; // by column of the source

  /**
   * Creates rules.
   *
   * @param rules one for each column of the source
   * @param dropsRows whether rows that miss a feature are left out
   * @param countsValues whether to count how often each value occurs
   * @param mayNameRows for each column, whether its numbers can be names of rows
   */
  RowRules(List<ColumnRule> rules, boolean dropsRows, boolean countsValues, boolean[] mayNameRows) {
    this.rules = rules.toArray(ColumnRule[]::new);
    this.used =
        IntStream.range(0, this.rules.length)
            .filter(c -> this.rules[c].kind != ColumnRule.Kind.IGNORED)
            .toArray();
    int[] targets = IntStream.range(0, this.rules.length).filter(this::isTarget).toArray();
    this.target = targets.length == 1 ? targets[0] : -1;
    this.dropsRows = dropsRows;
    this.countsValues = countsValues;
    this.mayNameRows = mayNameRows.clone();
  }

  private boolean isTarget(int column) {
    return rules[column].isTarget;
  }

  /** How many columns the source has. */
  public int width() {
    return rules.length;
  }

  /** Whether rows that miss a feature are left out. */
  boolean dropsRows() {
    return dropsRows;
  }

  ColumnRule rule(int column) {
    return rules[column];
  }

  /** An empty profile for each column. */
  public ColumnProfile[] emptyProfiles() {
    ColumnProfile[] profiles = new ColumnProfile[rules.length];
    for (int column : used) {
      profiles[column] = new ColumnProfile(countsValues, mayNameRows[column]);
    }
    return profiles;
  }

  /**
   * Whether a row is left out: it has no target, or it misses a feature and such rows are left out.
   */
  public boolean isDropped(Cells cells) {
    for (int column : used) {
      ColumnRule rule = rules[column];
      boolean matters = rule.isTarget ? rule.mayMiss() : dropsRows;
      if (matters && rule.kind != ColumnRule.Kind.WEIGHT && isMissing(rule, column, cells)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMissing(ColumnRule rule, int column, Cells cells) {
    return rule.isWordless() ? cells.isMissingNumber(column) : cells.isMissing(column);
  }

  /**
   * Looks at a row, and leaves it out if it must be.
   *
   * @param position the row's position in its chunk
   * @param profile the profile of the chunk, to add to
   * @return what is wrong with it; null if nothing
   */
  public Finding look(long position, Cells cells, ChunkProfile profile) {
    if (isDropped(cells)) {
      profile.drop(position);
      return null;
    }
    for (int column : used) {
      Finding finding = look(position, column, cells, profile.columns[column]);
      if (finding != null) {
        return finding;
      }
    }
    if (target >= 0) {
      boolean isText = rules[target].kind == ColumnRule.Kind.TEXT;
      double number = isText ? Double.NaN : cells.number(target);
      profile.addTarget(Double.isNaN(number) ? cells.text(target) : null, number);
    }
    return null;
  }

  private Finding look(long position, int column, Cells cells, ColumnProfile profile) {
    ColumnRule rule = rules[column];
    if (isMissing(rule, column, cells)) {
      profile.addMissing(position);
      profile.equalsTarget = false;
      return rule.mayMiss()
          ? null
          : new Finding(
              position,
              (rule.isNumber() ? "a number in " : "a value in ") + rule.words,
              found(cells.text(column)));
    }
    if (rule.kind == ColumnRule.Kind.WHOLE) {
      return lookAtWhole(position, rule, cells.whole(column), profile);
    }
    if (rule.kind == ColumnRule.Kind.DATE) {
      return lookAtDate(position, column, cells, profile);
    }
    double number = rule.isText() ? Double.NaN : cells.number(column);
    if (rule.kind == ColumnRule.Kind.WEIGHT && !Double.isNaN(number)) {
      String expected = Numbers.expectedWeight(number);
      return expected == null
          ? null
          : new Finding(position, expected + rule.words, found(cells.text(column)));
    }
    if (Double.isNaN(number) && rule.takesFigures()) {
      Figure figure = cells.figure(column);
      if (figure != null) {
        number = figure.value();
        profile.addSign(position, cells.text(column), figure);
      }
    }
    if (Double.isNaN(number) && rule.coerces() && !cells.isBrokenNumber(column)) {
      profile.addUnreadable();
      return null;
    }
    if (!Double.isNaN(number)) {
      profile.addNumber(number);
      boolean isOpen = rule.kind == ColumnRule.Kind.EITHER && !rule.isTarget;
      if (isOpen && profile.mayBeDate(number)) {
        profile.addDate(cells.text(column));
      }
      if (target >= 0 && target != column && profile.equalsTarget) {
        profile.equalsTarget = number == cells.number(target);
      }
      return null;
    }
    return lookAtText(position, column, cells, profile);
  }

  private Finding lookAtDate(long position, int column, Cells cells, ColumnProfile profile) {
    ColumnRule rule = rules[column];
    if (!Double.isNaN(cells.seconds(column, rule.form))) {
      return null;
    }
    if (rule.mayMiss()) {
      profile.addUnreadable();
      return null;
    }
    String expected = "a date, " + Words.of(rule.form) + ", in " + rule.words;
    return new Finding(position, expected, found(cells.text(column)));
  }

  private static Finding lookAtWhole(
      long position, ColumnRule rule, Object whole, ColumnProfile profile) {
    if (whole == null) {
      return new Finding(position, "a number in every element of " + rule.words, "null");
    }
    if (whole instanceof byte[] bytes) {
      profile.widths.putIfAbsent(bytes.length, position);
      return null;
    }
    Vector vector = (Vector) whole;
    profile.widths.putIfAbsent(vector.size(), position);
    // The stored values of a sparse vector are enough: the others are zeros.
    double[] values = vector instanceof SparseVector sparse ? sparse.values() : vector.toArray();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return new Finding(position, "finite numbers in " + rule.words, Double.toString(value));
      }
      profile.entries += value == 0 ? 0 : 1;
    }
    return null;
  }

  private Finding lookAtText(long position, int column, Cells cells, ColumnProfile profile) {
    ColumnRule rule = rules[column];
    String text = cells.text(column);
    boolean isEither = rule.kind == ColumnRule.Kind.EITHER;
    boolean isBroken = isEither && cells.isBrokenNumber(column);
    boolean mayBeFigure = isEither && (isBroken || profile.mayBeFigures());
    Figure figure = mayBeFigure ? cells.figure(column) : null;
    if (rule.isNumber() || (isBroken && figure == null)) {
      return notANumber(position, column, text);
    }
    String unreadable = cells.unreadable(column);
    if (unreadable != null) {
      return new Finding(position, unreadable + " in " + rule.words, found(text));
    }
    if (isEither && !rule.isTarget && cells.isMissingNumber(column)) {
      profile.addWordless(position, text, rule.collectsTexts());
    } else {
      profile.addText(position, text, rule.collectsTexts());
      if (isEither && profile.mayBeFigures()) {
        profile.addFigure(text, figure);
      }
      if (isEither && !rule.isTarget) {
        profile.addDate(text);
      }
    }
    if (rule.kind == ColumnRule.Kind.WORDS) {
      profile.terms.add(text, rule.collectsWords());
    } else if (rule.known != null && !rule.known.containsKey(text)) {
      profile.unknown++;
    }
    if (target >= 0 && target != column && profile.equalsTarget) {
      profile.equalsTarget = !cells.isMissing(target) && text.equals(cells.text(target));
    }
    return null;
  }

  /** The problem of a text that means a missing value, where there must be a value. */
  Finding missing(long position, int column, String text) {
    return new Finding(position, "a value in " + rules[column].words, found(text));
  }

  /** The problem of text among numbers. */
  public Finding notANumber(long position, int column, String text) {
    String kind = Numbers.isBroken(text) ? "a finite number with a decimal point" : "a number";
    return new Finding(position, kind + " in " + rules[column].words, found(text));
  }

  /** The problem of a number whose sign differs from that of the others. */
  Finding oddSign(long position, int column, String text) {
    return new Finding(
        position, "one currency, or per cent throughout, in " + rules[column].words, found(text));
  }

  private static String found(String text) {
    return text == null
        ? "null"
        : text.isEmpty() ? "an empty field" : BadInputException.quote(text);
  }
}
