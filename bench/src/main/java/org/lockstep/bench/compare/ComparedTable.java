package org.lockstep.bench.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lockstep.bench.run.BenchException;

/**
 * A table to compare on.
 *
 * @param file a CSV file, or {@code sklearn:breast_cancer}, which comes with scikit-learn
 * @param target the target column
 * @param leaks columns that give the target away, separated by commas
 * @param header the names of its columns, separated by commas; empty if the file has them
 */
public record ComparedTable(String name, String file, String target, String leaks, String header) {
  private static final String OF_SKLEARN = "sklearn:";

  /** Twelve tables in two folders of data sets. */
  private static final List<ComparedTable> KNOWN =
      List.of(
          of("Hdma", "deny", ""),
          of("Chile", "vote", ""),
          of("flchain", "death", "futime,chapter"),
          of("Aids2", "status", ""),
          of("nwtco", "rel", "seqno,edrel"),
          new ComparedTable("breast-cancer", OF_SKLEARN + "breast_cancer", "kind", "", ""),
          of("diamonds", "price", ""),
          of("Computers", "price", ""),
          of("Wages1", "wage", ""),
          new ComparedTable(
              "abalone",
              "tabular/abalone.csv",
              "rings",
              "",
              "sex,length,diameter,height,whole,shucked,viscera,shell,rings"),
          of("MedExp", "med", ""),
          of("SLID", "wages", ""));

  private static ComparedTable of(String name, String target, String leaks) {
    return new ComparedTable(name, "tables/" + name + ".csv", target, leaks, "");
  }

  /**
   * The known tables that are present.
   *
   * @param sets the folder of data sets
   */
  public static List<ComparedTable> known(Optional<Path> sets) {
    return KNOWN.stream().map(table -> table.in(sets)).filter(ComparedTable::isThere).toList();
  }

  /**
   * Parses a table given by the user.
   *
   * @param text {@code FILE:TARGET}, or {@code FILE:TARGET:COLUMNS,TO,LEAVE,OUT}
   */
  public static ComparedTable parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new BenchException("--table: expected FILE:TARGET[:COLUMNS] but found " + text);
    }
    Path file = Path.of(parts[0]);
    if (!Files.isReadable(file)) {
      throw new BenchException("--table: expected a CSV file but found none at " + file);
    }
    String name = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
    String leaks = parts.length == 3 ? parts[2] : "";
    return new ComparedTable(name, file.toAbsolutePath().toString(), parts[1], leaks, "");
  }

  private ComparedTable in(Optional<Path> sets) {
    return file.startsWith(OF_SKLEARN) || sets.isEmpty()
        ? this
        : new ComparedTable(name, sets.get().resolve(file).toString(), target, leaks, header);
  }

  private boolean isThere() {
    return file.startsWith(OF_SKLEARN) || Files.isReadable(Path.of(file));
  }

  /** The target and the columns left out, for people. */
  String text() {
    return name + ": `" + target + "`" + (leaks.isEmpty() ? "" : " (without `" + leaks + "`)");
  }
}
