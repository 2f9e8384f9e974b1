package org.lockstep.spark.job;

import java.util.List;
import java.util.stream.Collectors;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.ColumnReport;
import org.lockstep.spark.table.ColumnReport.NumberSpread;
import org.lockstep.spark.table.ColumnReport.ValueCount;

/** Writes a data profile as a self-contained HTML page: no script, no font, no picture. */
final class ProfilePage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem }
      table { border-collapse: collapse; width: 100%% }
      th, td { border-bottom: 1px solid #8884; padding: .4rem .6rem; text-align: left; vertical-align: top }
      td.n { text-align: right; font-variant-numeric: tabular-nums }
      tr.out { opacity: .6 }
      .warn { color: #b45309 }
      .bar { background: #3b82f6; height: .55rem; min-width: 1px }
      .row { display: grid; gap: .5rem; grid-template-columns: 9rem 8rem auto; align-items: center }
      .row span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
      svg { display: block; fill: #3b82f6 }
      small { opacity: .7 }
      </style>
      </head>
      <body>
      """;

  private static final int BIN = 6; // pixels
  private static final int HEIGHT = 36;

  private final StringBuilder page = new StringBuilder();

  private ProfilePage() {}

  /** Returns the page for the data of this name. */
  static String of(String name, DataProfile profile) {
    ProfilePage page = new ProfilePage();
    page.page.append(Text.format(HEAD, escaped(name)));
    page.add("<h1>" + escaped(name) + "</h1>");
    page.add(
        Text.format(
            "<p>%,d rows, %,d columns, of which %,d become features</p>",
            profile.rows(), profile.columns().size(), profile.features()));
    page.addNotes(profile.notes());
    page.addTarget(profile);
    page.addColumns(profile.columns());
    page.add("</body>");
    page.add("</html>");
    return page.page.toString();
  }

  private void add(String line) {
    page.append(line).append('\n');
  }

  private void addNotes(List<String> notes) {
    if (!notes.isEmpty()) {
      add("<ul>");
      notes.forEach(note -> add("<li>" + escaped(note) + "</li>"));
      add("</ul>");
    }
  }

  private void addTarget(DataProfile profile) {
    if (profile.targets().isEmpty()) {
      return;
    }
    String names =
        profile.targets().stream().map(ProfilePage::escaped).collect(Collectors.joining(", "));
    add("<h2>Target: " + names + "</h2>");
    add("<p>" + escaped(profile.task()) + "</p>");
    add(bars(profile.balance()));
  }

  private void addColumns(List<ColumnReport> columns) {
    if (columns.isEmpty()) {
      return;
    }
    add("<h2>Columns</h2>");
    add("<table>");
    add(
        "<tr><th>column</th><th>type</th><th>missing</th><th>distinct</th><th>values</th>"
            + "<th>example</th><th>becomes</th></tr>");
    columns.forEach(this::addColumn);
    add("</table>");
  }

  private void addColumn(ColumnReport column) {
    boolean isOut = column.becomes().startsWith("left out");
    add(
        "<tr"
            + (isOut ? " class=\"out\"" : "")
            + "><td>"
            + escaped(column.name())
            + "</td><td>"
            + column.type()
            + "</td><td class=\"n\">"
            + Text.format("%,d<br><small>", column.missing())
            + escaped(DataProfile.percent(column.missing(), column.rows()))
            + "</small></td><td class=\"n\">"
            + DataProfile.distinct(column)
            + "</td><td>"
            + values(column)
            + "</td><td>"
            + escaped(column.example())
            + "</td><td>"
            + escaped(column.becomes())
            + (column.warning().isEmpty()
                ? ""
                : "<br><span class=\"warn\">" + escaped(column.warning()) + "</span>")
            + "</td></tr>");
  }

  private static String values(ColumnReport column) {
    if (column.numbers().isEmpty()) {
      return bars(column.frequent());
    }
    return histogram(column.numbers().get(0))
        + "<small>"
        + escaped(DataProfile.values(column))
        + "</small>";
  }

  private static String histogram(NumberSpread numbers) {
    long most = Math.max(1, numbers.bins().stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder svg =
        new StringBuilder(
            Text.format("<svg width=\"%d\" height=\"%d\">", BIN * numbers.bins().size(), HEIGHT));
    for (int bin = 0; bin < numbers.bins().size(); bin++) {
      double height = (double) HEIGHT * numbers.bins().get(bin) / most;
      if (height > 0) {
        svg.append(
            Text.format(
                "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                BIN * bin, HEIGHT - height, BIN - 1, height));
      }
    }
    return svg.append("</svg>").toString();
  }

  private static String bars(List<ValueCount> values) {
    long most = values.stream().mapToLong(ValueCount::count).max().orElse(1);
    return values.stream()
        .map(
            value ->
                Text.format(
                    "<div class=\"row\"><span>%s</span>"
                        + "<div><div class=\"bar\" style=\"width: %.1f%%\"></div></div>"
                        + "<small>%,d</small></div>",
                    escaped(value.value()),
                    100.0 * value.count() / Math.max(1, most),
                    value.count()))
        .collect(Collectors.joining());
  }

  /** Escapes untrusted text, so that no browser interprets it as markup. */
  private static String escaped(String text) {
    return Text.passage(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
