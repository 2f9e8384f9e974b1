package org.lockstep.spark.read.columns;

import java.util.regex.Pattern;

/** The names that people and programs give to columns of row numbers and row names. */
final class RowNames {
  private static final Pattern USUAL =
      Pattern.compile(
          "(?i:column 1|unnamed: \\d+|(.*[ _.-])?(id|no|nr|nummer|num|row|index|idx|key)|row["
              + " _.]?names?|seq(no)?|rownum(ber)?|(.*["
              + " _.-])?(kunden|artikel|auftrags|rechnungs|bestell|beleg|vertrags|versicherungs"
              + "|personal|mitglieds|patienten|serien|kenn|konto|lauf|zeilen)(nr|nummer))"
              + "|.*[a-z](Id|ID|No|Nr)");

  private RowNames() {}

  /** Whether a column has such a name. */
  static boolean isOne(String column) {
    return USUAL.matcher(column).matches();
  }
}
