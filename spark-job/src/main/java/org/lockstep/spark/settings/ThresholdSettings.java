package org.lockstep.spark.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.score.Costs;

/**
 * Decides when the second of two classes is predicted.
 *
 * @param rule empty: when it is the more probable one
 * @param costs the costs of mistakes
 * @param givenCosts the costs that the user stated, also those of 1
 */
public record ThresholdSettings(
    Optional<ThresholdRule> rule, Costs costs, List<Setting<?>> givenCosts) {
  public ThresholdSettings {
    givenCosts = List.copyOf(givenCosts);
  }

  /** The threshold, or the rule that finds it. */
  public static final Setting<ThresholdRule> THRESHOLD =
      Setting.named("threshold", SettingTypes.written(ThresholdRule::parse, ThresholdRule::text))
          .label("T|f1|cost")
          .help(
              "Predict the second of two classes if its probability is greater than this: a number,"
                  + " or the threshold with the highest F1 or the lowest cost of mistakes")
          .otherwise("0.5")
          .build();

  /** The cost of a row of the first class that is taken for the second. */
  public static final Setting<Double> FALSE_POSITIVE_COST =
      Setting.named("false-positive-cost", SettingTypes.positive())
          .label("C")
          .help("Cost of predicting the second of two classes for a row of the first")
          .byDefault("1", 1.0)
          .unrecorded(1.0)
          .build();

  /** The cost of a row of the second class that is taken for the first. */
  public static final Setting<Double> FALSE_NEGATIVE_COST =
      Setting.named("false-negative-cost", SettingTypes.positive())
          .label("C")
          .help("Cost of predicting the first of two classes for a row of the second")
          .byDefault("1", 1.0)
          .unrecorded(1.0)
          .build();

  /** Returns the threshold settings of these values. */
  public static ThresholdSettings of(SettingValues values) {
    Optional<ThresholdRule> rule = values.find(THRESHOLD);
    Costs costs = new Costs(values.get(FALSE_POSITIVE_COST), values.get(FALSE_NEGATIVE_COST));
    List<Setting<?>> given =
        Stream.<Setting<?>>of(FALSE_POSITIVE_COST, FALSE_NEGATIVE_COST)
            .filter(setting -> values.given(setting).isPresent())
            .toList();
    return new ThresholdSettings(rule, costs, given);
  }

  /** Whether costs matter: the rule minimises them, or the user stated one. */
  public boolean hasCosts() {
    return rule.filter(ThresholdRule.LeastCost.class::isInstance).isPresent()
        || !givenCosts.isEmpty();
  }

  /**
   * Checks that there are two classes, if a rule or costs are given.
   *
   * @throws BadInputException if there are not
   */
  public void check(TargetSchema target) {
    int classes = target.classes().size();
    if (classes == 2 || (rule.isEmpty() && givenCosts.isEmpty())) {
      return;
    }
    Setting<?> asked = rule.isPresent() ? THRESHOLD : givenCosts.get(0);
    throw BadInputException.at(
        asked + "",
        "two classes",
        classes == 0 ? target.task().predicts() : Integer.toString(classes));
  }
}
