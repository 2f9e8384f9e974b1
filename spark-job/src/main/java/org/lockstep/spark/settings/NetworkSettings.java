package org.lockstep.spark.settings;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.NetworkSpec;

/**
 * The network, as far as the data does not decide.
 *
 * @param output the last layer's activation and the loss
 * @param biasDeviation the standard deviation of initial biases, 0 for biases of 0
 * @param initFrom an npz file of initial weights
 */
public record NetworkSettings(
    List<Integer> hidden,
    Activation activation,
    OutputPairing output,
    boolean bias,
    double dropout,
    Initializer initializer,
    double biasDeviation,
    Optional<String> initFrom) {

  /** Units of each hidden layer. */
  public static final Setting<List<Integer>> HIDDEN =
      Setting.named("hidden", Types.units())
          .label("UNITS,...")
          .help("Units of each hidden layer, as in `100,50`, or `none`")
          .byDefault(List.of(100))
          .inMl("hiddenLayers")
          .build();

  /** Of hidden layers. */
  public static final Setting<Activation> ACTIVATION =
      Setting.named("activation", Types.written(Activation::parse, Activation::text))
          .label("NAME")
          .help(
              "Of hidden layers: "
                  + Types.anyOf(Activation.all())
                  + ", or with a constant of its own, as in `leaky-relu 0.2` and `elu 0.5`")
          .byDefault(new Relu())
          .inMl("activation")
          .build();

  /** Of the last layer. */
  public static final Setting<OutputActivation> OUTPUT_ACTIVATION =
      Setting.named("output-activation", Types.word(OutputActivation.class))
          .label("NAME")
          .help("Of the last layer: " + Types.anyOf(OutputActivation.class))
          .otherwise("from the task")
          .inMl("outputActivation")
          .build();

  /** What is minimised. */
  public static final Setting<Loss> LOSS =
      Setting.named("loss", Types.written(Loss::parse, Loss::text))
          .label("NAME")
          .help(
              "`cross-entropy` or `squared-error` (half of the square); of numbers also `huber`,"
                  + " `absolute-error`, `poisson` (counts; the output is exp) and `quantile`, the"
                  + " first and the last perhaps with a constant, as in `huber 0.5` and `quantile"
                  + " 0.9`")
          .page("mathematics.md#losses")
          .otherwise("from the task")
          .inMl("loss")
          .build();

  /** ε of a cross-entropy. */
  public static final Setting<Double> LABEL_SMOOTHING =
      Setting.named("label-smoothing", Types.share("a share"))
          .label("E")
          .help("Share of each target that `cross-entropy` spreads evenly over all classes")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .inMl("labelSmoothing")
          .page("mathematics.md#losses")
          .build();

  /** Whether layers have biases. */
  public static final Setting<Boolean> BIAS =
      Setting.named("bias", Types.flag())
          .label("true|false")
          .help("Whether layers have biases")
          .byDefault(true)
          .inMl("bias")
          .build();

  /** Of hidden units. */
  public static final Setting<Double> DROPOUT =
      Setting.named("dropout", Types.share("a probability"))
          .label("P")
          .help("Probability of dropping a hidden unit while training")
          .byDefault("0", 0.0)
          .inMl("dropout")
          .build();

  /** The rule for initial weights. */
  public static final Setting<Initializer> INIT =
      Setting.named("init", Types.written(Initializers::parse, Initializers::text))
          .label("RULE")
          .help("Initial weights: `he`, `xavier`, `lecun`, `normal:SD` or `zeros`")
          .byDefault(new Initializer.Xavier())
          .inMl("init")
          .build();

  /** Of initial biases. */
  public static final Setting<Double> INIT_BIASES =
      Setting.named("init-biases", Types.notNegative("a standard deviation"))
          .label("SD")
          .help("Standard deviation of initial biases around 0")
          .byDefault("0", 0.0)
          .inMl("initBiases")
          .build();

  /** Initial weights from a file. */
  public static final Setting<String> INIT_FROM =
      Setting.named("init-from", Types.text())
          .label("FILE.npz")
          .help("Initial weights W1, b1, ... from a file: a model.npz, or an npz that NumPy wrote")
          .inMl("initFrom")
          .build();

  /** All of them. */
  public static final Section SECTION =
      new Section(
          "Network",
          List.of(
              HIDDEN,
              ACTIVATION,
              OUTPUT_ACTIVATION,
              LOSS,
              LABEL_SMOOTHING,
              BIAS,
              DROPOUT,
              INIT,
              INIT_BIASES,
              INIT_FROM));

  public NetworkSettings {
    hidden = List.copyOf(hidden);
    if (biasDeviation > 0 && !bias) {
      throw BadInputException.at(INIT_BIASES + "", "a network with biases", BIAS + " false");
    }
    if (dropout > 0 && hidden.isEmpty()) {
      throw BadInputException.at(DROPOUT + "", "a hidden layer to drop units of", "none");
    }
    // What is too large whatever the data is refused before anybody reads it.
    NetworkSpec.perceptron(1, hidden, activation, 1, new LinearSquaredError(), bias);
  }

  /**
   * What these values say.
   *
   * @throws BadInputException where two of them do not go together
   */
  public static NetworkSettings of(SettingValues values) {
    return new NetworkSettings(
        values.get(HIDDEN),
        values.get(ACTIVATION),
        new OutputPairing(
            values.find(OUTPUT_ACTIVATION), values.find(LOSS), values.get(LABEL_SMOOTHING)),
        values.get(BIAS),
        values.get(DROPOUT),
        values.get(INIT),
        values.get(INIT_BIASES),
        values.find(INIT_FROM));
  }
}
