package org.lockstep.spark.settings;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Role;
import org.lockstep.model.network.NetworkText;

/**
 * Refuses settings that have no effect in combination with others. Only new runs are checked: a
 * resumed run may have started before the check existed.
 */
public final class IdleSettings {
  private IdleSettings() {}

  /**
   * Checks the settings of a run.
   *
   * @throws BadInputException if one would change nothing
   */
  public static void check(SettingValues values) {
    checkNetwork(values);
    if (values.get(LoopSettings.KEEP_TIES) != KeepTies.FIRST
        && values.get(LoopSettings.KEEP) == Keep.LAST) {
      throw BadInputException.at(
          LoopSettings.KEEP_TIES + "",
          "a best epoch to keep, as with " + LoopSettings.KEEP + " best-loss",
          LoopSettings.KEEP + " last");
    }
    double warmUp = values.get(ScheduleSettings.WARM_UP);
    int epochs = values.get(LoopSettings.EPOCHS);
    if (warmUp >= epochs) {
      throw BadInputException.at(
          ScheduleSettings.WARM_UP + "",
          "less than the run, " + LoopSettings.EPOCHS + " " + epochs,
          Double.toString(warmUp));
    }
  }

  /**
   * Checks the settings of a network.
   *
   * @throws BadInputException if one would change nothing
   */
  public static void checkNetwork(SettingValues values) {
    Optional<NetworkText> network = values.given(NetworkSettings.NETWORK);
    if (network.isEmpty()) {
      return; // every layer starts by rule
    }
    refuse(NetworkSettings.INIT, Role.WEIGHT, "weights", network.get(), values);
    refuse(NetworkSettings.INIT_BIASES, Role.BIAS, "biases", network.get(), values);
  }

  /** Whether a text is a network in which no weight starts by rule. */
  static boolean startsNothing(String network) {
    try {
      return network != null && !NetworkSettings.NETWORK.parse(network).startsByRule(Role.WEIGHT);
    } catch (BadInputException e) {
      return false; // reported when the network is read
    }
  }

  private static void refuse(
      Setting<?> setting, Role role, String words, NetworkText network, SettingValues values) {
    if (NetworkSettings.isGiven(setting, values) && !network.startsByRule(role)) {
      throw BadInputException.at(
          setting + "", words + " of " + NetworkSettings.NETWORK + " that it initialises", "none");
    }
  }
}
