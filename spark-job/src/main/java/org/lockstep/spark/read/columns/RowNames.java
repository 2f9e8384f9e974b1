package org.lockstep.spark.read.columns;

import java.util.regex.Pattern;

/** What people and programs call the numbers of rows, and what names them. */
final class RowNames {
  private static final Pattern USUAL =
      Pattern.compile(
          "(?i:column 1|unnamed: \\d+|(.*[ _.-])?(id|no|nr|nummer|num|row|index|idx|key)|row["
              + " _.]?names?|seq(no)?|rownum(ber)?|(.*["
              + " _.-])?(kunden|artikel|auftrags|rechnungs|bestell|beleg|vertrags|versicherungs"
              + "|personal|mitglieds|patienten|serien|kenn|konto|lauf|zeilen)(nr|nummer))"
              + "|.*[a-z](Id|ID|No|Nr)");

  private RowNames() {}

  /** Whether a column is called so. */
  static boolean isOne(String column) {
    return USUAL.matcher(column).matches();
  }
}
