package org.lockstep.spark.settings;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Constant;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/** The constants of optimizers; each optimizer has some of them. */
public final class ConstantSettings {

  /** μ, the momentum. */
  public static final Setting<Double> MOMENTUM =
      setting(
          Constant.MOMENTUM, SettingTypes.share("a share"), "Share of the velocity that is kept");

  /** β₁, the decay of the mean gradient. */
  public static final Setting<Double> BETA1 =
      setting(
          Constant.BETA1, SettingTypes.share("a share"), "Share of the mean gradient that is kept");

  /** β₂, the decay of the mean square. */
  public static final Setting<Double> BETA2 =
      setting(
          Constant.BETA2, SettingTypes.share("a share"), "Share of the mean square that is kept");

  /** ε, the constant that keeps a step's quotient finite. */
  public static final Setting<Double> EPSILON =
      setting(Constant.EPSILON, SettingTypes.positive(), "Keeps the quotient of a step finite");

  private static final Map<Constant, Setting<Double>> ALL =
      Map.of(
          Constant.MOMENTUM, MOMENTUM,
          Constant.BETA1, BETA1,
          Constant.BETA2, BETA2,
          Constant.EPSILON, EPSILON);

  private ConstantSettings() {}

  private static Setting<Double> setting(Constant constant, ValueType<Double> type, String help) {
    return Setting.named(Words.of(constant), type)
        .label("NUMBER")
        .help(help)
        .otherwise(usual(rule -> Optional.ofNullable(rule.constants().get(constant))))
        .inMl(Words.of(constant))
        .build();
  }

  /** Lists a number of each optimizer that has one: {@code 0.1 for `sgd`, 0.01 for `adam`}. */
  static String usual(Function<Optimizer, Optional<Double>> number) {
    Map<Double, List<Optimizer>> by =
        Optimizer.all().stream()
            .filter(rule -> number.apply(rule).isPresent())
            .collect(
                groupingBy(rule -> number.apply(rule).orElseThrow(), LinkedHashMap::new, toList()));
    return by.entrySet().stream()
        .map(entry -> Text.number(entry.getKey()) + " for " + SettingTypes.allOf(entry.getValue()))
        .collect(joining(", "));
  }

  /**
   * The chosen optimizer with the chosen constants.
   *
   * @throws BadInputException if the optimizer does not have one of the given constants
   */
  static Optimizer optimizer(SettingValues values) {
    Optimizer rule = values.get(OptimizerSettings.OPTIMIZER);
    for (Constant constant : Constant.values()) {
      Optional<Double> given = values.given(ALL.get(constant));
      if (given.isPresent()) {
        if (!rule.constants().containsKey(constant)) {
          throw unlike(constant, rule);
        }
        rule = rule.with(constant, given.get());
      }
    }
    return rule;
  }

  private static BadInputException unlike(Constant constant, Optimizer found) {
    String owners =
        Optimizer.all().stream()
            .filter(rule -> rule.constants().containsKey(constant))
            .map(Words::of)
            .collect(joining(", "));
    return BadInputException.at(
        ALL.get(constant) + "",
        OptimizerSettings.OPTIMIZER + " " + owners.replaceFirst(", ([^,]*)$", " or $1"),
        OptimizerSettings.OPTIMIZER + " " + Words.of(found));
  }
}
