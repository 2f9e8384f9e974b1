package org.lockstep.spark.settings;

import static org.lockstep.spark.settings.NetworkSettings.LABEL_SMOOTHING;
import static org.lockstep.spark.settings.NetworkSettings.LOSS;
import static org.lockstep.spark.settings.NetworkSettings.OUTPUT_ACTIVATION;

import java.util.Optional;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.ExpPoisson;
import org.lockstep.model.loss.LinearAbsoluteError;
import org.lockstep.model.loss.LinearHuber;
import org.lockstep.model.loss.LinearQuantile;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SigmoidSquaredError;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.text.Words;

/**
 * The pairing of output activation and loss, and a task's default pair.
 *
 * @param activation the requested activation; empty: from the task and the loss
 * @param loss the requested loss; empty: from the task and the activation
 * @param smoothing ε, the label smoothing
 */
public record OutputPairing(
    Optional<OutputActivation> activation, Optional<Loss> loss, double smoothing) {

  /** Refuses a pair that makes no sense whatever the task. */
  public OutputPairing {
    Optional<Loss.Kind> kind = loss.map(Loss::kind);
    if (smoothing > 0 && kind.isPresent() && kind.get() != Loss.Kind.CROSS_ENTROPY) {
      throw BadInputException.at(
          LABEL_SMOOTHING + "", LOSS + " cross-entropy", LOSS + " " + Words.of(kind.get()));
    }
    if (activation.isPresent() && loss.isPresent()) {
      pair(activation.get(), loss.get(), smoothing);
    }
  }

  /** Returns the output in effect for a task: the request, completed from the task. */
  public OutputLoss resolve(Task task) {
    Loss inEffect =
        loss.orElseGet(
            () ->
                new Loss(
                    activation.equals(Optional.of(OutputActivation.EXP))
                        ? Loss.Kind.POISSON
                        : task == Task.REGRESSION
                                || activation.equals(Optional.of(OutputActivation.LINEAR))
                            ? Loss.Kind.SQUARED_ERROR
                            : Loss.Kind.CROSS_ENTROPY));
    checkTask(task, inEffect);
    OutputLoss output =
        pair(activation.orElseGet(() -> defaultActivation(task, inEffect)), inEffect, smoothing);
    if (task != Task.CLASSIFICATION && output.activation() == OutputActivation.SOFTMAX) {
      throw BadInputException.at(
          OUTPUT_ACTIVATION + "",
          switch (task) {
            case BINARY -> "sigmoid for a binary task";
            case MULTI_LABEL -> "sigmoid for several labels";
            default -> "sigmoid or linear for regression";
          },
          "softmax");
    }
    return output;
  }

  private void checkTask(Task task, Loss inEffect) {
    boolean isOfBoth = inEffect.kind() == Loss.Kind.SQUARED_ERROR;
    boolean isOfClasses = inEffect.kind() == Loss.Kind.CROSS_ENTROPY;
    if (task == Task.REGRESSION && isOfClasses) {
      throw BadInputException.at(LOSS + "", "squared-error for regression", "cross-entropy");
    }
    if (task != Task.REGRESSION && !isOfBoth && !isOfClasses) {
      throw BadInputException.at(
          LOSS + "",
          "cross-entropy or squared-error for "
              + (task == Task.MULTI_LABEL ? "several labels" : "classes"),
          inEffect.text());
    }
    if (smoothing > 0 && !isOfClasses) {
      throw BadInputException.at(
          LABEL_SMOOTHING + "", LOSS + " cross-entropy", LOSS + " " + inEffect.text());
    }
  }

  /** The output activation of a regression. */
  public OutputActivation ofNumbers() {
    return activation.orElseGet(
        () ->
            loss.isPresent() && loss.get().kind() == Loss.Kind.POISSON
                ? OutputActivation.EXP
                : OutputActivation.LINEAR);
  }

  private static OutputActivation defaultActivation(Task task, Loss loss) {
    if (loss.kind() == Loss.Kind.POISSON) {
      return OutputActivation.EXP;
    }
    return switch (task) {
      case REGRESSION -> OutputActivation.LINEAR;
      case BINARY, MULTI_LABEL -> OutputActivation.SIGMOID;
      case CLASSIFICATION ->
          loss.kind() == Loss.Kind.CROSS_ENTROPY
              ? OutputActivation.SOFTMAX
              : OutputActivation.SIGMOID;
    };
  }

  private static OutputLoss pair(OutputActivation activation, Loss loss, double smoothing) {
    return switch (activation) {
      case SOFTMAX -> {
        if (loss.kind() == Loss.Kind.CROSS_ENTROPY) {
          yield new SoftmaxCrossEntropy(smoothing);
        }
        throw refused(activation, "cross-entropy", loss);
      }
      case SIGMOID ->
          switch (loss.kind()) {
            case CROSS_ENTROPY -> new SigmoidCrossEntropy(smoothing);
            case SQUARED_ERROR -> new SigmoidSquaredError();
            default -> throw refused(activation, "cross-entropy or squared-error", loss);
          };
      case LINEAR ->
          switch (loss.kind()) {
            case SQUARED_ERROR -> new LinearSquaredError();
            case HUBER -> new LinearHuber(loss.constant());
            case ABSOLUTE_ERROR -> new LinearAbsoluteError();
            case QUANTILE -> new LinearQuantile(loss.constant());
            case CROSS_ENTROPY, POISSON -> throw refused(activation, "squared-error", loss);
          };
      case EXP -> {
        if (loss.kind() == Loss.Kind.POISSON) {
          yield new ExpPoisson();
        }
        throw refused(activation, "poisson", loss);
      }
    };
  }

  private static BadInputException refused(
      OutputActivation activation, String expected, Loss loss) {
    return BadInputException.at(
        OUTPUT_ACTIVATION + " " + Words.of(activation),
        LOSS + " " + expected,
        LOSS + " " + loss.text());
  }
}
