package org.lockstep.model.file;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Words;

/** The arrays of one npz by name, until they are known to be what a network needs. */
final class NamedArrays {
  /** The suffix of an array's entry. */
  static final String SUFFIX = ".npy";

  private final String place;
  private final Map<String, NpyArray> arrays = new HashMap<>();

  NamedArrays(String place) {
    this.place = place;
  }

  /** Reads the entry {@code name.npy} as the array {@code name}. */
  void read(String entry, InputStream content) throws IOException {
    arrays.put(
        entry.substring(0, entry.length() - SUFFIX.length()),
        NpyFormat.read(NpzReader.placeOf(place, entry), content));
  }

  /** Whether these look like the weights of some network. */
  boolean hasFirstWeights() {
    return arrays.containsKey("W1");
  }

  /** Fails if there are arrays that are neither parameters of the layout nor {@code known}. */
  void refuseOthers(ParameterLayout layout, Set<String> known) {
    Set<String> unknown = new HashSet<>(arrays.keySet());
    unknown.removeAll(known);
    layout.arrays().forEach(array -> unknown.remove(array.name()));
    if (!unknown.isEmpty()) {
      throw BadInputException.at(
          place,
          "only the arrays "
              + layout.arrays().stream().map(ParameterLayout.Array::name).collect(joining(", ")),
          unknown.stream().sorted().limit(5).map(BadInputException::quote).collect(joining(", ")));
    }
  }

  /** A vector of {@code length} finite numbers. */
  double[] vector(String name, int length) {
    NpyArray array = find(name, List.of(length));
    if (!array.shape().equals(List.of(length))) {
      throw otherShape(name, List.of(length), array);
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = array.values().get(i);
      checkFinite(name, values[i], values[i], i);
    }
    return values;
  }

  /** A vector as long as θ and of its precision; it can hold any numbers. */
  FlatVector like(FlatVector theta, String name) {
    List<Integer> shape = List.of(theta.length());
    NpyArray array = find(name, shape);
    if (!array.shape().equals(shape)) {
      throw otherShape(name, shape, array);
    }
    if (array.values().precision() != theta.precision()) {
      throw otherPrecision(name, theta.precision(), array);
    }
    return array.values();
  }

  /** θ from arrays with exactly the layout's shapes and this precision. */
  FlatVector parametersOf(ParameterLayout layout, Precision precision) {
    for (ParameterLayout.Array array : layout.arrays()) { // first, before anything claims memory
      NpyArray found = find(array.name(), array.shape());
      if (!found.shape().equals(array.shape())) {
        throw otherShape(array.name(), array.shape(), found);
      }
      if (found.values().precision() != precision) {
        throw otherPrecision(array.name(), precision, found);
      }
    }
    return joined(layout, precision);
  }

  /** θ from arrays of either precision, where biases can be rows of a matrix. */
  FlatVector roundedParametersOf(ParameterLayout layout, Precision precision) {
    for (ParameterLayout.Array array : layout.arrays()) {
      NpyArray found = find(array.name(), array.shape());
      boolean isRow =
          array.role() != Role.WEIGHT && found.shape().equals(List.of(1, array.columns()));
      if (!isRow && !found.shape().equals(array.shape())) {
        throw otherShape(array.name(), array.shape(), found);
      }
    }
    return joined(layout, precision);
  }

  private FlatVector joined(ParameterLayout layout, Precision precision) {
    FlatVector theta = FlatVector.zeros(precision, layout.length());
    for (ParameterLayout.Array array : layout.arrays()) {
      FlatVector values = arrays.get(array.name()).values();
      for (int i = 0; i < array.length(); i++) {
        theta.set(array.offset() + i, values.get(i));
        checkFinite(array.name(), theta.get(array.offset() + i), values.get(i), i);
      }
    }
    return theta;
  }

  private NpyArray find(String name, List<Integer> shape) {
    NpyArray array = arrays.get(name);
    if (array == null) {
      throw BadInputException.at(
          place, "an array " + name + " of shape " + NpyArray.shapeText(shape), "none");
    }
    return array;
  }

  private BadInputException otherShape(String name, List<Integer> expected, NpyArray found) {
    return BadInputException.at(
        placeOf(name), "shape " + NpyArray.shapeText(expected), NpyArray.shapeText(found.shape()));
  }

  private BadInputException otherPrecision(String name, Precision expected, NpyArray found) {
    return BadInputException.at(
        placeOf(name),
        Words.of(expected) + " numbers, as " + ModelFile.HEADER + " says",
        Words.of(found.values().precision()) + " numbers");
  }

  /** {@code kept} is {@code found}, rounded to the precision. */
  private void checkFinite(String name, double kept, double found, int index) {
    if (!Double.isFinite(kept)) {
      throw BadInputException.at(placeOf(name), "finite numbers", found + " at index " + index);
    }
  }

  private String placeOf(String name) {
    return NpzReader.placeOf(place, name + SUFFIX);
  }
}
