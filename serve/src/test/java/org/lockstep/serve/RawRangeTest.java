package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Scaling.Kind;

class RawRangeTest {
  @Test
  void unitIsForBytes() {
    assertThat(RawRange.of(Scaling.unit(64), 8)).isEqualTo(new RawRange(255, true));
  }

  @Test
  void withoutScalingTheSideTells() {
    assertThat(RawRange.of(Scaling.none(64), 8)).isEqualTo(new RawRange(16, true));
    assertThat(RawRange.of(Scaling.none(784), 28)).isEqualTo(new RawRange(255, true));
  }

  @Test
  void theMeanLiesBelowTheRange() {
    assertThat(centred(8, 0, 0.6)).isEqualTo(new RawRange(1, true));
    assertThat(centred(8, 0, 12)).isEqualTo(new RawRange(16, true));
    assertThat(centred(28, 0, 139)).isEqualTo(new RawRange(255, true));
  }

  @Test
  void aLightFrameIsPaper() {
    assertThat(centred(28, 250, 120)).isEqualTo(new RawRange(255, false));
    assertThat(centred(28, 0.99, 0.5)).isEqualTo(new RawRange(1, false));
  }

  @Test
  void minmaxKeepsTheLargestValue() {
    double[] least = new double[64];
    double[] spread = new double[64];
    Arrays.fill(spread, 1); // constant pixels
    spread[10] = 16;
    assertThat(RawRange.of(new Scaling(Kind.MINMAX, least, spread), 8))
        .isEqualTo(new RawRange(16, true));
    spread[10] = 1000;
    assertThat(RawRange.of(new Scaling(Kind.MINMAX, least, spread), 8))
        .isEqualTo(new RawRange(1000, true));
  }

  /** Of images with this mean in the outermost pixels, and that within. */
  private static RawRange centred(int side, double frame, double within) {
    double[] mean = new double[side * side];
    double[] ones = new double[side * side];
    Arrays.fill(ones, 1);
    for (int j = 0; j < mean.length; j++) {
      boolean isInner = j / side % (side - 1) != 0 && j % side % (side - 1) != 0;
      mean[j] = isInner ? within : frame;
    }
    return RawRange.of(new Scaling(Kind.CENTER, mean, ones), side);
  }
}
