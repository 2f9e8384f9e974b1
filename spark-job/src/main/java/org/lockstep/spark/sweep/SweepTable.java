package org.lockstep.spark.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.text.Text;

/** Formats a sweep as a Markdown table that is also readable as plain text. */
public final class SweepTable {
  private SweepTable() {}

  /** The lines of the table: two for the header, then one for each cell. */
  public static List<String> lines(SweepResult result) {
    List<Metric> metrics = result.metrics();
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(result.grid().options());
    metrics.forEach(metric -> head.add(metric.text(result.accuracyName())));
    head.addAll(List.of("epochs", "seconds", "result"));
    table.add(head);
    Outcome best = result.best().orElse(null);
    for (Outcome outcome : result.outcomes()) {
      table.add(row(outcome, metrics, outcome.equals(best)));
    }
    int[] widths = new int[head.size()];
    for (List<String> row : table) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    int last = widths.length - 1;
    for (List<String> row : table) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        fields.add(i == last ? row.get(i) + blanks : blanks + row.get(i));
      }
      lines.add("| " + String.join(" | ", fields) + " |");
    }
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      rule.append("-".repeat(widths[i] + 1)).append(i == last ? "-|" : ":|");
    }
    lines.add(1, rule.toString());
    return lines;
  }

  private static List<String> row(Outcome outcome, List<Metric> metrics, boolean isBest) {
    List<String> row = new ArrayList<>();
    outcome.cell().values().forEach(value -> row.add(cell(Text.brief(value))));
    metrics.forEach(metric -> row.add(number(outcome.value(metric))));
    boolean hasEpochs = !outcome.reports().isEmpty();
    row.add(hasEpochs ? Integer.toString(outcome.reports().size()) : "");
    row.add(hasEpochs ? Text.format("%.1f", outcome.seconds()) : "");
    String note = outcome.wasTrained() ? outcome.how() : outcome.how() + ": " + outcome.detail();
    row.add(isBest ? "**best**" : cell(Text.line(note)));
    return Collections.unmodifiableList(row);
  }

  /** Escapes bars, which would end the cell in Markdown. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Text.format("%.4f", value.getAsDouble()) : "";
  }
}
