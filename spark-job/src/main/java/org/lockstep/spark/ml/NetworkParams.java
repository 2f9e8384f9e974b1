package org.lockstep.spark.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.lockstep.spark.settings.NetworkSettings;

/** Parameters of the network: its layers, its loss and its initial weights. */
public interface NetworkParams extends HasMlpState {

  /** All layers in one line, as in {@code dense 256, batch-norm, silu}. */
  default Param<String> network() {
    return settingParams().get(NetworkSettings.NETWORK);
  }

  /** The value of {@link #network}. */
  default String getNetwork() {
    return (String) settingParams().value(this, NetworkSettings.NETWORK);
  }

  /** The units of each hidden layer; none for a linear model. */
  default IntArrayParam hiddenLayers() {
    return settingParams().get(NetworkSettings.HIDDEN);
  }

  /** The value of {@link #hiddenLayers}. */
  default int[] getHiddenLayers() {
    return (int[]) settingParams().value(this, NetworkSettings.HIDDEN);
  }

  /** The activation of hidden layers. */
  default Param<String> activation() {
    return settingParams().get(NetworkSettings.ACTIVATION);
  }

  /** The value of {@link #activation}. */
  default String getActivation() {
    return (String) settingParams().value(this, NetworkSettings.ACTIVATION);
  }

  /** The activation of the last layer: softmax, sigmoid, linear or exp. */
  default Param<String> outputActivation() {
    return settingParams().get(NetworkSettings.OUTPUT_ACTIVATION);
  }

  /** The value of {@link #outputActivation}. */
  default String getOutputActivation() {
    return (String) settingParams().value(this, NetworkSettings.OUTPUT_ACTIVATION);
  }

  /** The loss to minimise: cross-entropy, squared-error, huber, ..., optionally with a constant. */
  default Param<String> loss() {
    return settingParams().get(NetworkSettings.LOSS);
  }

  /** The value of {@link #loss}. */
  default String getLoss() {
    return (String) settingParams().value(this, NetworkSettings.LOSS);
  }

  /** Whether layers have biases. */
  default BooleanParam bias() {
    return settingParams().get(NetworkSettings.BIAS);
  }

  /** The value of {@link #bias}. */
  default boolean getBias() {
    return (Boolean) settingParams().value(this, NetworkSettings.BIAS);
  }

  /** The probability of dropping a hidden unit while training. */
  default DoubleParam dropout() {
    return settingParams().get(NetworkSettings.DROPOUT);
  }

  /** The value of {@link #dropout}. */
  default double getDropout() {
    return (Double) settingParams().value(this, NetworkSettings.DROPOUT);
  }

  /** The probability of dropping a feature while training. */
  default DoubleParam inputDropout() {
    return settingParams().get(NetworkSettings.INPUT_DROPOUT);
  }

  /** The value of {@link #inputDropout}. */
  default double getInputDropout() {
    return (Double) settingParams().value(this, NetworkSettings.INPUT_DROPOUT);
  }

  /** The rule for initial weights: he, xavier, lecun, normal:SD or zeros. */
  default Param<String> init() {
    return settingParams().get(NetworkSettings.INIT);
  }

  /** The value of {@link #init}. */
  default String getInit() {
    return (String) settingParams().value(this, NetworkSettings.INIT);
  }

  /** The standard deviation of initial biases around 0. */
  default DoubleParam initBiases() {
    return settingParams().get(NetworkSettings.INIT_BIASES);
  }

  /** The value of {@link #initBiases}. */
  default double getInitBiases() {
    return (Double) settingParams().value(this, NetworkSettings.INIT_BIASES);
  }

  /** A file of initial weights: a saved model, a run, or an npz that NumPy wrote. */
  default Param<String> initFrom() {
    return settingParams().get(NetworkSettings.INIT_FROM);
  }

  /** The value of {@link #initFrom}. */
  default String getInitFrom() {
    return (String) settingParams().value(this, NetworkSettings.INIT_FROM);
  }

  /** The sizes of all layers from features to outputs, as in MLlib, instead of hiddenLayers. */
  default IntArrayParam layers() {
    return ownParams().layers;
  }

  /** The value of {@link #layers}. */
  default int[] getLayers() {
    return getOrDefault(layers());
  }
}
