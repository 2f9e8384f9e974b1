package org.lockstep.spark.ml;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.activation.Sigmoid;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Role;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.ParameterLayout.Array;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.NetworkSettings;

/**
 * Converts between a model and the only kind of network that MLlib has: sigmoid hidden layers with
 * biases, and a softmax over one output per class, also for two classes.
 *
 * <p>MLlib's weights are one array, layer after layer: A (out x in) in column-major order, as in
 * Breeze, and then b ({@code org.apache.spark.ml.ann.AffineLayerModel}). A in column-major order is
 * W in row-major order, so the array equals θ in the order of {@link ParameterLayout}.
 */
final class MllibNetwork {
  private MllibNetwork() {}

  private static NetworkSpec network(int[] layers) {
    List<Integer> hidden = Arrays.stream(layers, 1, layers.length - 1).boxed().toList();
    return NetworkSpec.perceptron(
        layers[0],
        hidden,
        new Sigmoid(),
        layers[layers.length - 1],
        new SoftmaxCrossEntropy(),
        true);
  }

  // --- From MLlib ------------------------------------------------------------------------------

  /**
   * A model in double precision, without scaling, whose classes are named by their numbers.
   *
   * @param layers the sizes of the layers, from features to classes
   * @param theta θ in MLlib's order; owned by the model from now on
   * @throws BadInputException if the two do not match, there is only one class, or a weight is not
   *     finite
   */
  static Model model(int[] layers, double[] theta, String features, String label) {
    int classes = layers[layers.length - 1];
    if (classes < 2) {
      throw BadInputException.at("layers", "at least 2 classes", Integer.toString(classes));
    }
    NetworkSpec spec = network(layers);
    int length = ParameterLayout.of(spec).length();
    if (theta.length != length) {
      throw BadInputException.at(
          "weights",
          Text.format("%,d for the network %s", length, spec.text()),
          Text.format("%,d", theta.length));
    }
    checkFinite("weights", "finite numbers", theta);
    return new Model(
        spec,
        new DoubleVector(theta),
        new InputSchema(List.of(InputColumn.vector(features, layers[0]))),
        new TargetSchema(Task.CLASSIFICATION, List.of(label), Columns.numbers(classes)),
        Scaling.none(layers[0]));
  }

  private static void checkFinite(String place, String expected, double[] theta) {
    for (double value : theta) {
      if (!Double.isFinite(value)) {
        throw BadInputException.at(place, expected, Text.number(value));
      }
    }
  }

  // --- To MLlib --------------------------------------------------------------------------------

  /**
   * The layer sizes, from features to classes, of MLlib's network for a model.
   *
   * @throws BadInputException if MLlib has no such network
   */
  static int[] layers(Model model) {
    Task task = model.target().task();
    if (!task.isOfClasses()) {
      throw BadInputException.at("model", "a model of classes", "one of " + task.predicts());
    }
    NetworkSpec spec = model.network().forPrediction();
    if (spec.members() > 1) {
      throw BadInputException.at("model", "a single network", spec.members() + " members");
    }
    NetworkSpec mllibs =
        NetworkSpec.perceptron(
            spec.inputs(),
            spec.hidden(),
            new Sigmoid(),
            spec.outputs(),
            spec.outputLoss(),
            spec.hasBiases());
    if (!spec.equals(mllibs)) {
      throw BadInputException.at(
          NetworkSettings.ACTIVATION.toString(),
          "the sigmoid of MLlib",
          spec.activations().stream().map(Words::of).collect(joining(", ")));
    }
    int classes = model.target().classes().size();
    boolean hasSoftmax = spec.outputLoss().activation() == OutputActivation.SOFTMAX;
    if (!hasSoftmax && !isOneSigmoid(model)) {
      throw BadInputException.at(
          NetworkSettings.OUTPUT_ACTIVATION.toString(),
          "softmax, or sigmoid for two classes",
          Words.of(spec.outputLoss()) + " for " + classes + " classes");
    }
    return IntStream.concat(
            IntStream.of(spec.inputs()),
            IntStream.concat(
                spec.hidden().stream().mapToInt(Integer::intValue), IntStream.of(classes)))
        .toArray();
  }

  private static boolean isOneSigmoid(Model model) {
    return model.target().task() == Task.BINARY
        && model.network().outputLoss().activation() == OutputActivation.SIGMOID;
  }

  /**
   * θ of MLlib's network for a model. Biases that the model does not have are 0. One output z
   * becomes 0 and z, since {@code softmax(0, z) = (1 - σ(z), σ(z))}.
   *
   * @throws BadInputException as for {@link #layers}, or if scaled weights exceed a double
   */
  static double[] theta(Model model) {
    Scaling.Kind kind = model.scaling().kind();
    if (kind.isClipped()) {
      throw BadInputException.at(
          DataSettings.SCALE.toString(), "a scaling that the weights can absorb", Words.of(kind));
    }
    ParameterLayout from = ParameterLayout.of(model.network());
    ParameterLayout to = ParameterLayout.of(network(layers(model)));
    double[] theta = new double[to.length()];
    copy(model.parameters(), from.ofRole(Role.WEIGHT), theta, to.ofRole(Role.WEIGHT));
    copy(model.parameters(), from.ofRole(Role.BIAS), theta, to.ofRole(Role.BIAS));
    fold(model.scaling(), theta, to.ofRole(Role.WEIGHT).get(0), to.ofRole(Role.BIAS).get(0));
    checkFinite(
        DataSettings.SCALE.toString(),
        "weights that fit a double after division by the scale",
        theta);
    return theta;
  }

  /**
   * Copies arrays into arrays of the same width, or one column wider: then the first column stays
   * 0.
   */
  private static void copy(FlatVector from, List<Array> sources, double[] to, List<Array> targets) {
    for (int k = 0; k < sources.size(); k++) {
      Array source = sources.get(k);
      Array target = targets.get(k);
      for (int i = 0; i < source.rows(); i++) {
        int end = target.offset() + (i + 1) * target.columns();
        for (int j = 0; j < source.columns(); j++) {
          to[end - source.columns() + j] = from.get(source.offset() + i * source.columns() + j);
        }
      }
    }
  }

  /**
   * Folds the scaling into the first layer: {@code Wᵀ·((x - shift) / scale) + b = (W / scale)ᵀ·x +
   * (b - (W / scale)ᵀ·shift)}.
   */
  private static void fold(Scaling scaling, double[] theta, Array weights, Array biases) {
    double[] shift = scaling.shift();
    double[] scale = scaling.scale();
    for (int i = 0; i < weights.rows(); i++) {
      for (int j = 0; j < weights.columns(); j++) {
        int at = weights.offset() + i * weights.columns() + j;
        theta[at] /= scale[i];
        theta[biases.offset() + j] -= theta[at] * shift[i];
      }
    }
  }
}
