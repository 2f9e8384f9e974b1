package org.lockstep.spark.settings;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Lbfgs;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.text.Words;

/** The settings that only L-BFGS has, and those it does not support. */
public final class LbfgsSettings {
  private static final Lbfgs USUAL = new Lbfgs();

  /** MLlib's spelling. */
  private static final String OTHER_SPELLING = "l-bfgs";

  /** The relative decrease of the loss at which training ends, as in MLlib. */
  static final double TOL = 1e-6;

  /** The number of pairs to keep. */
  public static final Setting<Integer> HISTORY =
      Setting.named("history", new HistoryType(SettingTypes.count()))
          .label("M")
          .help(
              "Number of recent steps from which `lbfgs` estimates the curvature; each takes twice"
                  + " the memory of the weights")
          .byDefault(
              "10", values -> isChosen(values) ? Optional.of(USUAL.history()) : Optional.empty())
          .inMl("history")
          .build();

  private LbfgsSettings() {}

  /** Whether a text names L-BFGS. */
  static boolean isNamed(String text) {
    return OTHER_SPELLING.equalsIgnoreCase(text) || USUAL.word().equalsIgnoreCase(text);
  }

  /** A count of at most {@link Lbfgs#MOST_HISTORY}. */
  private record HistoryType(ValueType<Integer> count) implements ValueType<Integer> {
    @Override
    public Form form() {
      return count.form();
    }

    @Override
    public Integer parse(String place, String text) {
      return checked(place, count.parse(place, text));
    }

    @Override
    public Integer of(String place, Object plain) {
      return checked(place, count.of(place, plain));
    }

    @Override
    public Object plain(Integer value) {
      return value;
    }

    @Override
    public String text(Integer value) {
      return count.text(value);
    }

    private static Integer checked(String place, Integer value) {
      if (value > Lbfgs.MOST_HISTORY) {
        throw BadInputException.at(place, "at most " + Lbfgs.MOST_HISTORY, value + "");
      }
      return value;
    }
  }

  /** The words of the optimizers, with MLlib's spelling of this one. */
  static ValueType<Optimizer> spelled(ValueType<Optimizer> words) {
    return SettingTypes.written(
        (place, text) -> OTHER_SPELLING.equalsIgnoreCase(text) ? USUAL : words.parse(place, text),
        words::text);
  }

  /** Whether L-BFGS is the optimizer. */
  static boolean isChosen(SettingValues values) {
    return values.get(OptimizerSettings.OPTIMIZER) instanceof Lbfgs;
  }

  /** The optimizer with its chosen history, if it is L-BFGS. */
  static Optimizer withHistory(Optimizer optimizer, SettingValues values) {
    return optimizer instanceof Lbfgs ? new Lbfgs(values.get(HISTORY)) : optimizer;
  }

  /**
   * Checks that the settings ask for nothing that the optimizer does not support.
   *
   * @throws BadInputException if they do
   */
  static void check(SettingValues values) {
    Optimizer optimizer = values.get(OptimizerSettings.OPTIMIZER);
    if (!isChosen(values)) {
      if (values.find(HISTORY).isPresent()) {
        throw BadInputException.at(HISTORY + "", named(USUAL), named(optimizer));
      }
      return;
    }
    refused().forEach(refused -> refused.check(values));
  }

  /**
   * A setting that must keep its default.
   *
   * @param only the only value allowed
   * @param words for that value
   */
  private record Refused<T>(Setting<T> setting, T only, String words) {
    void check(SettingValues values) {
      T found = values.find(setting).orElse(only);
      if (!found.equals(only)) {
        throw BadInputException.at(
            setting + "", words + " with " + named(USUAL), setting.type().text(found));
      }
    }
  }

  /** Built on demand: the settings' classes are not initialised earlier. */
  private static List<Refused<?>> refused() {
    return List.of(
        new Refused<>(LoopSettings.BATCH_SIZE, LoopSettings.FULL, "full"),
        new Refused<>(ScheduleSettings.LEARNING_RATE, USUAL.usualRate(), "none"),
        new Refused<>(ScheduleSettings.SCHEDULE, ScheduleKind.CONSTANT, "none"),
        new Refused<>(OptimizerSettings.CLIP_NORM, Double.POSITIVE_INFINITY, "none"),
        new Refused<>(OptimizerSettings.L1, 0.0, "none"),
        new Refused<>(OptimizerSettings.WEIGHT_DECAY, 0.0, "none"),
        new Refused<>(OptimizerSettings.RATE_FACTORS, RateFactors.NONE, "none"),
        new Refused<>(ScheduleSettings.WARM_UP, 0.0, "none"),
        new Refused<>(NetworkSettings.DROPOUT, 0.0, "none"),
        new Refused<>(NetworkSettings.INPUT_DROPOUT, 0.0, "none"));
  }

  /** The names of the settings that a preset must leave out with L-BFGS. */
  static Set<String> refusedNames() {
    Set<String> names =
        refused().stream().map(refused -> refused.setting().name()).collect(toSet());
    names.addAll(
        List.of( // these depend on the schedule
            ScheduleSettings.DECAY.name(),
            ScheduleSettings.DECAY_EVERY.name(),
            ScheduleSettings.PLATEAU_PATIENCE.name()));
    return names;
  }

  private static String named(Optimizer optimizer) {
    return OptimizerSettings.OPTIMIZER + " " + Words.of(optimizer);
  }
}
