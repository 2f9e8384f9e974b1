package org.lockstep.spark.read.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          .|$1,234.50     | 1234.5   | $
          .|-$5           | -5       | $
          .|$-5.25        | -5.25    | $
          .|(1,200)       | -1200    | ''
          .|($3)          | -3       | $
          .|US$ 7         | 7        | US$
          .|12.5%         | 12.5     | %
          .|12 %          | 12       | %
          .|1,234         | 1234     | ''
          .|1,234,567     | 1234567  | ''
          .|1 234 567.5   | 1234567.5| ''
          .|1'234.5       | 1234.5   | ''
          .|1\u202f234    | 1234     | ''
          .|\u22125       | -5       | ''
          .|€.50          | 0.5      | €
          .|15 USD        | 15       | USD
          .|100 kr        | 100      | kr
          .|CAD 5         | 5        | CAD
          .|C$5           | 5        | C$
          .|($1,234)      | -1234    | $
          ,|1.234,50 €    | 1234.5   | €
          ,|12,5 %        | 12.5     | %
          ,|1.234         | 1234     | ''
          ,|-0,5%         | -0.5     | %
          """)
  void figuresAreNumbersWithACurrencyOrPercentSign(
      char decimal, String text, double value, String sign) {
    Figure figure = Figure.of(text, decimal);
    assertThat(figure.value()).isEqualTo(value);
    assertThat(figure.sign()).isEqualTo(sign);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (1200)      | true
          711 111 100 | true
          711 111     | true
          1 711 111   | false
          711 111 €   | false
          ($1200)     | false
          711,111     | false
          -711 111    | false
          1200        | false
          """)
  void someFiguresCouldAlsoBeCodes(String text, boolean mayBeCode) {
    assertThat(Figure.of(text, '.').mayBeCode()).isEqualTo(mayBeCode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$",
        "%",
        "-",
        ".",
        ",",
        "()",
        "(5",
        "5)",
        "1,23",
        "1,2345",
        "0,123",
        "01,234",
        "1,234 567",
        "1,234'567",
        "--5",
        "-$-5",
        "$5€",
        "5 people",
        "12-34",
        "1.2.3",
        "1,5",
        "2024-01-01",
        "12:30",
        "a5",
        "USD",
        "1e5",
        "5%%",
        "1234,567",
        "KG 5",
        "CAD0",
        "ABC$5",
        "XY€5"
      })
  void otherTextsAreNotFigures(String text) {
    assertThat(Figure.of(text, '.')).isNull();
  }
}
