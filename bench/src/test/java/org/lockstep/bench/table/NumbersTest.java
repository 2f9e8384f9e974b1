package org.lockstep.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0.00",
        "0.00001234; 1.2e-05",
        "0.051234; 0.0512",
        "0.8345; 0.83",
        "1.006; 1.01",
        "9.994; 9.99",
        "9.996; 10.0",
        "41.26; 41.3",
        "99.96; 100",
        "123456.7; 123,457",
        "-0.5; -0.50",
        "NaN; NaN"
      })
  void numbersAreShownWithThreeDigits(double value, String expected) {
    assertThat(Numbers.of(value)).isEqualTo(expected);
  }
}
