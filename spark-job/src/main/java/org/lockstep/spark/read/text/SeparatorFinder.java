package org.lockstep.spark.read.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lockstep.spark.read.source.Dialect;

/**
 * Finds what separates the fields: commas, tabs, semicolons, bars or runs of blanks.
 *
 * <p>A separator is good if it cuts the first line and nearly all others into the same number of
 * fields, two or more. Of the good ones, the one that leaves the most numbers wins, so that {@code
 * 1,5;2,5;a} has semicolons and decimal commas; commas win a tie. If none is good, the one that
 * most lines agree on is taken, so that the odd line is found and reported later.
 */
final class SeparatorFinder {
  private static final char[] SIGNS = {',', '\t', ';', '|', Dialect.BLANKS};

  /** At least this share of the lines agrees on a good separator. */
  private static final double NEARLY_ALL = 0.9;

  private static final double MOST = 0.5;

  private SeparatorFinder() {}

  /** A separator and what it makes of the sample. */
  private record Candidate(char sign, SampleTable table) {
    boolean isGood() {
      return table.usualWidth() > 1
          && table.first().size() == table.usualWidth()
          && table.share() >= NEARLY_ALL;
    }

    boolean isFair() {
      return table.usualWidth() > 1 && table.share() >= MOST;
    }
  }

  /**
   * @param commasAreDecimal whether commas are known to be decimal signs, so that they separate
   *     only where nothing else does
   */
  static char find(SampleLines sample, char quote, boolean commasAreDecimal) {
    List<Candidate> candidates = new ArrayList<>();
    for (char sign : SIGNS) {
      candidates.add(new Candidate(sign, new SampleTable(sample, sign, quote)));
    }
    if (commasAreDecimal && candidates.stream().skip(1).anyMatch(Candidate::isGood)) {
      candidates.remove(0);
    }
    return best(candidates, Candidate::isGood, Comparator.comparingDouble(c -> c.table().numbers()))
        .or(
            () ->
                best(
                    candidates,
                    Candidate::isFair,
                    Comparator.comparingDouble(c -> c.table().share())))
        .or(
            () ->
                best(
                    candidates,
                    c -> c.table().first().size() > 1 && c.sign() != Dialect.BLANKS,
                    Comparator.comparingInt(c -> c.sign() == ',' ? 1 : 0)))
        .orElse(',');
  }

  /** The best candidate, the first of equals; blanks only if they are needed. */
  private static Optional<Character> best(
      List<Candidate> all, Predicate<Candidate> isFit, Comparator<Candidate> order) {
    Candidate best = null;
    for (Candidate candidate : all) {
      boolean isBetter =
          isFit.test(candidate)
              && (candidate.sign() != Dialect.BLANKS || blanksFit(candidate, best))
              && (best == null || order.compare(candidate, best) > 0);
      best = isBetter ? candidate : best;
    }
    return Optional.ofNullable(best).map(Candidate::sign);
  }

  /** Texts hold blanks too: there must be numbers, and mostly numbers if another sign fits. */
  private static boolean blanksFit(Candidate blanks, Candidate other) {
    return blanks.table().hasColumnOfNumbers()
        && (other == null || blanks.table().numbers() >= MOST);
  }
}
