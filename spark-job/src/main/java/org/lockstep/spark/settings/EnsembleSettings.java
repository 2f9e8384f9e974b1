package org.lockstep.spark.settings;

/** The number of networks that are trained to predict together. */
public final class EnsembleSettings {
  /** The number of networks, each from its own seed. */
  public static final Setting<Integer> MEMBERS =
      Setting.named("members", SettingTypes.count())
          .label("K")
          .help(
              "Train this many networks on the same rows, with the seed and those that follow it;"
                  + " the model predicts the mean of their outputs")
          .byDefault(1)
          .unrecorded(1)
          .page("models.md#ensembles")
          .inMl("members")
          .build();

  private EnsembleSettings() {}

  /**
   * The values of one member's run.
   *
   * @param member from 0
   */
  public static SettingValues ofMember(SettingValues values, int member) {
    return values.with(LoopSettings.SEED, values.get(LoopSettings.SEED) + member).with(MEMBERS, 1);
  }
}
