package org.lockstep.model.network;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.LayerArrays;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.text.Text;

/** A flat vector seen layer by layer: the arrays of θ, or those of a gradient. */
final class ParameterViews {
  private final FlatVector vector;
  private final List<List<LayerArrays>> ofMembers;

  ParameterViews(Network network, Arithmetic arithmetic, FlatVector vector) {
    ParameterLayout layout = network.layout();
    if (vector.length() != layout.length() || vector.precision() != arithmetic.precision()) {
      throw new IllegalArgumentException(
          Text.format(
              "expected %d parameters in %s but found %d in %s",
              layout.length(), arithmetic.precision(), vector.length(), vector.precision()));
    }
    this.vector = vector;
    this.ofMembers =
        IntStream.range(0, network.spec().members())
            .mapToObj(
                member ->
                    of(
                        network.spec().layers(),
                        network.spec().inputs(),
                        layout.arrays().stream()
                            .map(
                                a ->
                                    arithmetic.view(
                                        vector, a.offset(member), a.rows(), a.columns()))
                            .iterator()))
            .toList();
  }

  private static List<LayerArrays> of(List<Layer> layers, int inputs, Iterator<Matrix> arrays) {
    List<LayerArrays> all = new ArrayList<>();
    int in = inputs;
    for (Layer layer : layers) {
      List<Matrix> own = layer.parameters(in).stream().map(spec -> arrays.next()).toList();
      all.add(new LayerArrays(own, of(layer.inner(), in, arrays)));
      in = layer.outputs(in);
    }
    return List.copyOf(all);
  }

  /** Whether these are views of exactly that vector. */
  boolean areOf(FlatVector other) {
    return vector == other;
  }

  /** Each layer's arrays, for a single network. */
  List<LayerArrays> ofLayers() {
    return ofMembers.get(0);
  }

  /** The same for a member, from 0. */
  List<LayerArrays> ofMember(int member) {
    return ofMembers.get(member);
  }
}
