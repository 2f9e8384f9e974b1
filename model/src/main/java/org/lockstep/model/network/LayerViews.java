package org.lockstep.model.network;

import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.text.Text;

/** A flat vector seen layer by layer: W and b of θ, or dW and db of a gradient. */
final class LayerViews {
  private final FlatVector vector;
  private final Matrix[] weights;
  private final Matrix[] biases;

  LayerViews(ParameterLayout layout, Arithmetic arithmetic, FlatVector vector) {
    if (vector.length() != layout.length() || vector.precision() != arithmetic.precision()) {
      throw new IllegalArgumentException(
          Text.format(
              "expected %d parameters in %s but found %d in %s",
              layout.length(), arithmetic.precision(), vector.length(), vector.precision()));
    }
    this.vector = vector;
    weights = views(layout.weights(), arithmetic, vector);
    biases = views(layout.biases(), arithmetic, vector);
  }

  private static Matrix[] views(
      List<ParameterLayout.Array> arrays, Arithmetic arithmetic, FlatVector vector) {
    return arrays.stream()
        .map(a -> arithmetic.view(vector, a.offset(), a.rows(), a.columns()))
        .toArray(Matrix[]::new);
  }

  /** Whether this is a view of that very vector. */
  boolean areOf(FlatVector other) {
    return vector == other;
  }

  /** in x out. */
  Matrix weights(int layer) {
    return weights[layer];
  }

  /** 1 x out, or null for a network without biases. */
  Matrix biases(int layer) {
    return biases.length == 0 ? null : biases[layer];
  }
}
