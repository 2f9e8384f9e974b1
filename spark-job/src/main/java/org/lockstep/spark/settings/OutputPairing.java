package org.lockstep.spark.settings;

import static org.lockstep.spark.settings.NetworkSettings.LOSS;
import static org.lockstep.spark.settings.NetworkSettings.OUTPUT_ACTIVATION;

import java.util.Optional;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SigmoidSquaredError;
import org.lockstep.model.loss.SoftmaxCrossEntropy;

/** Which output activation goes with which loss, and which pair a task gets by default. */
public final class OutputPairing {
  private OutputPairing() {}

  /** Refuses a pair that makes no sense whatever the task. */
  static void check(Optional<OutputActivation> activation, Optional<Loss> loss) {
    if (activation.isPresent() && loss.isPresent()) {
      pair(activation.get(), loss.get());
    }
  }

  /** The output in effect: what was asked for, completed from the task. */
  public static OutputLoss resolve(
      Task task, Optional<OutputActivation> activation, Optional<Loss> loss) {
    Loss inEffect =
        loss.orElseGet(
            () ->
                task == Task.REGRESSION || activation.equals(Optional.of(OutputActivation.LINEAR))
                    ? Loss.SQUARED_ERROR
                    : Loss.CROSS_ENTROPY);
    if (task == Task.REGRESSION && inEffect == Loss.CROSS_ENTROPY) {
      throw BadInputException.at(LOSS + "", "squared-error for regression", "cross-entropy");
    }
    OutputLoss output =
        pair(activation.orElseGet(() -> defaultActivation(task, inEffect)), inEffect);
    if (task != Task.CLASSIFICATION && output.activation() == OutputActivation.SOFTMAX) {
      throw BadInputException.at(
          OUTPUT_ACTIVATION + "",
          task == Task.BINARY ? "sigmoid for a binary task" : "sigmoid or linear for regression",
          "softmax");
    }
    return output;
  }

  private static OutputActivation defaultActivation(Task task, Loss loss) {
    return switch (task) {
      case REGRESSION -> OutputActivation.LINEAR;
      case BINARY -> OutputActivation.SIGMOID;
      case CLASSIFICATION ->
          loss == Loss.CROSS_ENTROPY ? OutputActivation.SOFTMAX : OutputActivation.SIGMOID;
    };
  }

  private static OutputLoss pair(OutputActivation activation, Loss loss) {
    return switch (activation) {
      case SOFTMAX -> {
        if (loss == Loss.SQUARED_ERROR) {
          throw BadInputException.at(
              OUTPUT_ACTIVATION + " softmax", LOSS + " cross-entropy", LOSS + " squared-error");
        }
        yield new SoftmaxCrossEntropy();
      }
      case SIGMOID ->
          loss == Loss.CROSS_ENTROPY ? new SigmoidCrossEntropy() : new SigmoidSquaredError();
      case LINEAR -> {
        if (loss == Loss.CROSS_ENTROPY) {
          throw BadInputException.at(
              OUTPUT_ACTIVATION + " linear", LOSS + " squared-error", LOSS + " cross-entropy");
        }
        yield new LinearSquaredError();
      }
    };
  }
}
