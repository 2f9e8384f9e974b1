package org.lockstep.model.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A column of several numbers per row, each of which becomes a feature.
 *
 * @param width how many numbers
 * @param image how they are arranged, if they are pixels
 */
public record VectorColumn(String name, int width, Optional<ImageShape> image)
    implements InputColumn {
  public VectorColumn {
    if (width < 1) {
      throw new IllegalArgumentException("column " + name + " has width " + width);
    }
    if (image.isPresent() && image.get().length() != width) {
      throw new IllegalArgumentException(
          "column " + name + " has width " + width + " and is " + image.get());
    }
  }

  @Override
  public int values() {
    return width;
  }

  @Override
  public List<String> featureNames() {
    return width == 1
        ? List.of(name)
        : IntStream.range(0, width).mapToObj(j -> name + "[" + j + "]").toList();
  }
}
