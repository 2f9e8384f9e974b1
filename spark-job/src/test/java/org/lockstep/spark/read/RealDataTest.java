package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.testing.RealData;

class RealDataTest {
  @Test
  void irisHasFourNumbersAndTheSpeciesInItsLastColumn() {
    String path = RealData.path("tabular/iris.csv");
    Table iris = Reading.read(path);

    assertThat(iris.count()).isEqualTo(150);
    assertThat(iris.input().width()).isEqualTo(4);
    assertThat(iris.targetColumns()).containsExactly("5");
    assertThat(Reading.lines(iris))
        .hasSize(150)
        .startsWith("0 [5.1, 3.5, 1.4, 0.2] Iris-setosa")
        .endsWith("149 [5.9, 3.0, 5.1, 1.8] Iris-virginica");
    assertThat(iris.places().placeOf(16)).isEqualTo(path + ":17");
  }

  @Test
  void wineAndBanknoteAndDigitsAreAllNumbers() {
    assertThat(Reading.read(RealData.path("tabular/wine.csv")).count()).isEqualTo(178);
    assertThat(Reading.read(RealData.path("tabular/banknote_authentication.csv")).count())
        .isEqualTo(1372);
    Table digits = Reading.read(RealData.path("digits/digits.csv"));
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(digits.input().width()).isEqualTo(64);
  }

  @Test
  void abaloneHasTheSexAsOneHot() {
    Table abalone = Reading.read(RealData.path("tabular/abalone.csv"));

    assertThat(abalone.count()).isEqualTo(4177);
    assertThat(abalone.input().columns().get(0).categories()).isEqualTo(List.of("F", "I", "M"));
    assertThat(abalone.input().width()).isEqualTo(10);
    assertThat(Reading.lines(abalone))
        .startsWith("0 [0.0, 0.0, 1.0, 0.455, 0.365, 0.095, 0.514, 0.2245, 0.101, 0.15] 15.0");
  }
}
