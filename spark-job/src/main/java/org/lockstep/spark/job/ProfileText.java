package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.ColumnReport;
import org.lockstep.spark.table.ColumnReport.ValueCount;

/** Formats a data profile as lines for a terminal of about a hundred columns. */
final class ProfileText {
  private static final int NAME = 20;
  private static final int VALUES = 30;
  private static final int SHOWN_COLUMNS = 200;
  private static final int SHOWN_CLASSES = 10;

  private ProfileText() {}

  /** A line of headings, then a line for each column; no lines if there are no columns. */
  static List<String> columns(DataProfile profile) {
    List<String> lines = new ArrayList<>();
    if (profile.columns().isEmpty()) {
      return lines;
    }
    int names =
        profile.columns().stream()
            .mapToInt(column -> fit(column.name(), NAME).length())
            .max()
            .orElse(0);
    int width = Math.max("column".length(), names);
    lines.add(line(width, "column", "type", "missing", "distinct", "values", "becomes"));
    profile.columns().stream()
        .limit(SHOWN_COLUMNS)
        .forEach(
            column ->
                lines.add(
                    line(
                        width,
                        fit(column.name(), NAME),
                        column.type(),
                        missing(column),
                        column.type().isEmpty() ? "" : DataProfile.distinct(column),
                        fit(DataProfile.values(column), VALUES),
                        column.becomes())));
    int more = profile.columns().size() - SHOWN_COLUMNS;
    if (more > 0) {
      lines.add(Text.format("... and %,d columns more", more));
    }
    return lines;
  }

  private static String line(int width, String... cells) {
    String format = "%-" + width + "s  %-12s  %9s  %9s  %-" + VALUES + "s  %s";
    return Text.format(format, (Object[]) cells).stripTrailing();
  }

  private static String missing(ColumnReport column) {
    return column.missing() == 0 ? "" : DataProfile.percent(column.missing(), column.rows());
  }

  private static String fit(String text, int most) {
    String shown = Text.line(text);
    return shown.length() > most ? shown.substring(0, most - 3) + "..." : shown;
  }

  /** The task and its balance; empty if there is nothing to predict. */
  static List<String> balance(DataProfile profile) {
    if (profile.balance().isEmpty()) {
      return profile.task().isEmpty() ? List.of() : List.of(profile.task());
    }
    long all = profile.balance().stream().mapToLong(ValueCount::count).sum();
    String shown =
        profile.balance().stream()
            .limit(SHOWN_CLASSES)
            .map(
                value ->
                    Text.brief(value.value())
                        + Text.format(" %,d", value.count())
                        + " ("
                        + DataProfile.percent(value.count(), all)
                        + ")")
            .collect(Collectors.joining(", "));
    boolean hasMore = profile.balance().size() > SHOWN_CLASSES;
    return List.of(
        profile.task()
            + Text.format(", %,d classes: ", profile.balance().size())
            + shown
            + (hasMore ? ", ..." : ""));
  }
}
