package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.activation.Identity;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

class MovingAverageTest {
  private static final double DECAY = 0.9; // as in record_average.py

  private static ParameterLayout layout(int inputs) {
    return new Network(
            NetworkSpec.perceptron(
                inputs, List.of(), new Identity(), 1, new LinearSquaredError(), false))
        .layout();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theAverageEqualsPyTorchsOverFiftySteps(Precision precision) throws IOException {
    MovingAverage rule = new MovingAverage(DECAY);
    ParameterLayout layout = layout(3);
    FlatVector theta = FlatVector.zeros(precision, 3);
    FlatVector average = FlatVector.zeros(precision, 3);
    FlatVector next = FlatVector.zeros(precision, 3);
    List<double[]> steps = recorded();
    assertThat(steps).hasSize(50);
    for (double[] step : steps) {
      for (int j = 0; j < 3; j++) {
        theta.set(j, step[1 + j]);
      }
      rule.update(layout, theta, average, next, (long) step[0], 0, 3);
      average.copyFrom(next);
      for (int j = 0; j < 3; j++) {
        assertThat(average.get(j))
            .as("step %s", step[0])
            .isCloseTo(step[4 + j], within(precision == Precision.DOUBLE ? 1e-14 : 1e-6));
      }
    }
  }

  private static List<double[]> recorded() throws IOException {
    try (InputStream in = MovingAverageTest.class.getResourceAsStream("average.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void slicesGiveTheSameBitsAsTheWhole(Precision precision) {
    int length = 65;
    MovingAverage rule = new MovingAverage(0.7);
    FlatVector theta = FlatVector.zeros(precision, length);
    FlatVector average = FlatVector.zeros(precision, length);
    IntStream.range(0, length)
        .forEach(
            i -> {
              theta.set(i, Math.sin(i));
              average.set(i, Math.cos(i));
            });
    FlatVector whole = FlatVector.zeros(precision, length);
    FlatVector sliced = FlatVector.zeros(precision, length);
    rule.update(layout(length), theta, average, whole, 2, 0, length);
    for (int from = 0; from < length; from += 7) {
      int to = Math.min(length, from + 7);
      rule.update(layout(length), theta, average, sliced, 2, from, to);
    }
    for (int i = 0; i < length; i++) {
      assertThat(sliced.get(i)).isEqualTo(whole.get(i));
      assertThat(whole.get(i)).isCloseTo(0.7 * Math.cos(i) + 0.3 * Math.sin(i), within(1e-6));
    }
  }

  @Test
  void aDecayThatIsNotBetweenZeroAndOneIsRefused() {
    for (double decay : new double[] {0, 1, -0.5, Double.NaN}) {
      assertThatThrownBy(() -> new MovingAverage(decay))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an average with decay " + decay);
    }
  }
}
