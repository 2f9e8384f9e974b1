package org.lockstep.model.network;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.ParameterSpec;
import org.lockstep.model.layer.Role;
import org.lockstep.model.layer.Start;

/**
 * Where each array lies in the flat vector θ: W1, b1, W2, b2, ... one after another, each
 * row-major. Gradient, optimizer state and model file have the same layout. With several members,
 * each array holds those of all members, one after another.
 *
 * @param arrays in their order in θ
 */
public record ParameterLayout(List<Array> arrays) implements Serializable {

  /**
   * One array of parameters.
   *
   * @param name {@code W1}, {@code b1}, ... as in the model file
   * @param offset of its first element in θ
   * @param rows in for weights, otherwise 1
   * @param columns out
   * @param role what it is for
   * @param start how it starts
   * @param members that have such an array
   */
  public record Array(
      String name, int offset, int rows, int columns, Role role, Start start, int members)
      implements Serializable {

    /** An array that starts in the usual way for its role. */
    public Array(String name, int offset, int rows, int columns, Role role) {
      this(name, offset, rows, columns, role, role.start(), 1);
    }

    /** The number of elements, over all members. */
    public int length() {
      return members * rows * columns;
    }

    /** The first element of a member's array in θ. */
    public int offset(int member) {
      return offset + member * rows * columns;
    }

    /** One past the last element in θ. */
    public int end() {
      return offset + length();
    }

    /**
     * The shape in NumPy: (in, out) for weights, otherwise (out,); with members, (members, in,
     * out).
     */
    public List<Integer> shape() {
      if (members == 1) {
        return memberShape();
      }
      List<Integer> shape = new ArrayList<>(List.of(members));
      shape.addAll(memberShape());
      return List.copyOf(shape);
    }

    /** The shape of a member's array: (in, out) for weights, otherwise (out,). */
    public List<Integer> memberShape() {
      return role == Role.WEIGHT ? List.of(rows, columns) : List.of(columns);
    }

    /** The shape for people: {@code 784 x 100}, {@code 100}. */
    public String shapeText() {
      return shape().stream().map(String::valueOf).collect(joining(" x "));
    }
  }

  public ParameterLayout {
    arrays = List.copyOf(arrays);
  }

  /** The layout of a network. A layer's number counts the layers of its kind, from 1. */
  public static ParameterLayout of(NetworkSpec spec) {
    List<Array> arrays = new ArrayList<>();
    add(arrays, new HashMap<>(), spec.layers(), spec.inputs(), spec.members());
    return new ParameterLayout(arrays);
  }

  private static void add(
      List<Array> arrays,
      Map<Class<?>, Integer> numbers,
      List<Layer> layers,
      int inputs,
      int members) {
    int in = inputs;
    for (Layer layer : layers) {
      int number = numbers.merge(layer.getClass(), 1, Integer::sum);
      for (ParameterSpec wanted : layer.parameters(in)) {
        arrays.add(
            new Array(
                wanted.name() + number,
                arrays.isEmpty() ? 0 : arrays.get(arrays.size() - 1).end(),
                wanted.rows(),
                wanted.columns(),
                wanted.role(),
                wanted.start(),
                members));
      }
      add(arrays, numbers, layer.inner(), in, members);
      in = layer.outputs(in);
    }
  }

  /** The arrays of layers whose widths are not known yet, without sizes. */
  static List<ParameterSpec> named(List<Layer> layers) {
    List<ParameterSpec> named = new ArrayList<>();
    name(named, new HashMap<>(), layers);
    return named;
  }

  private static void name(
      List<ParameterSpec> named, Map<Class<?>, Integer> numbers, List<Layer> layers) {
    for (Layer layer : layers) {
      int number = numbers.merge(layer.getClass(), 1, Integer::sum);
      layer.parameters(1).forEach(wanted -> named.add(wanted.named(wanted.name() + number)));
      name(named, numbers, layer.inner());
    }
  }

  /** The number of elements of θ. */
  public int length() {
    return arrays.isEmpty() ? 0 : arrays.get(arrays.size() - 1).end();
  }

  /** The arrays of one role, in order. */
  public List<Array> ofRole(Role role) {
    return arrays.stream().filter(array -> array.role() == role).toList();
  }
}
