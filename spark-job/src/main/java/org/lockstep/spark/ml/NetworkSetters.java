package org.lockstep.spark.ml;

/**
 * Setters of the network: its layers, its loss and its initial weights.
 *
 * @param <E> the estimator
 */
public interface NetworkSetters<E> extends NetworkParams {

  /** Sets {@link #network}: all layers in one line, as in {@code dense 256, batch-norm, silu}. */
  @SuppressWarnings("unchecked") // E is this class
  default E setNetwork(String value) {
    set(network(), value);
    return (E) this;
  }

  /** Sets {@link #hiddenLayers}: the units of each hidden layer; none for a linear model. */
  @SuppressWarnings("unchecked") // E is this class
  default E setHiddenLayers(int... value) {
    set(hiddenLayers(), value);
    return (E) this;
  }

  /**
   * Sets {@link #activation}: the activation of hidden layers, as in {@code silu} or {@code
   * leaky-relu 0.2}.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setActivation(String value) {
    set(activation(), value);
    return (E) this;
  }

  /**
   * Sets {@link #outputActivation}: the activation of the last layer: softmax, sigmoid, linear or
   * exp.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setOutputActivation(String value) {
    set(outputActivation(), value);
    return (E) this;
  }

  /** Sets {@link #loss}: the loss to minimise, as in quantile 0.9. */
  @SuppressWarnings("unchecked") // E is this class
  default E setLoss(String value) {
    set(loss(), value);
    return (E) this;
  }

  /** Sets {@link #bias}: whether layers have biases. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBias(boolean value) {
    set(bias(), (Boolean) value);
    return (E) this;
  }

  /** Sets {@link #dropout}: the probability of dropping a hidden unit while training. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDropout(double value) {
    set(dropout(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #inputDropout}: the probability of dropping a feature while training. */
  @SuppressWarnings("unchecked") // E is this class
  default E setInputDropout(double value) {
    set(inputDropout(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #init}: the rule for initial weights: he, xavier, lecun, normal:SD or zeros. */
  @SuppressWarnings("unchecked") // E is this class
  default E setInit(String value) {
    set(init(), value);
    return (E) this;
  }

  /** Sets {@link #initBiases}: the standard deviation of initial biases around 0. */
  @SuppressWarnings("unchecked") // E is this class
  default E setInitBiases(double value) {
    set(initBiases(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #initFrom}: a file of initial weights: a saved model, a run, or an npz that NumPy
   * wrote.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setInitFrom(String value) {
    set(initFrom(), value);
    return (E) this;
  }

  /**
   * Sets {@link #layers}: the sizes of all layers from features to outputs, as in MLlib, instead of
   * hiddenLayers. They are checked against the data.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setLayers(int... value) {
    set(layers(), value);
    return (E) this;
  }
}
