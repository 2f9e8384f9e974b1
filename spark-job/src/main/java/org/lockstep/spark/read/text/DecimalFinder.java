package org.lockstep.spark.read.text;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.text.DecimalCounts.Evidence;

/**
 * Finds the decimal sign. It is the comma if a column consists mostly of numbers such as {@code
 * 1,5} or {@code 1.234,50 €}, none of them has a point, and no column shows points. Money in groups
 * of three digits is in thousands: {@code 18.011 €} and {@code $18,011}. Where commas separate the
 * fields, {@code "1,234"} can also be a thousand: there, most such numbers of the column must show
 * that it is not.
 */
final class DecimalFinder {
  private DecimalFinder() {}

  /**
   * The decimal sign of a table.
   *
   * @param usual the sign if no number shows it; empty for the likelier one
   * @param place the file's name, for messages
   * @throws BadInputException if the numbers of a column fit both signs
   */
  static char find(SampleTable table, char separator, Optional<Character> usual, String place) {
    Set<Evidence> found = EnumSet.noneOf(Evidence.class);
    DecimalCounts unclear = null;
    for (int column = 0; column < table.first().size(); column++) {
      DecimalCounts counts = DecimalCounts.of(texts(table, column));
      Evidence evidence = counts.evidence(separator == ',');
      found.add(evidence);
      unclear = unclear == null && evidence == Evidence.UNCLEAR ? counts : unclear;
    }
    Evidence best = found.stream().findFirst().orElse(Evidence.NONE);
    if (best == Evidence.UNCLEAR) {
      throw BadInputException.at(
          place, "numbers with one decimal sign (or --decimal)", unclear.examples());
    }
    return best.isSure() ? best.sign() : usual.orElse(best.sign());
  }

  private static List<String> texts(SampleTable table, int column) {
    return table.below().isEmpty()
        ? List.of(table.first().get(column).text())
        : table.below().stream()
            .map(row -> row.get(column))
            .filter(cell -> !cell.isMissing())
            .map(SampleTable.Cell::text)
            .toList();
  }
}
