package org.lockstep.model.file;

import java.util.List;
import java.util.stream.Collectors;
import org.lockstep.model.math.FlatVector;

/**
 * A NumPy array.
 *
 * @param shape one to three lengths
 * @param values row-major, as many as the product of the shape
 */
public record NpyArray(List<Integer> shape, FlatVector values) {
  public NpyArray {
    shape = List.copyOf(shape);
    if (shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact)
        != values.length()) {
      throw new IllegalArgumentException(
          values.length() + " values in the shape " + shapeText(shape));
    }
  }

  /** As NumPy writes it: {@code (784, 100)} or {@code (100,)}. */
  static String shapeText(List<? extends Number> shape) {
    return shape.size() == 1
        ? "(" + shape.get(0) + ",)"
        : shape.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
