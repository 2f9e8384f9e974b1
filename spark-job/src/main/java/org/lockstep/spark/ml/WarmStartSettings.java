package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;

/**
 * Completes the settings of a fit that continues from a model and does not state the network's
 * units.
 */
final class WarmStartSettings {
  private WarmStartSettings() {}

  /**
   * Completes the settings with the model's network. If that is dense layers with one activation,
   * dropout can be set anew.
   *
   * @throws BadInputException if a setting is given that the network cannot have
   */
  static SettingValues complete(SettingValues values, NetworkSpec network) {
    Activation g = network.activations().stream().findFirst().orElse(new Relu());
    boolean bias = network.hasBiases();
    List<Layer> plain = NetworkSpec.hidden(network.hidden(), g, 0, bias);
    plain.add(new Dense(network.outputs(), bias));
    if (network.forPrediction().layers().equals(plain)) {
      SettingValues hidden = values.with(NetworkSettings.HIDDEN, network.hidden());
      return orElse(orElse(hidden, NetworkSettings.ACTIVATION, g), NetworkSettings.BIAS, bias);
    }
    Optional<Setting<?>> part = NetworkSettings.givenPart(values);
    if (part.isPresent()) {
      throw BadInputException.at(
          "initialModel",
          "dense layers with one activation, since " + part.get() + " is set,",
          network.layersText());
    }
    return values.with(NetworkSettings.NETWORK, NetworkText.of(network));
  }

  private static <T> SettingValues orElse(SettingValues values, Setting<T> setting, T value) {
    return values.given(setting).isPresent() ? values : values.with(setting, value);
  }
}
