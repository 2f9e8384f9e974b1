package org.lockstep.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

class DropoutTest {
  private static final int UNITS = 50;

  @Test
  void aMaskDependsOnSeedEpochLayerAndRowAndNothingElse() {
    double[] mask = mask(7, 0, 3, 1, 1_000_000_000_000L);
    assertThat(mask(7, 5, 3, 1, 1_000_000_000_000L)).isEqualTo(mask);
    assertThat(mask(8, 0, 3, 1, 1_000_000_000_000L)).isNotEqualTo(mask);
    assertThat(mask(7, 0, 4, 1, 1_000_000_000_000L)).isNotEqualTo(mask);
    assertThat(mask(7, 0, 3, 2, 1_000_000_000_000L)).isNotEqualTo(mask);
    assertThat(mask(7, 0, 3, 1, 1_000_000_000_001L)).isNotEqualTo(mask);
  }

  @Test
  void unitsAreDroppedAtTheRateAndTheOthersAreScaledUp() {
    int dropped = 0;
    int rows = 1000;
    for (int row = 0; row < rows; row++) {
      for (double unit : mask(new Dropout(0.2), 1, 0, 1, 0, row)) {
        assertThat(unit == 0 || unit == 1.25).isTrue();
        dropped += unit == 0 ? 1 : 0;
      }
    }
    assertThat(dropped).isBetween(9_500, 10_500); // of 50 000
  }

  @Test
  void aProbabilityThatDropsNothingOrEverythingIsRefused() {
    for (double p : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> new Dropout(p))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("dropout probability " + p);
    }
  }

  private static double[] mask(long seed, int i, int epoch, int layer, long row) {
    return mask(new Dropout(0.5), seed, i, epoch, layer, row);
  }

  private static double[] mask(Dropout dropout, long seed, int i, int epoch, int layer, long row) {
    Matrix mask = Arithmetics.DOUBLE.matrix(6, UNITS);
    RandomStream random = new RandomStream(Purpose.SPLIT, 99, 0, 0, 0);
    random.nextGaussian();
    Memory memory = new Memory.OfRows(List.of(mask));
    dropout.drawMask(memory, i, seed, epoch, layer, row, random, new double[UNITS], 1);
    double[] units = new double[UNITS];
    mask.loadRow(i, units);
    return units;
  }
}
