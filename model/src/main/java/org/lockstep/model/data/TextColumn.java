package org.lockstep.model.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of texts of many words. A row's raw values are how often each term is in its text, most
 * of them 0; {@link TextTerms} counts. A feature is a term's count times {@code idf = ln((1 + n) /
 * (1 + d)) + 1}, where d of the n training texts have the term, and a text's features are then
 * divided by their Euclidean norm: scikit-learn's {@code TfidfVectorizer}, Spark's {@code
 * HashingTF}.
 *
 * @param width how many terms, or how many places their hashes have
 * @param terms in strictly ascending order; empty where terms are hashed
 * @param documents n; 0 before anything was fitted
 * @param frequencies d of each; empty before anything was fitted
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
            "column " + name + " has the term " + terms.get(i) + " behind " + terms.get(i - 1));
      }
    }
    for (long frequency : frequencies) {
      if (frequency < 0 || frequency > documents) {
        throw new IllegalArgumentException(
            "column " + name + " has a term in " + frequency + " of " + documents + " texts");
      }
    }
  }

  /** A column with these terms, before anything was fitted. */
  public static TextColumn of(String name, List<String> terms) {
    return new TextColumn(name, Kind.TFIDF, terms.size(), terms, 0, List.of());
  }

  /** A column of hashed terms, before anything was fitted. */
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

  /** idf of each feature; 1 before anything was fitted. */
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
