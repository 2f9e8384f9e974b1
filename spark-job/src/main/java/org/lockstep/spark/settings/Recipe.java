package org.lockstep.spark.settings;

/** All that decides what a training comes to, its data apart. */
public record Recipe(NetworkSettings network, OptimizerSettings optimizer, LoopSettings loop) {

  /**
   * What these values say.
   *
   * @throws org.lockstep.model.error.BadInputException where two of them do not go together
   */
  public static Recipe of(SettingValues values) {
    LbfgsSettings.check(values);
    return new Recipe(
        NetworkSettings.of(values), OptimizerSettings.of(values), LoopSettings.of(values));
  }
}
