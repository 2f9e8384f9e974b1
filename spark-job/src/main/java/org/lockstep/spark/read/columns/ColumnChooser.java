package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.settings.ColumnSettings;

/**
 * Decides, from what they hold, which columns of training data become features. Left out, with a
 * note, is what would teach a network nothing or too much: row numbers, names, constants, copies of
 * the target. A column that the user names stays.
 */
final class ColumnChooser {
  /** Names that people and programs give to the numbers of rows, and to what names them. */
  private static final Pattern ROW_NUMBER =
      Pattern.compile(
          "(?i:column 1|unnamed: \\d+|(.*[ _.-])?(id|no|nr|num|row|index|idx|key)|row[ _.]?names?"
              + "|seq(no)?|rownum(ber)?)|.*[a-z](Id|ID|No|Nr)");

  /** Fewer consecutive numbers under another name may be a measurement. */
  private static final long CERTAINLY_COUNTED = 1000;

  /** Fewer different texts are categories, even if each row has its own. */
  private static final int FEW_TEXTS = 20;

  /** So few rows say little of a column. */
  private static final int FEW_ROWS = 10;

  /** What a first column without a name is called. */
  private static final String NAMELESS = "column 1";

  private static final int SHOWN = 6;

  private final Roles roles;
  private final RowRules rules;
  private final ColumnProfile[] profiles;
  private final ColumnSettings settings;
  private final String place;

  /**
   * A choice.
   *
   * @param profiles of all rows, by column of the source
   * @param place of the data, for messages
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
    Map<String, Long> unknown = new LinkedHashMap<>();
    Map<String, Long> missing = new LinkedHashMap<>();
    for (int source : roles.features()) {
      count(unknown, source, profiles[source].unknown);
      count(missing, source, profiles[source].allMissing());
    }
    List<String> notes = new ArrayList<>();
    note(notes, "values missing and filled", missing);
    note(notes, "values that were in no training row", unknown);
    return new ChosenColumns(roles.features(), Roles.fieldsOf(model), notes);
  }

  /** The columns of training data. */
  ChosenColumns choose() {
    Map<String, List<String>> leftOut = new LinkedHashMap<>(); // by reason
    List<Integer> kept = new ArrayList<>();
    boolean isImage =
        new InputSchema(roles.features().stream().map(this::read).toList()).image().isPresent();
    for (int source : roles.features()) {
      Optional<String> reason = isImage || isNamed(source) ? Optional.empty() : reason(source);
      if (reason.isPresent()) {
        leftOut.computeIfAbsent(reason.get(), r -> new ArrayList<>()).add(name(source));
      } else {
        kept.add(source);
      }
    }
    if (kept.isEmpty()) { // better those than none
      leftOut.clear();
      kept.addAll(
          roles.features().stream().filter(c -> profiles[c].rows() > profiles[c].missing).toList());
    }
    if (kept.isEmpty()) {
      throw BadInputException.at(place, "a feature column with values", "only missing values");
    }
    return new ChosenColumns(kept, kept.stream().map(this::read).toList(), notes(leftOut, kept));
  }

  private List<String> notes(Map<String, List<String>> leftOut, List<Integer> kept) {
    List<String> notes = new ArrayList<>();
    leftOut.forEach(
        (reason, names) ->
            notes.add(
                "left out: "
                    + shown(names)
                    + (names.size() == 1 ? ", which " : ", each of which ")
                    + reason
                    + "; "
                    + ColumnSettings.FEATURES
                    + " names what to keep"));
    Map<String, Long> numbers = new LinkedHashMap<>();
    Map<String, Long> texts = new LinkedHashMap<>();
    for (int source : kept) {
      count(isText(source) ? texts : numbers, source, profiles[source].allMissing());
    }
    note(notes, "numbers missing and filled", numbers);
    note(notes, "texts missing, a category of their own", texts);
    return notes;
  }

  private void count(Map<String, Long> counts, int source, long count) {
    if (count > 0) {
      counts.put(name(source), count);
    }
  }

  private static void note(List<String> notes, String what, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      long all = counts.values().stream().mapToLong(Long::longValue).sum();
      notes.add(
          Text.format("%,d %s: ", all, what)
              + shown(
                  counts.entrySet().stream()
                      .map(count -> count.getKey() + Text.format(" %,d", count.getValue()))
                      .toList()));
    }
  }

  private static String shown(List<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + ", ... (" + names.size() + " columns)" : shown;
  }

  /** Why a column teaches nothing; empty where it may. */
  private Optional<String> reason(int source) {
    ColumnProfile profile = profiles[source];
    if (profile.missing == profile.rows()) {
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
      return Optional.of("holds the same in every row");
    }
    boolean hasItsName = ROW_NUMBER.matcher(roles.names().get(source)).matches();
    if (profile.countsRows() && (profile.rows() >= CERTAINLY_COUNTED || hasItsName)) {
      return Optional.of("counts the rows");
    }
    if (profile.namesRows() && hasItsName) {
      return Optional.of("holds another number in every row");
    }
    boolean isName =
        isText(source)
            && profile.distinct.size() > FEW_TEXTS
            && 2L * profile.distinct.size() > profile.texts;
    if (isName || (isText(source) && profile.hasTooManyTexts())) {
      return Optional.of("holds another text in most rows");
    }
    return Optional.empty();
  }

  private boolean isNamed(int source) {
    String name = roles.names().get(source);
    return settings.features().contains(name)
        || settings.categorical().contains(name)
        || settings.numeric().contains(name)
        || settings.ordinal().contains(name);
  }

  private String name(int source) {
    return Text.brief(roles.names().get(source));
  }

  private boolean isText(int source) {
    return rules.rule(source).kind == ColumnRule.Kind.TEXT
        || (profiles[source].texts > 0 && !profiles[source].isNumeric());
  }

  /** A column as it was read. */
  private InputColumn read(int source) {
    String name = roles.names().get(source);
    ColumnProfile profile = profiles[source];
    if (isText(source) && !profile.distinct.isEmpty() && !profile.hasTooManyTexts()) {
      return InputColumn.text(name, profile.distinct.stream().sorted().toList());
    }
    if (isText(source) && profile.hasTooManyTexts()) {
      throw BadInputException.at(
          place,
          "at most " + ColumnProfile.MOST_TEXTS + " different texts in " + rules.rule(source).words,
          "more");
    }
    return NumberColumn.of(name).from(origin(profile));
  }

  /**
   * What to subtract from numbers that are so far from 0, and so close to each other, that floats
   * would not tell them apart: a date in milliseconds.
   */
  private static double origin(ColumnProfile profile) {
    if (profile.numbers == 0) {
      return 0;
    }
    double size = Math.max(Math.abs(profile.min), Math.abs(profile.max));
    double range = profile.max - profile.min;
    boolean isFar = range > 0 && range < size / FAR;
    return isFar ? Math.rint(profile.min) : 0;
  }

  /** Leaves floats 14 of their 24 bits for what is between the numbers. */
  private static final double FAR = 1 << 10;
}
