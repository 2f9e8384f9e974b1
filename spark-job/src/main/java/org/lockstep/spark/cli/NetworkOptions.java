package org.lockstep.spark.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.network.Initializer;
import org.lockstep.spark.job.TrainingSettings.Loss;
import org.lockstep.spark.job.TrainingSettings.NetworkSettings;
import org.lockstep.spark.job.TrainingSettings.OutputActivation;
import picocli.CommandLine.Option;

/** The network. */
final class NetworkOptions {
  private static final int MOST_LAYERS = 1000;

  @Option(
      names = "--hidden",
      paramLabel = "UNITS,...",
      description = "Units of each hidden layer, or none [100].")
  private String hidden = "100";

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "Of hidden layers: relu, leaky-relu, tanh, sigmoid or identity [relu].")
  private Activation activation = Activation.RELU;

  @Option(
      names = "--output-activation",
      paramLabel = "NAME",
      description = "softmax, sigmoid or linear [from the task].")
  private OutputActivation outputActivation;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "cross-entropy or squared-error [from the task].")
  private Loss loss;

  @Option(
      names = "--bias",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether layers have biases [true].")
  private boolean bias = true;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Probability of dropping a hidden unit while training [0].")
  private double dropout;

  @Option(
      names = "--init",
      paramLabel = "RULE",
      description = "he, xavier, lecun, normal:SD or zeros [he for the relu family, else xavier].")
  private String init;

  @Option(
      names = "--init-biases",
      paramLabel = "SD",
      description = "Standard deviation of initial biases around 0 [0].")
  private double initBiases;

  @Option(
      names = "--init-from",
      paramLabel = "FILE.npz",
      description = "Initial weights W1, b1, ...: a model.npz, or an npz of NumPy's.")
  private String initFrom;

  NetworkSettings settings() {
    return new NetworkSettings(
        units(hidden),
        activation,
        Optional.ofNullable(outputActivation),
        Optional.ofNullable(loss),
        bias,
        dropout,
        Optional.ofNullable(init).map(NetworkOptions::initializer),
        initBiases,
        Optional.ofNullable(initFrom));
  }

  private static List<Integer> units(String text) {
    if (text.equals("none")) {
      return List.of();
    }
    String[] parts = text.split(",", -1);
    if (parts.length > MOST_LAYERS) {
      throw BadInputException.at(
          "--hidden", "at most " + MOST_LAYERS + " layers", Integer.toString(parts.length));
    }
    return Arrays.stream(parts).map(part -> layer(part.strip(), text)).toList();
  }

  private static int layer(String part, String text) {
    try {
      int units = Integer.parseInt(part);
      if (units >= 1) {
        return units;
      }
    } catch (NumberFormatException e) {
      // Told below, with the range.
    }
    throw BadInputException.at(
        "--hidden",
        "none, or units of each layer from 1 to " + Integer.MAX_VALUE + ", as in 100,50",
        BadInputException.quote(text));
  }

  private static Initializer initializer(String text) {
    if (text.startsWith("normal:")) {
      try {
        return new Initializer.Normal(Double.parseDouble(text.substring("normal:".length())));
      } catch (NumberFormatException e) {
        throw BadInputException.at("--init", "normal:SD, as in normal:0.01", quoted(text), e);
      }
    }
    return switch (text) {
      case "he" -> new Initializer.He();
      case "xavier" -> new Initializer.Xavier();
      case "lecun" -> new Initializer.LeCun();
      case "zeros" -> new Initializer.Zeros();
      default ->
          throw BadInputException.at(
              "--init", "he, xavier, lecun, normal:SD or zeros", quoted(text));
    };
  }

  private static String quoted(String text) {
    return BadInputException.quote(text);
  }
}
