package org.lockstep.spark.read.columns;

import java.util.regex.Pattern;

/** What people and programs call the numbers of rows, and what names them. */
final class RowNames {
  private static final Pattern USUAL =
      Pattern.compile(
          "(?i:column 1|unnamed: \\d+|(.*[ _.-])?(id|no|nr|num|row|index|idx|key)|row[ _.]?names?"
              + "|seq(no)?|rownum(ber)?|.*(nr|nummer))|.*[a-z](Id|ID|No)");

  private RowNames() {}

  /** Whether a column is called so. */
  static boolean isOne(String column) {
    return USUAL.matcher(column).matches();
  }
}
