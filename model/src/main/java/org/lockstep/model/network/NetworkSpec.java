package org.lockstep.model.network;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.ParameterSpec;
import org.lockstep.model.loss.OutputLoss;

/**
 * What a network looks like: all that is needed to compute with its parameters.
 *
 * @param inputs features per row
 * @param sparse whether of its rows only what is not 0 is kept and computed with
 * @param layers from the features to the logits
 * @param outputLoss the output activation and its loss
 */
public record NetworkSpec(int inputs, boolean sparse, List<Layer> layers, OutputLoss outputLoss)
    implements Serializable {

  /** Arrays of the JVM end a little below 2^31. */
  private static final long MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  /** Layers without parameters cost a file nothing, but each of them takes memory of a batch. */
  private static final int MOST_LAYERS = 1000;

  public NetworkSpec {
    layers = List.copyOf(layers);
    if (layers.size() > MOST_LAYERS) {
      throw BadInputException.at(
          "network", "at most " + MOST_LAYERS + " layers", Integer.toString(layers.size()));
    }
    long parameters = 0;
    int in = inputs;
    for (Layer layer : layers) {
      int out = layer.outputs(in);
      if (in < 1 || out < 1) {
        throw BadInputException.at("network", "layers of at least 1 unit", in + " x " + out);
      }
      for (ParameterSpec array : layer.parameters(in)) {
        parameters += (long) array.rows() * array.columns();
      }
      if (parameters > MOST_PARAMETERS) { // in the loop: the sum of all layers may exceed a long
        throw BadInputException.at(
            "network", "at most " + MOST_PARAMETERS + " parameters", "at least " + parameters);
      }
      in = out;
    }
    if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof Dense)) {
      throw BadInputException.at("network", "a dense layer at its end", "none");
    }
  }

  /** A network of dense rows. */
  public NetworkSpec(int inputs, List<Layer> layers, OutputLoss outputLoss) {
    this(inputs, false, layers, outputLoss);
  }

  /** The same of sparse rows, or of dense ones. */
  public NetworkSpec withSparse(boolean wanted) {
    return new NetworkSpec(inputs, wanted, layers, outputLoss);
  }

  /**
   * A multilayer perceptron: dense layers, all but the last with the same activation.
   *
   * @param hidden units of each hidden layer; empty for a linear model
   * @param outputs units of the last layer
   * @param bias whether layers have biases
   */
  public static NetworkSpec perceptron(
      int inputs,
      List<Integer> hidden,
      Activation activation,
      int outputs,
      OutputLoss outputLoss,
      boolean bias) {
    return perceptron(inputs, hidden, activation, 0, outputs, outputLoss, bias);
  }

  /**
   * A multilayer perceptron whose hidden units are dropped while it is trained.
   *
   * @param dropout the probability, 0 for none
   */
  public static NetworkSpec perceptron(
      int inputs,
      List<Integer> hidden,
      Activation activation,
      double dropout,
      int outputs,
      OutputLoss outputLoss,
      boolean bias) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Dense(units, bias));
      layers.add(new ActivationLayer(activation));
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(new Dense(outputs, bias));
    return new NetworkSpec(inputs, layers, outputLoss);
  }

  /** The same without the layers that only training has: what a prediction computes. */
  public NetworkSpec forPrediction() {
    return new NetworkSpec(
        inputs,
        sparse,
        layers.stream().filter(layer -> !(layer instanceof Dropout)).toList(),
        outputLoss);
  }

  /** Units of the last layer. */
  public int outputs() {
    List<Integer> widths = widths();
    return widths.get(widths.size() - 1);
  }

  /** Units of each dense layer but the last. */
  public List<Integer> hidden() {
    List<Integer> units = denseUnits();
    return units.subList(0, units.size() - 1);
  }

  /** The activations of hidden layers, each once, in order; none for a linear model. */
  public List<Activation> activations() {
    return layers.stream()
        .filter(ActivationLayer.class::isInstance)
        .map(layer -> ((ActivationLayer) layer).function())
        .distinct()
        .toList();
  }

  /** Whether a layer has biases. */
  public boolean hasBiases() {
    return layers.stream().anyMatch(layer -> layer instanceof Dense dense && dense.bias());
  }

  /** The columns behind each layer. */
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    int width = inputs;
    for (Layer layer : layers) {
      width = layer.outputs(width);
      widths.add(width);
    }
    return widths;
  }

  /** The columns of the widest matrix of a batch. */
  public int widest() {
    int widest = Collections.max(widths());
    return sparse ? widest : Math.max(inputs, widest);
  }

  /** As people write it: {@code 784-100-10}. */
  public String text() {
    StringBuilder text = new StringBuilder().append(inputs);
    denseUnits().forEach(units -> text.append('-').append(units));
    return text.toString();
  }

  /** The functions in words: {@code relu, softmax-cross-entropy}. */
  public String functionsText() {
    return Stream.concat(activations().stream().map(Activation::text), Stream.of(outputLoss.text()))
        .collect(joining(", "));
  }

  private List<Integer> denseUnits() {
    return layers.stream()
        .filter(Dense.class::isInstance)
        .map(layer -> ((Dense) layer).units())
        .toList();
  }
}
