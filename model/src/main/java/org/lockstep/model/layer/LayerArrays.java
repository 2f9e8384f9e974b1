package org.lockstep.model.layer;

import java.util.List;
import org.lockstep.model.math.Matrix;

/**
 * A layer's parameters, or the derivatives with respect to them.
 *
 * @param own as {@link Layer#parameters} lists them
 * @param inner the arrays of each of the {@linkplain Layer#inner() layers inside}
 */
public record LayerArrays(List<Matrix> own, List<LayerArrays> inner) {
  public LayerArrays {
    own = List.copyOf(own);
    inner = List.copyOf(inner);
  }

  /** The arrays of a layer without layers inside. */
  public static LayerArrays of(Matrix... own) {
    return new LayerArrays(List.of(own), List.of());
  }

  /** One of the layer's own arrays. */
  public Matrix get(int i) {
    return own.get(i);
  }
}
