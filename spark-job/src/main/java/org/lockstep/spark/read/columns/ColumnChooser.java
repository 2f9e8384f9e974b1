package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.columns.ColumnNotes.Count;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.settings.ColumnSettings;

/**
 * Decides from their values which columns of training data become features. Columns that would
 * teach a network nothing or too much are left out, with a note: row numbers, names, constants,
 * copies of the target. A column that the user names stays.
 */
final class ColumnChooser {
  /** Fewer consecutive numbers, in a column not named for them, can be a measurement. */
  private static final long CERTAINLY_COUNTED = 1000;

  /** At most this many different texts are categories, even if each row has its own. */
  private static final int FEW_TEXTS = 20;

  /** Fewer rows than this say little about a column. */
  private static final int FEW_ROWS = 10;

  /** The name of a first column that has none. */
  private static final String NAMELESS = "column 1";

  private final Roles roles;
  private final RowRules rules;
  private final ColumnProfile[] profiles;
  private final ColumnSettings settings;
  private final String place;

  /**
   * Creates a chooser.
   *
   * @param profiles what the columns hold in all rows, by column of the source
   * @param place the place of the data, for messages
   */
  ColumnChooser(
      Roles roles,
      RowRules rules,
      ColumnProfile[] profiles,
      ColumnSettings settings,
      String place) {
    this.roles = roles;
    this.rules = rules;
    this.profiles = profiles;
    this.settings = settings;
    this.place = place;
  }

  /** The columns of a model, whose order and categories are known. */
  ChosenColumns expected(InputSchema model) {
    ColumnNotes notes = new ColumnNotes();
    for (int source : roles.features()) {
      ColumnProfile profile = profiles[source];
      boolean isDate = rules.rule(source).kind == ColumnRule.Kind.DATE;
      Count missing = holdsWords(source) ? Count.WORDS_MISSING : Count.VALUES_MISSING;
      notes.count(missing, name(source), profile.missing);
      notes.count(Count.WORDLESS, name(source), profile.terms.wordless());
      notes.count(Count.UNKNOWN, name(source), profile.unknown);
      notes.count(isDate ? Count.NO_DATES : Count.NO_NUMBERS, name(source), profile.unreadable);
    }
    return new ChosenColumns(roles.features(), Roles.fieldsOf(model), notes.lines());
  }

  /** The columns of training data. */
  ChosenColumns choose() {
    ColumnNotes notes = new ColumnNotes();
    List<Integer> kept = new ArrayList<>();
    boolean isImage = settings.text().isEmpty() && isImage();
    for (int source : roles.features()) {
      Optional<String> reason = isImage || isNamed(source) ? Optional.empty() : reason(source);
      if (reason.isPresent()) {
        notes.leftOut(name(source), reason.get());
      } else {
        kept.add(source);
      }
    }
    if (kept.isEmpty()) { // better these than none
      notes.keepAll();
      kept.addAll(
          roles.features().stream().filter(c -> profiles[c].rows() > profiles[c].missing).toList());
    }
    if (kept.isEmpty()) {
      throw BadInputException.at(place, "a feature column with values", "only missing values");
    }
    kept.forEach(source -> note(source, notes));
    roles.targets().forEach(target -> noteTarget(target, notes));
    return new ChosenColumns(kept, kept.stream().map(this::read).toList(), notes.lines());
  }

  /** Whether the columns are the pixels of an image, which all stay. */
  private boolean isImage() {
    return roles.features().stream().noneMatch(this::isText)
        && new InputSchema(roles.features().stream().map(this::read).toList()).image().isPresent();
  }

  private void noteTarget(int target, ColumnNotes notes) {
    noteFigures(target, notes);
    if (profiles[target].isConstant()) {
      notes.constantTarget(name(target));
    }
  }

  private void note(int source, ColumnNotes notes) {
    ColumnProfile profile = profiles[source];
    if (profile.allMissing() == profile.rows()) {
      notes.kept(name(source), "holds no value");
      return;
    }
    Count missing =
        isDate(source)
            ? Count.DATES_MISSING
            : holdsWords(source)
                ? Count.WORDS_MISSING
                : isText(source) ? Count.TEXTS_MISSING : Count.NUMBERS_MISSING;
    notes.count(missing, name(source), profile.allMissing() - profile.unreadable);
    notes.count(Count.WORDLESS, name(source), profile.terms.wordless());
    notes.count(Count.NO_NUMBERS, name(source), profile.unreadable);
    if (profile.terms.different() > TermProfile.MOST_LOOKED_AT) {
      notes.manyWords(name(source), profile.terms.different());
    }
    noteFigures(source, notes);
    boolean isOrdered = settings.ordinal().containsKey(roles.names().get(source));
    int rarer = profile.distinct.size() - settings.maxCategories();
    if (isText(source) && !holdsWords(source) && !isOrdered && rarer > 0) {
      notes.rarer(name(source), rarer, profile.distinct.size());
    }
    if (isDate(source)) {
      notes.dates(name(source), profile.dates().form().orElseThrow());
    }
  }

