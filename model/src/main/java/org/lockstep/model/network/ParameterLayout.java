package org.lockstep.model.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each array lies in the flat vector θ: W1, b1, W2, b2, ... one behind the other, each
 * row-major. Gradient, optimizer state and model file have the same layout.
 *
 * @param arrays in their order in θ
 */
public record ParameterLayout(List<Array> arrays) implements Serializable {

  /**
   * One parameter array.
   *
   * @param name {@code W1}, {@code b1}, ... as in the model file
   * @param offset of its first element in θ
   * @param rows in for weights, 1 for biases
   * @param columns out
   * @param isWeight whether L2 applies
   */
  public record Array(String name, int offset, int rows, int columns, boolean isWeight)
      implements Serializable {

    /** Elements. */
    public int length() {
      return rows * columns;
    }

    /** One behind its last element in θ. */
    public int end() {
      return offset + length();
    }
  }

  public ParameterLayout {
    arrays = List.copyOf(arrays);
  }

  /** The layout of a topology. */
  public static ParameterLayout of(Topology topology) {
    List<Array> arrays = new ArrayList<>();
    int offset = 0;
    int in = topology.inputs();
    int number = 1;
    for (int out : topology.layers()) {
      Array weights = new Array("W" + number, offset, in, out, true);
      arrays.add(weights);
      offset = weights.end();
      if (topology.bias()) {
        Array biases = new Array("b" + number, offset, 1, out, false);
        arrays.add(biases);
        offset = biases.end();
      }
      in = out;
      number++;
    }
    return new ParameterLayout(arrays);
  }

  /** Elements of θ. */
  public int length() {
    return arrays.isEmpty() ? 0 : arrays.get(arrays.size() - 1).end();
  }

  /** The weights of all layers, in order. */
  public List<Array> weights() {
    return arrays.stream().filter(Array::isWeight).toList();
  }

  /** The biases of all layers, in order; empty for a network without. */
  public List<Array> biases() {
    return arrays.stream().filter(array -> !array.isWeight()).toList();
  }
}
