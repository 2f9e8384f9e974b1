package org.lockstep.spark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorScaleTest {
  @Test
  void aScaleRunsFromItsFirstColourToItsLast() {
    ColorScale scale = new ColorScale(new Color(0, 100, 255), new Color(100, 0, 255));
    assertThat(scale.at(0)).isEqualTo(new Color(0, 100, 255));
    assertThat(scale.at(0.25)).isEqualTo(new Color(25, 75, 255));
    assertThat(scale.at(1)).isEqualTo(new Color(100, 0, 255));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4, 0.5, 0.6, 0.7, 0.8})
  void textOnLightAndMidBlueIsBlack(double share) {
    assertThat(ColorScale.textOn(ColorScale.BLUES.at(share))).isEqualTo(Color.BLACK);
  }

  @Test
  void textOnTheDarkestBlueIsWhite() {
    assertThat(ColorScale.textOn(ColorScale.BLUES.at(1))).isEqualTo(Color.WHITE);
    assertThat(ColorScale.textOn(Color.BLACK)).isEqualTo(Color.WHITE);
  }
}
