package org.lockstep.bench.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of results: Markdown that reads well as plain text too, and CSV.
 *
 * @param head lines above the table: the machine and the versions
 * @param rows in their order
 * @param notes lines below the table: how it was measured
 */
public record Table(List<String> head, List<TableRow> rows, List<String> notes) {
  private static final List<String> HEADINGS =
      List.of("Ratio", "Measure", "Lockstep", "Compared with", "Lockstep's BLAS", "Ratios seen");

  public Table {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** The head as a list, a table with its columns aligned, then the notes as a list. */
  public String markdown() {
    List<List<String>> lines = lines();
    int[] widths =
        IntStream.range(0, HEADINGS.size())
            .map(j -> lines.stream().mapToInt(line -> line.get(j).length()).max().orElse(3))
            .toArray();
    StringBuilder text = new StringBuilder();
    head.forEach(line -> text.append("- ").append(line).append('\n'));
    text.append('\n');
    for (int i = 0; i < lines.size(); i++) {
      text.append(line(lines.get(i), widths)).append('\n');
      if (i == 0) {
        String[] rule = Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new);
        text.append(line(List.of(rule), widths)).append('\n');
      }
    }
    text.append('\n');
    notes.forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  /** A line per row, quoted as in RFC 4180. */
  public String csv() {
    return lines().stream()
        .map(line -> line.stream().map(Table::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADINGS);
    rows.forEach(
        row ->
            lines.add(
                List.of(
                    row.ratio(),
                    row.measure(),
                    row.ours(),
                    row.theirs(),
                    row.blas(),
                    row.range())));
    return lines;
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            j -> {
              String cell = cells.get(j).replace("|", "\\|");
              return cell + " ".repeat(Math.max(0, widths[j] - cell.length()));
            })
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** A field, in quotes if it needs them. */
  static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
