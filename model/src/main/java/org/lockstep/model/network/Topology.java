package org.lockstep.model.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.loss.OutputLoss;

/**
 * What a network looks like: all that is needed to compute with its parameters.
 *
 * @param inputs features per row
 * @param hidden units of each hidden layer; empty for a linear model
 * @param activation of every hidden layer
 * @param outputs units of the last layer
 * @param outputLoss the output activation and its loss
 * @param bias whether layers have biases
 */
public record Topology(
    int inputs,
    List<Integer> hidden,
    Activation activation,
    int outputs,
    OutputLoss outputLoss,
    boolean bias)
    implements Serializable {

  /** Arrays of the JVM end a little below 2^31. */
  private static final long MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  public Topology {
    hidden = List.copyOf(hidden);
    long parameters = 0;
    int in = inputs;
    for (int out : widths(hidden, outputs)) {
      if (in < 1 || out < 1) {
        throw BadInputException.at("network", "layers of at least 1 unit", in + " x " + out);
      }
      parameters += (long) in * out + (bias ? out : 0);
      if (parameters > MOST_PARAMETERS) { // in the loop: the sum of all layers may exceed a long
        throw BadInputException.at(
            "network", "at most " + MOST_PARAMETERS + " parameters", "at least " + parameters);
      }
      in = out;
    }
  }

  /** The widths of all layers behind the input. */
  public List<Integer> layers() {
    return widths(hidden, outputs);
  }

  /** As people write it: {@code 784-100-10}. */
  public String text() {
    StringBuilder text = new StringBuilder().append(inputs);
    layers().forEach(width -> text.append('-').append(width));
    return text.toString();
  }

  private static List<Integer> widths(List<Integer> hidden, int outputs) {
    List<Integer> widths = new ArrayList<>(hidden);
    widths.add(outputs);
    return widths;
  }
}
