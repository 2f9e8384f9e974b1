package org.lockstep.spark.fit;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OutputPairing;
import org.lockstep.spark.store.Models;

/**
 * How targets are scaled, as far as the settings decide it.
 *
 * @param given the scaling that the user asks for
 * @param output the requested activation of the last layer and loss
 * @param ofNumbers the same if the target turns out to be numeric
 * @param givenOfNumbers the scaling requested in that case
 * @param initFrom an npz file of initial weights, which are in the units of its model's scaled
 *     targets
 * @param known the target scaling of a model whose training continues
 */
public record TargetPlan(
    Optional<TargetScaling.Kind> given,
    OutputPairing output,
    OutputPairing ofNumbers,
    Optional<TargetScaling.Kind> givenOfNumbers,
    Optional<String> initFrom,
    Optional<TargetScaling> known) {

  /** The plan that these settings ask for. */
  public static TargetPlan of(DataSettings meaning, NetworkSettings network) {
    return new TargetPlan(
        meaning.targetScale(),
        network.output(),
        network.output(),
        meaning.targetScale(),
        network.initFrom(),
        Optional.empty());
  }

  /** The same with the scaling of a model whose training continues. */
  public TargetPlan knowing(TargetScaling scaling) {
    return new TargetPlan(given, output, ofNumbers, givenOfNumbers, initFrom, Optional.of(scaling));
  }

  /** The same with other requests if the target turns out to be numeric. */
  public TargetPlan withNumbers(OutputPairing other, Optional<TargetScaling.Kind> scale) {
    return new TargetPlan(given, output, other, scale, initFrom, known);
  }

  /**
   * The target that the output implies: softmax gives each of two classes its own probability.
   *
   * @param requested the task that the user names
   */
  TargetSchema meant(TargetSchema target, Optional<Task> requested) {
    boolean wantsBoth =
        target.task() == Task.BINARY
            && requested.isEmpty()
            && output.activation().equals(Optional.of(OutputActivation.SOFTMAX));
    return wantsBoth
        ? new TargetSchema(Task.CLASSIFICATION, target.columns(), target.classes())
        : target;
  }

  /** Whether targets must not be negative. */
  boolean isOfCounts() {
    return ofNumbers.ofNumbers() == OutputActivation.EXP;
  }

  /**
   * How targets are scaled, or how the scaling is to be fitted.
   *
   * @param kind the kind to fit, if there is no scaling yet
   */
  record Choice(TargetScaling.Kind kind, Optional<TargetScaling> scaling) {
    Choice(TargetScaling scaling) {
      this(scaling.kind(), Optional.of(scaling));
    }

    boolean isToBeFitted() {
      return scaling.isEmpty() && kind != TargetScaling.Kind.NONE;
    }
  }

  /**
   * Decides for a target.
   *
   * @throws BadInputException if it cannot be scaled as the user asks
   */
  Choice choose(TargetSchema target, Configuration configuration) {
    if (known.isPresent()) {
      return new Choice(known.get());
    }
    check(target.task());
    boolean isLinear = ofNumbers.ofNumbers() == OutputActivation.LINEAR;
    boolean isRegression = target.task() == Task.REGRESSION;
    Optional<TargetScaling.Kind> asked = asked(target.task());
    Optional<TargetScaling> before =
        isRegression ? initFrom.flatMap(file -> ofFile(file, configuration)) : Optional.empty();
    if (before.isPresent()
        && before.get().outputs() == target.outputs()
        && asked.orElse(before.get().kind()) == before.get().kind()) {
      return new Choice(before.get());
    }
    TargetScaling.Kind otherwise =
        isRegression && isLinear ? TargetScaling.Kind.STANDARD : TargetScaling.Kind.NONE;
    return new Choice(asked.orElse(otherwise), Optional.empty());
  }

  /**
   * Checks that a task's targets can be scaled as the user asks.
   *
   * @throws BadInputException if they cannot
   */
  public void check(Task task) {
    Optional<TargetScaling.Kind> asked = asked(task);
    if (asked.isEmpty() || asked.get() == TargetScaling.Kind.NONE) {
      return;
    }
    if (task != Task.REGRESSION) {
      throw refused(asked.get(), "numbers as the target", task.predicts());
    }
    if (ofNumbers.ofNumbers() != OutputActivation.LINEAR) {
      throw refused(asked.get(), "a linear output", Words.of(ofNumbers.ofNumbers()));
    }
  }

  private Optional<TargetScaling.Kind> asked(Task task) {
    return task == Task.REGRESSION ? givenOfNumbers : given;
  }

  private static BadInputException refused(
      TargetScaling.Kind asked, String expected, String found) {
    return BadInputException.at(DataSettings.TARGET_SCALE + " " + Words.of(asked), expected, found);
  }

  private static Optional<TargetScaling> ofFile(String file, Configuration configuration) {
    return Models.read(file, configuration, in -> ModelFile.readTargetScaling(file, in));
  }
}
