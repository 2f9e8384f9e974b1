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
import org.lockstep.model.layer.ParametricActivation;
import org.lockstep.model.layer.Residual;
import org.lockstep.model.loss.OutputLoss;

/**
 * Describes a network: everything needed to compute with its parameters.
 *
 * @param inputs features per row
 * @param sparse whether rows are sparse: only the values that are not 0 are stored and computed
 *     with
 * @param layers from the features to the logits
 * @param outputLoss the output activation and its loss
 * @param members how many networks of this shape predict together, each with its own parameters; 1
 *     for a single network, and for any network in training
 */
public record NetworkSpec(
    int inputs, boolean sparse, List<Layer> layers, OutputLoss outputLoss, int members)
    implements Serializable {

  /** A JVM array holds a little less than 2^31 elements. */
  private static final long MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  /** Layers without parameters cost a file nothing, but each takes memory for a batch. */
  private static final int MOST_LAYERS = 1000;

  private static final int MOST_DEPTH = 10;

  /** Members take no extra memory for a batch, but each one takes time. */
  public static final int MOST_MEMBERS = 1000;

  public NetworkSpec {
    layers = List.copyOf(layers);
    if (members < 1 || members > MOST_MEMBERS) {
      throw BadInputException.at(
          "network", "1 to " + MOST_MEMBERS + " members", Integer.toString(members));
    }
    checkParameters(members * parameters(layers, inputs, 0, 0));
    if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof Dense)) {
      throw BadInputException.at("network", "a dense layer at its end", "none");
    }
  }

  /**
   * The number of parameters so far, including those of these layers.
   *
   * @param depth of the nesting of layers
   */
  private static long parameters(List<Layer> layers, int inputs, long before, int depth) {
    if (layers.size() > MOST_LAYERS || depth > MOST_DEPTH) {
      throw BadInputException.at(
          "network",
          depth > MOST_DEPTH
              ? "at most " + MOST_DEPTH + " layers nested in each other"
              : "at most " + MOST_LAYERS + " layers",
          depth > MOST_DEPTH ? "more" : Integer.toString(layers.size()));
    }
    long parameters = before;
    int in = inputs;
    for (Layer layer : layers) {
      parameters = parameters(layer.inner(), in, parameters, depth + 1);
      int out = layer.outputs(in);
      if (in < 1 || out < 1) {
        throw BadInputException.at("network", "layers of at least 1 unit", in + " x " + out);
      }
      for (ParameterSpec array : layer.parameters(in)) {
        parameters += (long) array.rows() * array.columns();
      }
      checkParameters(parameters); // in the loop: the sum of all layers may exceed a long
      in = out;
    }
    return parameters;
  }

  private static void checkParameters(long parameters) {
    if (parameters > MOST_PARAMETERS) {
      throw BadInputException.at(
          "network", "at most " + MOST_PARAMETERS + " parameters", "at least " + parameters);
    }
  }

  /** A single network. */
  public NetworkSpec(int inputs, boolean sparse, List<Layer> layers, OutputLoss outputLoss) {
    this(inputs, sparse, layers, outputLoss, 1);
  }

  /** A network of dense rows. */
  public NetworkSpec(int inputs, List<Layer> layers, OutputLoss outputLoss) {
    this(inputs, false, layers, outputLoss);
  }

  /** The same for sparse rows, or for dense ones. */
  public NetworkSpec withSparse(boolean wanted) {
    return new NetworkSpec(inputs, wanted, layers, outputLoss, members);
  }

  /** This many networks of this shape, which predict together. */
  public NetworkSpec withMembers(int wanted) {
    return new NetworkSpec(inputs, sparse, layers, outputLoss, wanted);
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
   * A multilayer perceptron with dropout of hidden units in training.
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
    List<Layer> layers = hidden(hidden, activation, dropout, bias);
    layers.add(new Dense(outputs, bias));
    return new NetworkSpec(inputs, layers, outputLoss);
  }

  /** The layers of a multilayer perceptron, except for the last. */
  public static List<Layer> hidden(
      List<Integer> hidden, Activation activation, double dropout, boolean bias) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Dense(units, bias));
      layers.add(new ActivationLayer(activation));
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    return layers;
  }

  /** The same without the layers that only training uses: what a prediction computes. */
  public NetworkSpec forPrediction() {
    return new NetworkSpec(inputs, sparse, forPrediction(layers), outputLoss, members);
  }

  private static List<Layer> forPrediction(List<Layer> layers) {
    return layers.stream()
        .filter(layer -> !(layer instanceof Dropout))
        .map(layer -> layer instanceof Residual block ? forPrediction(block) : layer)
        .toList();
  }

  private static Layer forPrediction(Residual block) {
    List<Layer> inner = forPrediction(block.inner());
    return inner.isEmpty() ? block : new Residual(inner);
  }

  /** All layers in computing order; a layer with layers inside is replaced by those. */
  private static Stream<Layer> leaves(List<Layer> layers) {
    return layers.stream()
        .flatMap(layer -> layer.inner().isEmpty() ? Stream.of(layer) : leaves(layer.inner()));
  }

  /** The fewest rows that training can pass through the network at once. */
  public int fewestRows() {
    return layers.stream().mapToInt(Layer::fewestRows).max().orElseThrow();
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
    return leaves(layers)
        .flatMap(
            layer ->
                layer instanceof ActivationLayer plain
                    ? Stream.of(plain.function())
                    : layer instanceof ParametricActivation mixed
                        ? Stream.of(mixed.function())
                        : Stream.empty())
        .distinct()
        .toList();
  }

  /** Whether any layer has biases. */
  public boolean hasBiases() {
    return haveBiases(layers);
  }

  static boolean haveDropout(List<Layer> layers) {
    return leaves(layers).anyMatch(Dropout.class::isInstance);
  }

  static boolean haveBiases(List<Layer> layers) {
    return leaves(layers).anyMatch(layer -> layer instanceof Dense dense && dense.bias());
  }

  /** The columns after each layer; layers inside another come before it. */
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    addWidths(widths, layers, inputs);
    return widths;
  }

  private static void addWidths(List<Integer> widths, List<Layer> layers, int inputs) {
    int width = inputs;
    for (Layer layer : layers) {
      addWidths(widths, layer.inner(), width);
      width = layer.outputs(width);
      widths.add(width);
    }
  }

  /** The columns of the widest matrix of a batch. */
  public int widest() {
    int widest = Collections.max(widths());
    return sparse ? widest : Math.max(inputs, widest);
  }

  /** As people write it: {@code 784-100-10}, and {@code 5 x 784-100-10} for five of them. */
  public String text() {
    StringBuilder text = new StringBuilder(members == 1 ? "" : members + " x ").append(inputs);
    denseUnits().forEach(units -> text.append('-').append(units));
    return text.toString();
  }

  /** Whether it consists of dense layers with activations between them, and perhaps dropout. */
  public boolean isPerceptron() {
    return layers.stream()
        .allMatch(
            layer ->
                (layer instanceof Dense dense && !dense.ntk())
                    || layer instanceof ActivationLayer
                    || layer instanceof Dropout);
  }

  /** The layers as users write them: {@code dense 256, batch-norm, silu, dense 10}. */
  public String layersText() {
    return layers.stream().map(Layer::text).collect(joining(", "));
  }

  /**
   * What its {@linkplain #text widths} do not tell: the functions of a perceptron, otherwise the
   * layers and the loss.
   */
  public String detailText() {
    return isPerceptron() && activations().size() <= 1
        ? functionsText()
        : layersText() + ", " + outputLoss.text();
  }

  /** The functions in words: {@code relu, softmax-cross-entropy}. */
  public String functionsText() {
    return Stream.concat(activations().stream().map(Activation::text), Stream.of(outputLoss.text()))
        .collect(joining(", "));
  }

  private List<Integer> denseUnits() {
    return leaves(layers)
        .filter(Dense.class::isInstance)
        .map(layer -> ((Dense) layer).units())
        .toList();
  }
}
