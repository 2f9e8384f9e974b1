package org.lockstep.spark.read.columns;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.prepare.InputChoices;
import org.lockstep.model.prepare.InputFit;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.table.ColumnReport;

/** Reports what each column of a source holds and becomes. */
final class ColumnReports {
  private final Roles roles;
  private final ColumnProfile[] profiles;
  private final ChosenColumns chosen;
  private final InputChoices choices;
  private final IntFunction<Optional<String>> reason;

  /**
   * Creates reports.
   *
   * @param profiles what the columns hold in all rows, by column of the source, with tallies
   * @param reason why a column is left out
   */
  ColumnReports(
      Roles roles,
      ColumnProfile[] profiles,
      ChosenColumns chosen,
      InputChoices choices,
      IntFunction<Optional<String>> reason) {
    this.roles = roles;
    this.profiles = profiles;
    this.chosen = chosen;
    this.choices = choices;
    this.reason = reason;
  }

  /** One report for each column, in the order of the source. */
  List<ColumnReport> all() {
    List<ColumnReport> reports = new ArrayList<>();
    for (int column = 0; column < profiles.length; column++) {
      reports.add(profiles[column] == null ? unseen(column) : report(column, profiles[column]));
    }
    return reports;
  }

  /** The report on a column that was not looked at. */
  private ColumnReport unseen(int column) {
    return new ColumnReport(
        roles.names().get(column),
        "",
        0,
        0,
        0,
        false,
        List.of(),
        List.of(),
        "",
        "left out on request",
        false,
        "");
  }

  private ColumnReport report(int column, ColumnProfile profile) {
    Tally tally = profile.values();
    int place = chosen.sources().indexOf(column);
    boolean isNumeric = profile.isNumeric() && !isDate(place);
    return new ColumnReport(
        roles.names().get(column),
        isNumeric
            ? tally.areWhole() ? "whole number" : "number"
            : isDate(place) ? "date" : profile.texts > 0 ? "text" : "empty",
        profile.rows(),
        profile.allMissing(),
        tally.distinct(),
        tally.isEstimate(),
        isNumeric ? List.of(tally.spread(profile.least(), profile.largest())) : List.of(),
        tally.frequent(),
        tally.example(),
        becomes(column, place),
        place >= 0,
        place >= 0 ? warning(profile) : "");
  }

  private boolean isDate(int place) {
    return place >= 0 && chosen.columns().get(place) instanceof DateColumn;
  }

  private String becomes(int column, int place) {
    if (roles.targets().contains(column)) {
      return "the target";
    }
    if (roles.weight().filter(weight -> weight == column).isPresent()) {
      return "the weight of its row";
    }
    if (place < 0) {
      return "left out: it " + reason.apply(column).orElse("is not needed");
    }
    boolean misses = profiles[column].allMissing() > 0;
    InputColumn made = InputFit.shape(chosen.columns().get(place), misses, choices);
    return count(made.width()) + words(made);
  }

  private static String words(InputColumn made) {
    if (made instanceof CategoryColumn text) {
      return switch (text.form()) {
        case SIGN -> ": -1 or 1";
        case ORDINAL -> ": rank of " + text.categories().size();
        case ONE_HOT ->
            ": one-hot"
                + (text.missing() ? ", is missing" : "")
                + (text.other() ? ", is another" : "");
      };
    }
    if (made instanceof TextColumn) {
      return ": words";
    }
    if (made instanceof DateColumn date) {
      return ": "
          + date.parts().stream().map(Words::of).collect(joining(", "))
          + (date.indicator() ? ", is missing" : "");
    }
    return made instanceof NumberColumn number
        ? number.indicator() ? ": number, is missing" : ": number"
        : "";
  }

  private static String count(int features) {
    return features == 1 ? "1 feature" : features + " features";
  }

  private static String warning(ColumnProfile profile) {
    return 2 * profile.allMissing() > profile.rows() ? "most of its values are missing" : "";
  }
}
