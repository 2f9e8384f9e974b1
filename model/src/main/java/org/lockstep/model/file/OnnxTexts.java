package org.lockstep.model.file;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.data.TextColumn;

/**
 * The part of a graph that turns the words of texts into features. ONNX has no operator that splits
 * a text into words and lower-cases all of Unicode, so the caller splits it: the input has a row of
 * words for each text, as {@link org.lockstep.model.data.TextTerms} finds them.
 */
final class OnnxTexts {
  /** The description of the input, for readers of the file. */
  static final String INPUT =
      "the lower-cased words of each text, its runs of at least two letters, digits or underscores;"
          + " rows are padded with empty texts";

  /** The divisor for a text without a known word: less than any other norm. */
  private static final double LEAST_NORM = 1e-30;

  private OnnxTexts() {}

  /**
   * Adds the operators for a column.
   *
   * @param column a column with a vocabulary
   * @return the name of the features, rows x features
   */
  static String encode(OnnxGraph graph, TextColumn column, int i) {
    int width = column.width();
    double[] weights = column.weights();
    String counts =
        graph.node(
            "TfIdfVectorizer",
            "words_" + i,
            List.of(column.name()),
            OnnxAttribute.of("mode", "TF"),
            OnnxAttribute.of("min_gram_length", 1),
            OnnxAttribute.of("max_gram_length", 1),
            OnnxAttribute.of("max_skip_count", 0),
            OnnxAttribute.integers("ngram_counts", List.of(0)),
            OnnxAttribute.integers("ngram_indexes", IntStream.range(0, width).boxed().toList()),
            OnnxAttribute.texts("pool_strings", column.terms()));
    String constants = graph.floats("idf_" + i, List.of(width), j -> weights[j]);
    String weighted = graph.node("Mul", "weighted_" + i, List.of(counts, constants));
    String norm =
        graph.node(
            "ReduceL2",
            "norm_" + i,
            List.of(weighted),
            OnnxAttribute.integers("axes", Collections.singletonList(1)));
    String least = graph.floats("least_norm_" + i, List.of(1), j -> LEAST_NORM);
    String divisor = graph.node("Max", "divisor_" + i, List.of(norm, least));
    return graph.node("Div", "tfidf_" + i, List.of(weighted, divisor));
  }
}
