package org.lockstep.bench.compare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockstep.bench.table.Stats;
import org.lockstep.model.text.Text;

/**
 * Prints trials as Markdown: two tables, with a row for each compared table and a column for each
 * side.
 *
 * @param tables in their order
 * @param sides in their order
 */
public record ComparisonTable(
    List<ComparedTable> tables, List<ComparedSide> sides, List<Trial> trials) {
  public ComparisonTable {
    tables = List.copyOf(tables);
    sides = List.copyOf(sides);
    trials = List.copyOf(trials);
  }

  private interface Cell {
    String of(List<Trial> trials);
  }

  /** Both tables. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Accuracy, or R² of numbers, on rows that were held out: mean (lowest to highest seed)");
    lines.add("");
    lines.addAll(rows(ComparisonTable::scores));
    lines.add("");
    lines.add("Seconds of the whole command (of the training alone), medians");
    lines.add("");
    lines.addAll(rows(ComparisonTable::seconds));
    return String.join("\n", lines) + "\n";
  }

  private List<String> rows(Cell cell) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Table: target | "
            + sides.stream().map(ComparedSide::title).collect(joining(" | "))
            + " |");
    lines.add("|---|" + "---|".repeat(sides.size()));
    for (ComparedTable table : tables) {
      lines.add(
          "| "
              + table.text()
              + " | "
              + sides.stream().map(side -> cell.of(of(table, side))).collect(joining(" | "))
              + " |");
    }
    return lines;
  }

  private List<Trial> of(ComparedTable table, ComparedSide side) {
    return trials.stream()
        .filter(trial -> trial.table().equals(table.name()) && trial.side() == side)
        .toList();
  }

  private static String scores(List<Trial> trials) {
    double[] scores = trials.stream().mapToDouble(Trial::score).toArray();
    return scores.length == 0
        ? "-"
        : Text.format(
            "%.3f (%.3f to %.3f)",
            Arrays.stream(scores).average().orElseThrow(), Stats.min(scores), Stats.max(scores));
  }

  private static String seconds(List<Trial> trials) {
    return trials.isEmpty()
        ? "-"
        : Text.format(
            "%.1f (%.1f)",
            Stats.median(trials.stream().mapToDouble(Trial::seconds).toArray()),
            Stats.median(trials.stream().mapToDouble(Trial::fitSeconds).toArray()));
  }
}
