package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text form of class weights. */
class ClassWeightsTest {
  private static ClassWeights parse(String text) {
    return ClassWeights.parse("class-weights", text);
  }

  @Test
  void classesThatAreNotNamedHaveWeightOne() {
    assertThat(parse("spam=5, ham = 0.5").of(List.of("ham", "other", "spam")))
        .containsExactly(0.5, 1.0, 5.0);
    assertThat(parse("Balanced").isBalanced()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          balanced
          spam=5,ham=1
          not spam=0.25
          "a,b"=2,"c=d"=3
          "say ""no"" now"=2,-1=7
          """)
  void theTextFormIsReadBackAsTheSameWeights(String text) {
    assertThat(parse(text).text()).isEqualTo(text);
    assertThat(parse(parse(text).text())).isEqualTo(parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          spam       | expected balanced, or classes with their weights, as in spam=5,ham=1 but found 'spam'
          spam=5,ham | expected balanced, or classes with their weights, as in spam=5,ham=1 but found 'spam=5,ham'
          spam=5,    | expected balanced, or classes with their weights, as in spam=5,ham=1 but found 'spam=5,'
          "spam=5    | expected balanced, or classes with their weights, as in spam=5,ham=1 but found '"spam=5'
          spam=x     | expected a positive weight of class 'spam' but found 'x'
          spam=0     | expected a positive weight of class 'spam' but found '0'
          a=1,a=2    | expected each class once but found 'a' twice
          """)
  void aMalformedTextIsRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text)).hasMessage("[class-weights] " + message);
  }
}
