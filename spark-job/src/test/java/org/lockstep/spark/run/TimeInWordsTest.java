package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in words have only the digits that a forecast can promise. */
class TimeInWordsTest {

  @ParameterizedTest
  @CsvSource({
    "6.4, 6 s",
    "19.4, 19 s",
    "41, 40 s",
    "99, 100 s",
    "100, 2 min",
    "1190, 20 min",
    "4000, 65 min",
    "7200, 2 hours",
    "170000, 47 hours",
    "200000, 2 days"
  })
  void timesAreRounded(double seconds, String words) {
    assertThat(TimeForecast.inWords(seconds)).isEqualTo(words);
  }
}
