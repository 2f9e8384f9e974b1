package org.lockstep.model.network;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.text.Text;

/** A flat vector seen layer by layer: the arrays of θ, or those of a gradient. */
final class ParameterViews {
  private final FlatVector vector;
  private final List<List<Matrix>> ofLayers = new ArrayList<>();

  ParameterViews(Network network, Arithmetic arithmetic, FlatVector vector) {
    ParameterLayout layout = network.layout();
    if (vector.length() != layout.length() || vector.precision() != arithmetic.precision()) {
      throw new IllegalArgumentException(
          Text.format(
              "expected %d parameters in %s but found %d in %s",
              layout.length(), arithmetic.precision(), vector.length(), vector.precision()));
    }
    this.vector = vector;
    int next = 0;
    int in = network.spec().inputs();
    for (Layer layer : network.spec().layers()) {
      int arrays = layer.parameters(in).size();
      ofLayers.add(
          layout.arrays().subList(next, next + arrays).stream()
              .map(a -> arithmetic.view(vector, a.offset(), a.rows(), a.columns()))
              .toList());
      next += arrays;
      in = layer.outputs(in);
    }
  }

  /** Whether this is a view of that very vector. */
  boolean areOf(FlatVector other) {
    return vector == other;
  }

  /** A layer's arrays. */
  List<Matrix> ofLayer(int layer) {
    return ofLayers.get(layer);
  }
}
