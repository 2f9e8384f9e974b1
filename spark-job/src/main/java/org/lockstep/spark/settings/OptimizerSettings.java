package org.lockstep.spark.settings;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.optim.Adam;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Regularization;

/**
 * How θ is updated: the optimizer, its regularization, and the weights of classes.
 *
 * @param optimizer the optimizer, with its constants
 * @param regularization the penalties, the weight decay and the clipping
 * @param rateFactors factors of the learning rate, by array of θ
 * @param classWeights the weights of the classes; empty: by their rows
 */
public record OptimizerSettings(
    Optimizer optimizer,
    Regularization regularization,
    RateFactors rateFactors,
    Optional<ClassWeights> classWeights) {

  /** The optimizer. */
  public static final Setting<Optimizer> OPTIMIZER =
      Setting.named("optimizer", LbfgsSettings.spelled(SettingTypes.word(Optimizer.all())))
          .label("NAME")
          .help(SettingTypes.anyOf(Optimizer.all()) + ", as PyTorch defines them")
          .byDefault(new Adam())
          .inMl("solver")
          .build();

  /** λ, the L2 penalty. */
  public static final Setting<Double> L2 =
      Setting.named("l2", SettingTypes.notNegative("a number"))
          .label("LAMBDA")
          .help("Adds ½·λ·‖W‖² to the loss, over weights, not biases")
          .byDefault("0", 0.0)
          .inMl("regParam")
          .build();

  /** λ₁, the L1 penalty. */
  public static final Setting<Double> L1 =
      Setting.named("l1", SettingTypes.notNegative("a number"))
          .label("LAMBDA")
          .help("Adds λ·Σ|W| to the loss, over weights, not biases")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .inMl("l1")
          .build();

  /** λ, the weight decay that is applied apart from the gradient. */
  public static final Setting<Double> WEIGHT_DECAY =
      Setting.named("weight-decay", SettingTypes.notNegative("a number"))
          .label("LAMBDA")
          .help("Subtracts η·λ·W from weights, not biases, in each step; adds nothing to the loss")
          .byDefault(
              "0.01 for `adamw`, otherwise 0",
              values -> Optional.of(values.get(OPTIMIZER).usualWeightDecay()))
          .unrecorded(0.0)
          .inMl("weightDecay")
          .build();

  /** The factors of the learning rate, by array. */
  public static final Setting<RateFactors> RATE_FACTORS =
      Setting.named("rate-factors", SettingTypes.written(RateFactors::parse, RateFactors::text))
          .label("\"NAME F, ...\"")
          .help(
              "Multiplies the learning rate of single arrays, as in `b 0.1, W1 0.5`: W1 by 0.5, and"
                  + " all b by 0.1; 0 freezes an array")
          .byDefault("1 for all", RateFactors.NONE)
          .unrecorded(RateFactors.NONE)
          .inMl("rateFactors")
          .build();

  /** The gradient's largest norm. */
  public static final Setting<Double> CLIP_NORM =
      Setting.named("clip-norm", SettingTypes.number("a positive number", norm -> norm > 0))
          .label("C")
          .help("Largest Euclidean norm of the mean gradient")
          .byDefault("no limit", Double.POSITIVE_INFINITY)
          .unrecorded(Double.POSITIVE_INFINITY)
          .inMl("clipNorm")
          .build();

  /** The weights of the classes. */
  public static final Setting<ClassWeights> CLASS_WEIGHTS =
      Setting.named("class-weights", SettingTypes.written(ClassWeights::parse, ClassWeights::text))
          .label("balanced|CLASS=W,...")
          .help(
              "Give all classes the same weight, however many rows they have; or multiply the"
                  + " weights of their rows by a weight for each class, as in `spam=5,ham=1`"
                  + " (others have 1; a name with a comma or an equals sign goes in double quotes)")
          .inMl("classWeights")
          .build();

  /** All optimizer settings. */
  public static final Section SECTION =
      new Section(
          "Optimizer",
          List.of(
              OPTIMIZER,
              ConstantSettings.MOMENTUM,
              ConstantSettings.BETA1,
              ConstantSettings.BETA2,
              ConstantSettings.EPSILON,
              L2,
              L1,
              WEIGHT_DECAY,
              RATE_FACTORS,
              CLIP_NORM,
              LbfgsSettings.HISTORY,
              CLASS_WEIGHTS));

  /** Returns the optimizer settings of these values. */
  public static OptimizerSettings of(SettingValues values) {
    return new OptimizerSettings(
        LbfgsSettings.withHistory(ConstantSettings.optimizer(values), values),
        new Regularization(
            values.get(L2), values.get(L1), values.get(WEIGHT_DECAY), values.get(CLIP_NORM)),
        values.get(RATE_FACTORS),
        values.find(CLASS_WEIGHTS));
  }
}
