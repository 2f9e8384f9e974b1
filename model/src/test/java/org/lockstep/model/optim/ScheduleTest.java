package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
  private static final int EPOCHS = 16;
  private static final int STEPS_PER_EPOCH = 4;
  private static final int STEPS = EPOCHS * STEPS_PER_EPOCH;

  /**
   * The schedules of schedules.csv: a new one adds a line here, and one to the recording script.
   */
  private static final Map<String, Schedule> RECORDED = new LinkedHashMap<>();

  static {
    RECORDED.put("step", new Schedule.Step(0.3, 0.5, 3, STEPS_PER_EPOCH));
    RECORDED.put("exponential", new Schedule.Exponential(0.3, 0.9, STEPS_PER_EPOCH));
    RECORDED.put("cosine", new Schedule.Cosine(0.3, EPOCHS, STEPS_PER_EPOCH));
    RECORDED.put("one-cycle", new Schedule.OneCycle(0.3, STEPS));
    RECORDED.put("coslog4", new Schedule.Coslog4(0.3, STEPS));
    RECORDED.put("flat-cosine", new Schedule.FlatCosine(0.3, STEPS));
    RECORDED.put("warm-up", new Schedule.WarmUp(new Schedule.Constant(0.3), 10));
    RECORDED.put("plateau", new Schedule.OnPlateau(0.3, new Plateau(0.25, 1)));
    RECORDED.put("plateau-more", new Schedule.OnPlateau(0.3, new Plateau(0.25, 1)));
  }

  /** The values that the recorded plateaus watch, by epoch. */
  private static final double[] WATCHED = {
    3, 2, 1.99995, 2.5, 2.5, 1, 1, 0.9999, 0.99985, 0.5, 0.6, 0.7, 0.8, 0.4, 0.4, 0.4
  };

  private static List<String> recorded() {
    return List.copyOf(RECORDED.keySet());
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void ratesEqualThoseOfPyTorchOrOfThePaper(String name) {
    Schedule schedule = RECORDED.get(name);
    Plateau.Watch watch = schedule.watch().orElse(null);
    List<Double> expected = rates().get(name);
    assertThat(expected).hasSize(STEPS).anyMatch(rate -> rate > 0.01);
    for (int step = 0; step < STEPS; step++) {
      if (watch != null && step > 0 && step % STEPS_PER_EPOCH == 0) {
        watch.add(WATCHED[step / STEPS_PER_EPOCH - 1], name.endsWith("more"));
      }
      double factor = watch == null ? 1 : watch.factor();
      assertThat(schedule.rate(step) * factor)
          .as("step %d", step)
          .isCloseTo(expected.get(step), within(1e-12));
    }
  }

  private static Map<String, List<Double>> rates() {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (InputStream in = ScheduleTest.class.getResourceAsStream("schedules.csv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      for (String line : lines.subList(1, lines.size())) {
        List<String> fields = List.of(line.split(",", -1));
        rates
            .computeIfAbsent(fields.get(0), name -> new ArrayList<>())
            .add(Double.valueOf(fields.get(2)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rates;
  }

  @Test
  void everyRecordedScheduleIsCompared() {
    assertThat(rates().keySet()).containsExactlyInAnyOrderElementsOf(RECORDED.keySet());
  }

  @Test
  void aConstantRateNeverChanges() {
    assertRates(new Schedule.Constant(0.3), 0.3, 0.3, 0.3);
  }

  @Test
  void stepDropsEveryFewEpochs() {
    assertRates(new Schedule.Step(0.8, 0.5, 2, 1), 0.8, 0.8, 0.4, 0.4, 0.2);
    assertRates(new Schedule.Step(0.8, 0.5, 1, 2), 0.8, 0.8, 0.4, 0.4, 0.2);
  }

  @Test
  void exponentialDropsEveryEpoch() {
    assertRates(new Schedule.Exponential(0.8, 0.5, 1), 0.8, 0.4, 0.2, 0.1);
  }

  @Test
  void cosineComesDownFromTheFullRate() {
    double root = Math.sqrt(0.5);
    assertRates(new Schedule.Cosine(1, 4, 1), 1, (1 + root) / 2, 0.5, (1 - root) / 2);
  }

  @Test
  void coslog4IsZeroAtTheStartOfACycleAndHighInItsMiddle() {
    Schedule schedule = new Schedule.Coslog4(1, 15);
    for (int begin : new int[] {0, 1, 3, 7}) {
      assertThat(schedule.rate(begin)).isCloseTo(0, within(1e-12));
    }
    assertThat(new Schedule.Coslog4(1, 30).rate(3)).isGreaterThan(0.7);
  }

  @Test
  void ratesOfShortRunsStayWithinTheFullRate() {
    for (long steps = 1; steps <= 12; steps++) {
      for (Schedule schedule :
          List.of(
              new Schedule.OneCycle(1, steps),
              new Schedule.Coslog4(1, steps),
              new Schedule.FlatCosine(1, steps),
              new Schedule.WarmUp(new Schedule.OneCycle(1, steps), steps))) {
        for (long step = 0; step < steps; step++) {
          assertThat(schedule.rate(step)).as("%s, %d", schedule, step).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void aWarmUpReachesTheFullRateWithItsLastStep() {
    assertRates(new Schedule.WarmUp(new Schedule.Constant(1), 4), 0.25, 0.5, 0.75, 1, 1);
  }

  @Test
  void anEpochWithoutAValueIsNoImprovement() {
    Plateau.Watch watch = new Plateau.Watch(new Plateau(0.5, 1), 1);
    watch.add(Double.NaN, false);
    watch.add(Double.NaN, false);
    assertThat(watch.factor()).isEqualTo(0.5);
    watch.add(3, false);
    watch.add(Double.NaN, false);
    assertThat(watch.factor()).isEqualTo(0.5);
    watch.add(3, false);
    assertThat(watch.factor()).isEqualTo(0.25);
  }

  @Test
  void aNegativeValueThatDoesNotChangeIsNoImprovement() {
    for (boolean more : new boolean[] {false, true}) {
      Plateau.Watch watch = new Plateau.Watch(new Plateau(0.5, 1), 1);
      for (int epoch = 0; epoch < 3; epoch++) {
        watch.add(-5, more);
      }
      assertThat(watch.factor()).isEqualTo(0.5);
      watch.add(more ? -4 : -6, more);
      watch.add(more ? -3 : -7, more);
      assertThat(watch.factor()).isEqualTo(0.5);
    }
  }

  @Test
  void aPlateauDoesNotLowerATinyRate() {
    Plateau.Watch watch = new Plateau.Watch(new Plateau(0.5, 1), 1e-8);
    for (int epoch = 0; epoch < 9; epoch++) {
      watch.add(1, false);
    }
    assertThat(watch.factor()).isEqualTo(1);
  }

  @Test
  void invalidDecaysAndCountsAreRefused() {
    assertThatThrownBy(() -> new Schedule.Exponential(1, 1.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a decay of 1.5");
    assertThatThrownBy(() -> new Schedule.Step(1, Double.NaN, 1, 1)).hasMessage("a decay of NaN");
    assertThatThrownBy(() -> new Schedule.Step(1, 0.5, 0, 1)).hasMessage("a drop every 0 epochs");
    assertThatThrownBy(() -> new Schedule.OneCycle(1, 0)).hasMessage("0 steps");
    assertThatThrownBy(() -> new Plateau(1, 3)).hasMessage("a decay of 1.0, a patience of 3");
  }

  private static void assertRates(Schedule schedule, double... expected) {
    for (int step = 0; step < expected.length; step++) {
      assertThat(schedule.rate(step)).isCloseTo(expected[step], within(1e-15));
    }
  }
}
