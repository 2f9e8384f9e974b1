package org.lockstep.model.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of texts with many words. A row's raw values are the counts of each term in its text,
 * most of them 0; {@link TextTerms} counts them. A feature is a term's count times {@code idf =
 * ln((1 + n) / (1 + d)) + 1}, where d of the n training texts contain the term. A text's features
 * are then divided by their Euclidean norm. The terms are as in scikit-learn's {@code
 * TfidfVectorizer}, or hashed as in Spark's {@code HashingTF}.
 *
 * @param width the number of terms, or of places for their hashes
 * @param terms in strictly ascending order; empty if terms are hashed
 * @param documents n; 0 before fitting
 * @param frequencies d of each term; empty before fitting
 */
public record TextColumn(
    String name, Kind kind, int width, List<String> terms, long documents, List<Long> frequencies)
    implements InputColumn {

  /** How a term finds its feature. */
  public enum Kind {
    /** By a vocabulary. */
    TFIDF,
    /** By its hash: needs no vocabulary, and some terms share a feature. */
    HASHING
  }

  public TextColumn {
    terms = List.copyOf(terms);
    frequencies = List.copyOf(frequencies);
    boolean hasTerms = kind == Kind.HASHING ? terms.isEmpty() : terms.size() == width;
    boolean isFitted = documents > 0;
    if (width < 1 || !hasTerms || frequencies.size() != (isFitted ? width : 0)) {
      throw new IllegalArgumentException(
          "column "
              + name
              + " has width "
              + width
              + ", "
              + terms.size()
              + " terms and "
              + frequencies.size()
              + " frequencies");
    }
    for (int i = 1; i < terms.size(); i++) {
      if (terms.get(i - 1).compareTo(terms.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "column " + name + " has the term " + terms.get(i) + " after " + terms.get(i - 1));
      }
    }
    for (long frequency : frequencies) {
      if (frequency < 0 || frequency > documents) {
        throw new IllegalArgumentException(
            "column " + name + " has a term in " + frequency + " of " + documents + " texts");
      }
    }
  }

  /** A column with these terms, before fitting. */
  public static TextColumn of(String name, List<String> terms) {
    return new TextColumn(name, Kind.TFIDF, terms.size(), terms, 0, List.of());
  }

  /** A column of hashed terms, before fitting. */
  public static TextColumn hashed(String name, int width) {
    return new TextColumn(name, Kind.HASHING, width, List.of(), 0, List.of());
  }

  @Override
  public int values() {
    return width;
  }

  @Override
  public List<String> featureNames() {
    return kind == Kind.HASHING
        ? IntStream.range(0, width).mapToObj(j -> name + "[" + j + "]").toList()
        : terms.stream().map(term -> name + " has " + term).toList();
  }

  /** The idf of each feature; 1 before fitting. */
  public double[] weights() {
    return IntStream.range(0, width)
        .mapToDouble(
            j ->
                documents == 0
                    ? 1
                    : StrictMath.log((1.0 + documents) / (1.0 + frequencies.get(j))) + 1)
        .toArray();
  }
}
