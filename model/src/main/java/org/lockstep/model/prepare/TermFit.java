package org.lockstep.model.prepare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.shard.Moments;

/** Fits a text column: its vocabulary, and how many training texts contain each term. */
final class TermFit {
  private TermFit() {}

  /**
   * The most frequent terms in the training rows; ties are in order of their names.
   *
   * @param read the column, with every term found
   * @param value the first raw value of the column
   * @param most terms to keep
   */
  static TextColumn fit(TextColumn read, Moments moments, int value, int most) {
    int[] kept =
        read.kind() == TextColumn.Kind.HASHING
            ? IntStream.range(0, read.width()).toArray()
            : IntStream.range(0, read.width())
                .filter(t -> moments.rowsWithTerm(value + t) > 0)
                .boxed()
                .sorted(
                    Comparator.comparingLong((Integer t) -> -moments.occurrences(value + t))
                        .thenComparing(t -> t)) // they are in order of their names
                .limit(most)
                .mapToInt(t -> t)
                .sorted()
                .toArray();
    if (kept.length == 0) {
      throw BadInputException.at(
          Mention.of("text") + " " + read.name(), "words in the training rows", "none");
    }
    List<Long> frequencies =
        IntStream.of(kept).mapToObj(t -> moments.rowsWithTerm(value + t)).toList();
    List<String> terms =
        read.kind() == TextColumn.Kind.HASHING
            ? List.of()
            : IntStream.of(kept).mapToObj(read.terms()::get).toList();
    return new TextColumn(
        read.name(), read.kind(), kept.length, terms, moments.rows(), frequencies);
  }
}
