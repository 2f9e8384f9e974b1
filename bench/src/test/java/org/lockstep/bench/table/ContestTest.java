package org.lockstep.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Side.Setting;

class ContestTest {
  private final List<String> measurements = new ArrayList<>();

  private Contest contest(Better better, int rounds) {
    return new Contest(
        better,
        rounds,
        new Contest.Listener() {
          @Override
          public void measures(String side, String setting, int round) {}

          @Override
          public void measured(String side, String setting, int round, double value) {
            measurements.add(side + setting + " " + round);
          }
        });
  }

  private static Setting setting(String name, double... values) {
    Iterator<Double> next = Arrays.stream(values).iterator();
    return new Setting(name, next::next);
  }

  @Test
  void sidesTakeTurns() {
    contest(Better.LOWER, 2)
        .run(new Side("a", List.of(setting("", 1, 1))), new Side("b", List.of(setting("", 1, 1))));
    assertThat(measurements).containsExactly("a 1", "b 1", "a 2", "b 2");
  }

  @Test
  void severalSidesShareTheMeasurementsOfTheirOpponent() {
    List<Outcome> outcomes =
        contest(Better.LOWER, 2)
            .run(
                List.of(
                    new Side("a", List.of(setting("", 1, 2))),
                    new Side("b", List.of(setting("", 3, 6)))),
                new Side("c", List.of(setting("", 2, 4))));
    assertThat(measurements).containsExactly("a 1", "b 1", "c 1", "a 2", "b 2", "c 2");
    assertThat(outcomes.get(0).oursByTheirs()).containsExactly(0.5, 0.5);
    assertThat(outcomes.get(1).oursByTheirs()).containsExactly(1.5, 1.5);
  }

  @Test
  void clearlyWorseSettingsAreTriedOnce() {
    Outcome outcome =
        contest(Better.LOWER, 3)
            .run(
                new Side("a", List.of(setting("", 2, 2, 2))),
                new Side("b", List.of(setting("1", 1.2), setting("2", 1, 9, 1.1))));
    assertThat(measurements).containsExactly("a 1", "b1 1", "b2 1", "a 2", "b2 2", "a 3", "b2 3");
    assertThat(outcome.theirs().title()).isEqualTo("b, 2");
    assertThat(outcome.theirs().median()).isEqualTo(1.1);
  }

  @Test
  void aSideIsRepresentedByItsBestMedian() {
    Outcome outcome =
        contest(Better.LOWER, 3)
            .run(
                new Side("a", List.of(setting("", 3, 6, 3))),
                new Side("b", List.of(setting("1", 1, 2, 2), setting("2", 1.1, 1, 1))));
    assertThat(outcome.theirs().values()).containsExactly(1.1, 1, 1);
    assertThat(outcome.oursByTheirs()).containsExactly(3 / 1.1, 6, 3);
    assertThat(outcome.theirsByOurs()).containsExactly(1.1 / 3, 1 / 6.0, 1 / 3.0);
  }

  @Test
  void theHigherOfTwoSpeedsIsBetter() {
    Outcome outcome =
        contest(Better.HIGHER, 2)
            .run(
                new Side("a", List.of(setting("slow", 10), setting("fast", 20, 22))),
                new Side("b", List.of(setting("", 11, 11))));
    assertThat(outcome.ours().title()).isEqualTo("a, fast");
    assertThat(Stats.median(outcome.oursByTheirs())).isEqualTo((20 / 11.0 + 2) / 2);
  }
}
