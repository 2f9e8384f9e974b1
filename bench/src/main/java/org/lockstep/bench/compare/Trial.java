package org.lockstep.bench.compare;

import java.util.Locale;
import org.lockstep.bench.run.BenchException;
import org.lockstep.model.text.Text;

/**
 * One result of one side on one split of a table.
 *
 * @param score accuracy, or R² for numbers, on the rows held out
 * @param fitSeconds seconds of the training alone
 * @param seconds the whole command, including the start of its process and the prediction
 */
public record Trial(
    String table, ComparedSide side, int seed, double score, double fitSeconds, double seconds) {
  /** The first line of a file of trials. */
  public static final String HEADER = "table,side,seed,score,fit_seconds,seconds";

  /** The trial as a line. */
  public String csv() {
    return Text.format("%s,%s,%d,%.6f,%.3f,%.3f", table, side, seed, score, fitSeconds, seconds);
  }

  /** Parses a line. */
  public static Trial parse(String line) {
    String[] cells = line.split(",", -1);
    try {
      return new Trial(
          cells[0],
          ComparedSide.valueOf(cells[1].toUpperCase(Locale.ROOT)),
          Integer.parseInt(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]),
          Double.parseDouble(cells[5]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new BenchException("compare.csv: expected " + HEADER + " but found " + line, e);
    }
  }

  boolean isOf(ComparedTable other, ComparedSide who, int with) {
    return table.equals(other.name()) && side == who && seed == with;
  }
}