  private void noteFigures(int source, ColumnNotes notes) {
    if (profiles[source].isFigures()) {
      notes.figures(name(source), profiles[source].figures().example());
    }
  }

  /** Why a column teaches nothing; empty if it can teach something. */
  Optional<String> reason(int source) {
    ColumnProfile profile = profiles[source];
    if (profile.allMissing() == profile.rows()) {
      return Optional.of("holds no value");
    }
    boolean isNameless = roles.names().get(source).equals(NAMELESS);
    if (profile.rows() < FEW_ROWS && !isNameless) {
      return Optional.empty();
    }
    if (profile.equalsTarget && roles.targets().size() == 1) {
      return Optional.of("is the target");
    }
    if (profile.isConstant()) {
      return Optional.of("holds the same value in every row");
    }
    boolean hasItsName = RowNames.isOne(roles.names().get(source));
    if (profile.countsRows() && (profile.rows() >= CERTAINLY_COUNTED || hasItsName)) {
      return Optional.of("counts the rows");
    }
    if (profile.namesRows() && hasItsName) {
      return Optional.of("holds a different number in every row");
    }
    boolean isName =
        isText(source)
            && profile.distinct.size() > FEW_TEXTS
            && 2L * profile.distinct.size() > profile.texts;
    if (isText(source) && profile.dates().isAmbiguous()) {
      return Optional.of(
          "holds dates that do not show the order of day, month and year (set "
              + ColumnSettings.DATE_ORDER
              + ")");
    }
    if (isName || (isText(source) && profile.hasTooManyTexts())) {
      return Optional.of("holds a different text in most rows");
    }
    return Optional.empty();
  }

  private boolean isNamed(int source) {
    String name = roles.names().get(source);
    return Stream.of(
                settings.features(), settings.text(), settings.categorical(), settings.numeric())
            .anyMatch(patterns -> Roles.isIn(patterns, name))
        || settings.ordinal().containsKey(name);
  }

  private String name(int source) {
    return Text.brief(roles.names().get(source));
  }

  private boolean isDate(int source) {
    return rules.rule(source).kind == ColumnRule.Kind.EITHER && profiles[source].isDates();
  }

  private boolean isText(int source) {
    return !isDate(source) && holdsTexts(source);
  }

  private boolean holdsWords(int source) {
    return rules.rule(source).kind == ColumnRule.Kind.WORDS;
  }

  private boolean holdsTexts(int source) {
    return rules.rule(source).isText()
        || (profiles[source].texts > 0 && !profiles[source].isNumeric());
  }

  /** A column as it was read. */
  private InputColumn read(int source) {
    String name = roles.names().get(source);
    ColumnProfile profile = profiles[source];
    if (isDate(source)) {
      return profile.dates().column(name);
    }
    if (holdsWords(source)) {
      return words(source, name, profile.terms);
    }
    checkOrder(source);
    if (isText(source) && !profile.distinct.isEmpty() && !profile.hasTooManyTexts()) {
      return InputColumn.text(name, profile.distinct.stream().sorted().toList());
    }
    if (isText(source) && profile.hasTooManyTexts()) {
      throw BadInputException.at(
          place,
          "at most " + ColumnProfile.MOST_TEXTS + " different texts in " + rules.rule(source).words,
          "more");
    }
    return NumberColumn.of(name)
        .from(NumberColumn.originOf(profile.least(), profile.largest()))
        .coercing(rules.rule(source).coerces());
  }

  private InputColumn words(int source, String name, TermProfile terms) {
    if (settings.textKind() == TextColumn.Kind.HASHING) {
      return TextColumn.hashed(name, settings.textFeatures());
    }
    if (terms.hasTooMany()) {
      throw BadInputException.at(
          place,
          "fewer different words in "
              + rules.rule(source).words
              + ", or "
              + ColumnSettings.TEXT_KIND
              + " hashing",
          "too many for memory");
    }
    List<String> looked = terms.looked();
    if (looked.isEmpty()) {
      throw BadInputException.at(place, "words in " + rules.rule(source).words, "none");
    }
    return TextColumn.of(name, looked);
  }

  /** Every category of a column must be in the order that the user gives. */
  private void checkOrder(int source) {
    List<String> order = settings.ordinal().getOrDefault(roles.names().get(source), List.of());
    if (!order.isEmpty()) {
      Optional<String> odd =
          profiles[source].distinct.stream()
              .filter(text -> !order.contains(text))
              .sorted()
              .findFirst();
      if (odd.isPresent()) {
        throw BadInputException.at(
            place,
            "one of " + Text.brief(String.join("<", order)) + " in " + rules.rule(source).words,
            BadInputException.quote(odd.get()));
      }
    }
  }
}
