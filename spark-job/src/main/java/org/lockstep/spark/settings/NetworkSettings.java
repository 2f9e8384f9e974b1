package org.lockstep.spark.settings;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;

/**
 * The parts of the network that the data does not decide.
 *
 * @param layers the layers of the network
 * @param output the output activation and the loss
 * @param biasDeviation the standard deviation of initial biases, 0 for biases of 0
 * @param initFrom an npz file with initial weights
 */
public record NetworkSettings(
    NetworkText layers,
    OutputPairing output,
    Initializer initializer,
    double biasDeviation,
    Optional<String> initFrom) {

  /** The settings that {@link #NETWORK} replaces. */
  static final List<String> PARTS =
      List.of("hidden", "activation", "bias", "dropout", "input-dropout");

  /** The whole network in one text. */
  public static final Setting<NetworkText> NETWORK =
      Setting.named("network", SettingTypes.written(NetworkText::parse, NetworkText::text))
          .label("LAYERS")
          .help(
              "The whole network, as in `dense 256, batch-norm, silu, dropout 0.1, dense 64, mish`,"
                  + " in place of "
                  + PARTS.stream().map(Mention::of).collect(joining(", ")))
          .page("models.md#networks")
          .inMl("network")
          .build();

  /** The units of each hidden layer. */
  public static final Setting<List<Integer>> HIDDEN =
      Setting.named("hidden", ListTypes.units())
          .label("UNITS,...")
          .help("Units of each hidden layer, as in `100,50`, or `none`")
          .byDefault(List.of(100))
          .unless(NETWORK)
          .inMl("hiddenLayers")
          .build();

  /** The activation of hidden layers. */
  public static final Setting<Activation> ACTIVATION =
      Setting.named("activation", SettingTypes.written(Activation::parse, Activation::text))
          .label("NAME")
          .help(
              "Activation of hidden layers: "
                  + SettingTypes.anyOf(Activation.all())
                  + ", or one with its own constant, as in `leaky-relu 0.2` and `elu 0.5`")
          .byDefault(new Relu())
          .unless(NETWORK)
          .inMl("activation")
          .build();

  /** The activation of the last layer. */
  public static final Setting<OutputActivation> OUTPUT_ACTIVATION =
      Setting.named("output-activation", SettingTypes.word(OutputActivation.class))
          .label("NAME")
          .help("Activation of the last layer: " + SettingTypes.anyOf(OutputActivation.class))
          .otherwise("from the task")
          .inMl("outputActivation")
          .build();

  /** The loss to minimise. */
  public static final Setting<Loss> LOSS =
      Setting.named("loss", SettingTypes.written(Loss::parse, Loss::text))
          .label("NAME")
          .help(
              "`cross-entropy` or `squared-error` (half of the square); for numbers also `huber`,"
                  + " `absolute-error`, `poisson` (counts; the output is exp) and `quantile`;"
                  + " `huber` and `quantile` can have a constant, as in `huber 0.5` and `quantile"
                  + " 0.9`")
          .page("mathematics.md#losses")
          .otherwise("from the task")
          .inMl("loss")
          .build();

  /** ε, the label smoothing of a cross-entropy. */
  public static final Setting<Double> LABEL_SMOOTHING =
      Setting.named("label-smoothing", SettingTypes.share("a share"))
          .label("E")
          .help("Share of each target that `cross-entropy` spreads evenly over all classes")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .inMl("labelSmoothing")
          .page("mathematics.md#losses")
          .build();

  /** Whether layers have biases. */
  public static final Setting<Boolean> BIAS =
      Setting.named("bias", SettingTypes.flag())
          .label("true|false")
          .help("Whether layers have biases")
          .byDefault(true)
          .unless(NETWORK)
          .inMl("bias")
          .build();

  /** The dropout of hidden units. */
  public static final Setting<Double> DROPOUT =
      Setting.named("dropout", SettingTypes.share("a probability"))
          .label("P")
          .help("Probability of dropping a hidden unit while training")
          .byDefault("0", 0.0)
          .unless(NETWORK)
          .inMl("dropout")
          .build();

  /** The dropout of features. */
  public static final Setting<Double> INPUT_DROPOUT =
      Setting.named("input-dropout", SettingTypes.share("a probability"))
          .label("P")
          .help("Probability of dropping a feature while training")
          .byDefault("0", 0.0)
          .unless(NETWORK)
          .unrecorded(0.0)
          .inMl("inputDropout")
          .build();

  /** The rule for initial weights. */
  public static final Setting<Initializer> INIT =
      Setting.named("init", SettingTypes.written(Initializers::parse, Initializers::text))
          .label("RULE")
          .help("Initial weights: `he`, `xavier`, `lecun`, `normal:SD` or `zeros`")
          .byDefault(new Initializer.Xavier())
          .inMl("init")
          .build();

  /** The standard deviation of initial biases. */
  public static final Setting<Double> INIT_BIASES =
      Setting.named("init-biases", SettingTypes.notNegative("a standard deviation"))
          .label("SD")
          .help("Standard deviation of initial biases around 0")
          .byDefault("0", 0.0)
          .inMl("initBiases")
          .build();

  /** A file with initial weights. */
  public static final Setting<String> INIT_FROM =
      Setting.named("init-from", SettingTypes.text())
          .label("FILE.npz")
          .help("Initial weights W1, b1, ... from a file: a model.npz, or an npz written by NumPy")
          .inMl("initFrom")
          .build();

  /** All network settings. */
  public static final Section SECTION =
      new Section(
          "Network",
          List.of(
              NETWORK,
              HIDDEN,
              ACTIVATION,
              OUTPUT_ACTIVATION,
              LOSS,
              LABEL_SMOOTHING,
              BIAS,
              DROPOUT,
              INPUT_DROPOUT,
              INIT,
              INIT_BIASES,
              INIT_FROM));

  /** The settings that {@link #NETWORK} replaces. */
  private static final List<Setting<?>> PARTS_OF_NETWORK =
      List.of(HIDDEN, ACTIVATION, BIAS, DROPOUT, INPUT_DROPOUT);

  public NetworkSettings {
    checkSize(layers);
  }

  /** Refuses a network that is too large for any data, before the data is read. */
  private static void checkSize(NetworkText network) {
    List<Layer> layers = network.layers(1);
    int first = 0; // the first layer whose units do not depend on the data
    while (!(layers.get(first) instanceof Dense)) {
      first++;
    }
    new NetworkSpec(1, layers.subList(first, layers.size()), new LinearSquaredError());
  }

  /**
   * Returns the network settings of these values.
   *
   * @throws BadInputException if two of them contradict each other
   */
  public static NetworkSettings of(SettingValues values) {
    NetworkText network = network(values);
    double biasDeviation = values.get(INIT_BIASES);
    if (biasDeviation > 0 && !network.hasBiases()) {
      throw BadInputException.at(INIT_BIASES + "", "a network with biases", withoutBiases(values));
    }
    return new NetworkSettings(
        network,
        new OutputPairing(
            values.find(OUTPUT_ACTIVATION), values.find(LOSS), values.get(LABEL_SMOOTHING)),
        values.get(INIT),
        biasDeviation,
        values.find(INIT_FROM));
  }

  private static String withoutBiases(SettingValues values) {
    return values
        .given(NETWORK)
        .map(network -> NETWORK + " " + network.text())
        .orElse(BIAS + " false");
  }

  private static NetworkText network(SettingValues values) {
    Optional<NetworkText> given = values.given(NETWORK);
    if (given.isEmpty()) {
      return perceptron(values);
    }
    Optional<Setting<?>> part = givenPart(values);
    if (part.isPresent()) {
      throw BadInputException.at(NETWORK + "", "either it or " + part.get(), "both");
    }
    return given.get();
  }

  /** Returns the first given setting that {@link #NETWORK} replaces, if any. */
  public static Optional<Setting<?>> givenPart(SettingValues values) {
    return PARTS_OF_NETWORK.stream().filter(part -> isGiven(part, values)).findFirst();
  }

  /**
   * Whether a setting has a value other than its default. A default counts as not given, because a
   * run's record can contain it.
   */
  static <T> boolean isGiven(Setting<T> setting, SettingValues values) {
    Optional<T> given = values.given(setting);
    return given.isPresent() && !given.equals(setting.fixedDefault());
  }

  private static NetworkText perceptron(SettingValues values) {
    List<Integer> hidden = values.get(HIDDEN);
    double dropout = values.get(DROPOUT);
    if (dropout > 0 && hidden.isEmpty()) {
      throw BadInputException.at(DROPOUT + "", "a hidden layer with units to drop", "none");
    }
    boolean bias = values.get(BIAS);
    List<Layer> layers = new ArrayList<>();
    if (values.get(INPUT_DROPOUT) > 0) {
      layers.add(new Dropout(values.get(INPUT_DROPOUT)));
    }
    layers.addAll(NetworkSpec.hidden(hidden, values.get(ACTIVATION), dropout, bias));
    return new NetworkText(layers, new Dense(1, bias));
  }
}
