package org.lockstep.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.lockstep.spark.settings.ConstantSettings;
import org.lockstep.spark.settings.LbfgsSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.ScheduleSettings;

/** Parameters of the optimizer: rates, schedules and regularization. */
public interface OptimizerParams extends HasMlpState {

  /** The optimizer: sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad or lbfgs. */
  default Param<String> solver() {
    return settingParams().get(OptimizerSettings.OPTIMIZER);
  }

  /** The value of {@link #solver}. */
  default String getSolver() {
    return (String) settingParams().value(this, OptimizerSettings.OPTIMIZER);
  }

  /** The learning rate. */
  default DoubleParam stepSize() {
    return settingParams().get(ScheduleSettings.LEARNING_RATE);
  }

  /** The value of {@link #stepSize}. */
  default double getStepSize() {
    return (Double) settingParams().value(this, ScheduleSettings.LEARNING_RATE);
  }

  /**
   * How the learning rate changes: constant, step, exponential, cosine, flat-cosine, coslog4,
   * one-cycle or plateau.
   */
  default Param<String> schedule() {
    return settingParams().get(ScheduleSettings.SCHEDULE);
  }

  /** The value of {@link #schedule}. */
  default String getSchedule() {
    return (String) settingParams().value(this, ScheduleSettings.SCHEDULE);
  }

  /** The factor of the step, exponential and plateau schedules. */
  default DoubleParam decay() {
    return settingParams().get(ScheduleSettings.DECAY);
  }

  /** The value of {@link #decay}. */
  default double getDecay() {
    return (Double) settingParams().value(this, ScheduleSettings.DECAY);
  }

  /** The number of epochs between two drops of the step schedule. */
  default IntParam decayEvery() {
    return settingParams().get(ScheduleSettings.DECAY_EVERY);
  }

  /** The value of {@link #decayEvery}. */
  default int getDecayEvery() {
    return (Integer) settingParams().value(this, ScheduleSettings.DECAY_EVERY);
  }

  /** The number of epochs without improvement before the plateau schedule drops. */
  default IntParam plateauPatience() {
    return settingParams().get(ScheduleSettings.PLATEAU_PATIENCE);
  }

  /** The value of {@link #plateauPatience}. */
  default int getPlateauPatience() {
    return (Integer) settingParams().value(this, ScheduleSettings.PLATEAU_PATIENCE);
  }

  /** Epochs, or a fraction of one, in which the learning rate grows to its full size. */
  default DoubleParam warmUp() {
    return settingParams().get(ScheduleSettings.WARM_UP);
  }

  /** The value of {@link #warmUp}. */
  default double getWarmUp() {
    return (Double) settingParams().value(this, ScheduleSettings.WARM_UP);
  }

  /** How the weight decay changes: constant, cosine, flat-cosine or coslog4. */
  default Param<String> weightDecaySchedule() {
    return settingParams().get(ScheduleSettings.WEIGHT_DECAY_SCHEDULE);
  }

  /** The value of {@link #weightDecaySchedule}. */
  default String getWeightDecaySchedule() {
    return (String) settingParams().value(this, ScheduleSettings.WEIGHT_DECAY_SCHEDULE);
  }

  /** How the probability of dropout changes: constant, cosine, flat-cosine or coslog4. */
  default Param<String> dropoutSchedule() {
    return settingParams().get(ScheduleSettings.DROPOUT_SCHEDULE);
  }

  /** The value of {@link #dropoutSchedule}. */
  default String getDropoutSchedule() {
    return (String) settingParams().value(this, ScheduleSettings.DROPOUT_SCHEDULE);
  }

  /** The share of the velocity that stays, for momentum, nesterov and rmsprop. */
  default DoubleParam momentum() {
    return settingParams().get(ConstantSettings.MOMENTUM);
  }

  /** The value of {@link #momentum}. */
  default double getMomentum() {
    return (Double) settingParams().value(this, ConstantSettings.MOMENTUM);
  }

  /** The share of the mean gradient that stays, for adam and adamw. */
  default DoubleParam beta1() {
    return settingParams().get(ConstantSettings.BETA1);
  }

  /** The value of {@link #beta1}. */
  default double getBeta1() {
    return (Double) settingParams().value(this, ConstantSettings.BETA1);
  }

  /** The share of the mean square that stays, for adam, adamw and rmsprop. */
  default DoubleParam beta2() {
    return settingParams().get(ConstantSettings.BETA2);
  }

  /** The value of {@link #beta2}. */
  default double getBeta2() {
    return (Double) settingParams().value(this, ConstantSettings.BETA2);
  }

  /**
   * The constant that keeps the quotient of a step finite, for adam, adamw, rmsprop and adagrad.
   */
  default DoubleParam epsilon() {
    return settingParams().get(ConstantSettings.EPSILON);
  }

  /** The value of {@link #epsilon}. */
  default double getEpsilon() {
    return (Double) settingParams().value(this, ConstantSettings.EPSILON);
  }

  /** λ of ½·λ·‖W‖², over weights and not biases. */
  default DoubleParam regParam() {
    return settingParams().get(OptimizerSettings.L2);
  }

  /** The value of {@link #regParam}. */
  default double getRegParam() {
    return (Double) settingParams().value(this, OptimizerSettings.L2);
  }

  /** λ of λ·Σ|W|, over weights and not biases. */
  default DoubleParam l1() {
    return settingParams().get(OptimizerSettings.L1);
  }

  /** The value of {@link #l1}. */
  default double getL1() {
    return (Double) settingParams().value(this, OptimizerSettings.L1);
  }

  /** λ of the weight decay: each step subtracts η·λ·W from the weights. */
  default DoubleParam weightDecay() {
    return settingParams().get(OptimizerSettings.WEIGHT_DECAY);
  }

  /** The value of {@link #weightDecay}. */
  default double getWeightDecay() {
    return (Double) settingParams().value(this, OptimizerSettings.WEIGHT_DECAY);
  }

  /** Factors of the learning rate by array, as in {@code b 0.1, W1 0.5}. */
  default Param<String> rateFactors() {
    return settingParams().get(OptimizerSettings.RATE_FACTORS);
  }

  /** The value of {@link #rateFactors}. */
  default String getRateFactors() {
    return (String) settingParams().value(this, OptimizerSettings.RATE_FACTORS);
  }

  /** The largest Euclidean norm of the mean gradient. */
  default DoubleParam clipNorm() {
    return settingParams().get(OptimizerSettings.CLIP_NORM);
  }

  /** The value of {@link #clipNorm}. */
  default double getClipNorm() {
    return (Double) settingParams().value(this, OptimizerSettings.CLIP_NORM);
  }

  /** The number of latest steps from which lbfgs estimates the curvature. */
  default IntParam history() {
    return settingParams().get(LbfgsSettings.HISTORY);
  }

  /** The value of {@link #history}. */
  default int getHistory() {
    return (Integer) settingParams().value(this, LbfgsSettings.HISTORY);
  }
}
