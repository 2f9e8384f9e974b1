package org.lockstep.model.file;

import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

/**
 * A trained network, with all that a prediction from raw input needs. Its parts agree in size, and
 * no parameter is NaN or infinite.
 *
 * @param network the network's structure
 * @param parameters θ, laid out by {@link ParameterLayout}; its precision is the model's
 * @param input the raw input's columns
 * @param target what the outputs mean
 * @param scaling from raw features to what the network sees
 * @param targetScaling from targets to what the network outputs; none for classes
 */
public record Model(
    NetworkSpec network,
    FlatVector parameters,
    InputSchema input,
    TargetSchema target,
    Scaling scaling,
    TargetScaling targetScaling) {
  public Model {
    check("parameters", ParameterLayout.of(network).length(), parameters.length());
    check("input features", network.inputs(), input.width());
    check("scaled features", network.inputs(), scaling.width());
    check("outputs", network.outputs(), target.outputs());
    check("scaled targets", network.outputs(), targetScaling.outputs());
    if (target.task() != Task.REGRESSION && !targetScaling.isNone()) {
      throw new IllegalArgumentException("a scaling of targets that are classes");
    }
    if (!parameters.isFinite()) {
      throw new IllegalArgumentException("parameters are not finite");
    }
  }

  /** A model whose outputs are in the target's own unit. */
  public Model(
      NetworkSpec network,
      FlatVector parameters,
      InputSchema input,
      TargetSchema target,
      Scaling scaling) {
    this(network, parameters, input, target, scaling, TargetScaling.none(network.outputs()));
  }

  /**
   * Combines models that predict together, by the mean of their outputs: the first model with the
   * parameters of all.
   *
   * @throws IllegalArgumentException if their networks differ
   */
  public static Model together(List<Model> members) {
    Model first = members.get(0);
    NetworkSpec network = first.network.withMembers(members.size());
    FlatVector all =
        FlatVector.zeros(first.parameters.precision(), ParameterLayout.of(network).length());
    List<ParameterLayout.Array> from = ParameterLayout.of(first.network).arrays();
    List<ParameterLayout.Array> to = ParameterLayout.of(network).arrays();
    for (int member = 0; member < members.size(); member++) {
      Model model = members.get(member);
      if (!model.network.equals(first.network)) {
        throw new IllegalArgumentException(
            "networks " + first.network.text() + " and " + model.network.text());
      }
      for (int a = 0; a < from.size(); a++) {
        int start = from.get(a).offset();
        int target = to.get(a).offset(member);
        for (int i = 0; i < from.get(a).length(); i++) {
          all.set(target + i, model.parameters.get(start + i));
        }
      }
    }
    return new Model(network, all, first.input, first.target, first.scaling, first.targetScaling);
  }

  /** The same model with another threshold for its two classes. */
  public Model withThreshold(OptionalDouble threshold) {
    return new Model(
        network, parameters, input, target.withThreshold(threshold), scaling, targetScaling);
  }

  private static void check(String what, int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException("expected " + expected + " " + what + ", found " + found);
    }
  }
}
