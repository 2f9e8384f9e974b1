package org.lockstep.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextColumnTest {
  private static final TextColumn FITTED =
      new TextColumn(
          "message",
          TextColumn.Kind.TFIDF,
          3,
          List.of("call", "free", "now"),
          4,
          List.of(1L, 2L, 4L));

  private static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    TextTerms.forEach(text, terms::add);
    return terms;
  }

  @Test
  void termsAreRunsOfTwoLettersOrMoreInLowerCase() {
    assertThat(terms("Free! a U2 call_me Österreich's 4711 x\u00b2"))
        .containsExactly("free", "u2", "call_me", "österreich", "4711", "x\u00b2");
    assertThat(terms("")).isEmpty();
    assertThat(terms("\ud83d\ude00 \ud801\udc00\ud801\udc01"))
        .containsExactly("\ud801\udc28\ud801\udc29");
  }

  /** The numbers are those of scikit-learn's TfidfVectorizer with these frequencies. */
  @Test
  void countsBecomeWeightedFeaturesOfUnitLength() {
    FeatureEntries counts = new FeatureEntries();
    TextTerms.of(FITTED).count("Call now, now unknown", 0, counts);
    double[] raw = new double[3];
    for (int k = 0; k < counts.count(); k++) {
      raw[counts.places()[k]] = counts.values()[k];
    }
    assertThat(raw).containsExactly(1, 0, 2);
    double[] features = new double[3];
    InputEncoder.of(new InputSchema(List.of(FITTED))).encode(raw, features);
    double call = Math.log(5 / 2.0) + 1;
    double norm = Math.sqrt(call * call + 4);
    assertThat(features[0]).isCloseTo(call / norm, within(1e-15));
    assertThat(features[1]).isZero();
    assertThat(features[2]).isCloseTo(2 / norm, within(1e-15));
  }

  @Test
  void sparseRowsHaveTheFeaturesOfDenseRows() {
    CategoryColumn color = CategoryColumn.oneHot("color", List.of("blue", "red"));
    NumberColumn age = NumberColumn.of("age").filled(3, true);
    InputSchema read =
        new InputSchema(
            List.of(age, TextColumn.of("message", List.of("call", "dear", "free", "now")), color));
    InputEncoder encoder = InputEncoder.of(read, new InputSchema(List.of(age, FITTED, color)));
    double[][] rows = {{Double.NaN, 1, 5, 0, 2, 1}, {0, 0, 0, 0, 0, 0}, {7, 0, 1, 1, 0, -1}};
    for (double[] row : rows) {
      double[] features = new double[encoder.width()];
      encoder.encode(row, features);
      FeatureEntries entries = new FeatureEntries();
      int[] places = {0, 1, 2, 3, 4, 5};
      encoder.encode(places, row, row.length, new double[encoder.width()], entries);
      double[] spread = new double[encoder.width()];
      for (int k = 0; k < entries.count(); k++) {
        spread[entries.places()[k]] = entries.values()[k];
      }
      assertThat(spread).isEqualTo(features);
      assertThat(Arrays.copyOf(entries.places(), entries.count())).isSorted();
    }
  }

  @Test
  void inconsistentTermsAreRefused() {
    assertThatThrownBy(() -> TextColumn.of("message", List.of("b", "a")))
        .hasMessage("column message has the term a after b");
    assertThatThrownBy(
            () -> new TextColumn("message", TextColumn.Kind.TFIDF, 1, List.of("a"), 1, List.of(2L)))
        .hasMessage("column message has a term in 2 of 1 texts");
  }
}
