package org.lockstep.bench.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.bench.table.Side.Setting;

/**
 * Measures sides in turns: ours, theirs, ours, theirs, so that other load on the machine affects
 * both. In the first round every setting of each side is tried; those clearly worse than its best
 * are dropped. A side is judged by the setting with the best median.
 */
public final class Contest {
  /** Settings worse than the best by this factor are not tried again. */
  private static final double CLEARLY_WORSE = 1.15;

  private final Better better;
  private final int rounds;
  private final Listener listener;

  /** Whether lower or higher values are better. */
  public enum Better {
    /** For times. */
    LOWER,
    /** For speeds. */
    HIGHER;

    private double badness(double value) {
      return this == LOWER ? value : 1 / value;
    }
  }

  /** Receives every measurement. */
  public interface Listener {
    /** Called before a measurement; rounds count from 1. */
    void measures(String side, String setting, int round);

    /** Called with the measured value. */
    void measured(String side, String setting, int round, double value);
  }

  /** A contest with this many rounds. */
  public Contest(Better better, int rounds, Listener listener) {
    this.better = better;
    this.rounds = rounds;
    this.listener = listener;
  }

  /** Runs the contest. */
  public Outcome run(Side ours, Side theirs) {
    return run(List.of(ours), theirs).get(0);
  }

  /** Compares each of our sides with the same other side, which is measured once per round. */
  public List<Outcome> run(List<Side> ours, Side theirs) {
    List<Values> our = ours.stream().map(Values::new).toList();
    Values their = new Values(theirs);
    for (int round = 1; round <= rounds; round++) {
      for (Values each : our) {
        each.measure(round);
      }
      their.measure(round);
    }
    return our.stream().map(each -> new Outcome(each.best(), their.best())).toList();
  }

  /** The values of one side so far. */
  private final class Values {
    private final String name;
    private final Map<Setting, List<Double>> values = new LinkedHashMap<>();

    Values(Side side) {
      this.name = side.name();
      side.settings().forEach(setting -> values.put(setting, new ArrayList<>()));
    }

    void measure(int round) {
      values.forEach(
          (setting, list) -> {
            listener.measures(name, setting.name(), round);
            double value = setting.measurement().take();
            listener.measured(name, setting.name(), round, value);
            list.add(value);
          });
      if (round == 1) {
        double best = values.values().stream().mapToDouble(this::badness).min().orElseThrow();
        values.values().removeIf(list -> badness(list) > CLEARLY_WORSE * best);
      }
    }

    Series best() {
      return values.entrySet().stream()
          .min(Comparator.comparingDouble(entry -> badness(entry.getValue())))
          .map(entry -> new Series(name, entry.getKey().name(), array(entry.getValue())))
          .orElseThrow();
    }

    private double badness(List<Double> list) {
      return better.badness(Stats.median(array(list)));
    }

    private static double[] array(List<Double> list) {
      return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
