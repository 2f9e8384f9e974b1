package org.lockstep.spark.settings;

import java.util.List;
import org.lockstep.model.optim.Adam;
import org.lockstep.model.optim.Optimizer;

/**
 * What θ follows.
 *
 * @param l2 λ
 * @param clipNorm infinite for no limit
 * @param balanceClasses whether classes weigh the same, however many rows they have
 */
public record OptimizerSettings(
    Optimizer optimizer, double l2, double clipNorm, boolean balanceClasses) {

  /** The rule. */
  public static final Setting<Optimizer> OPTIMIZER =
      Setting.named("optimizer", Types.word(Optimizer.all()))
          .label("NAME")
          .help(Types.anyOf(Optimizer.all()) + ", as PyTorch defines them")
          .byDefault(new Adam())
          .inMl("solver")
          .build();

  /** λ. */
  public static final Setting<Double> L2 =
      Setting.named("l2", Types.notNegative("a number"))
          .label("LAMBDA")
          .help("Adds ½·λ·‖W‖² over weights, not biases")
          .byDefault("0", 0.0)
          .inMl("regParam")
          .build();

  /** The gradient's largest norm. */
  public static final Setting<Double> CLIP_NORM =
      Setting.named("clip-norm", Types.number("a positive number", norm -> norm > 0))
          .label("C")
          .help("Largest Euclidean norm of the mean gradient")
          .byDefault("no limit", Double.POSITIVE_INFINITY)
          .unrecorded(Double.POSITIVE_INFINITY)
          .inMl("clipNorm")
          .build();

  /** How much classes weigh. */
  public static final Setting<ClassWeights> CLASS_WEIGHTS =
      Setting.named("class-weights", Types.word(ClassWeights.class))
          .label("balanced")
          .help("Let all classes weigh the same, however many rows they have")
          .inMl("classWeights")
          .build();

  /** All of them. */
  public static final Section SECTION =
      new Section("Optimizer", List.of(OPTIMIZER, L2, CLIP_NORM, CLASS_WEIGHTS));

  /** What these values say. */
  public static OptimizerSettings of(SettingValues values) {
    return new OptimizerSettings(
        values.get(OPTIMIZER),
        values.get(L2),
        values.get(CLIP_NORM),
        values.find(CLASS_WEIGHTS).isPresent());
  }
}
