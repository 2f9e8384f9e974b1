package org.lockstep.model.layer;

/**
 * An array of parameters that a layer needs.
 *
 * @param name within the layer, as in {@code W}; the network adds the layer's number
 * @param rows in for weights, else 1
 * @param columns out
 * @param role what it is for
 * @param start how it starts
 */
public record ParameterSpec(String name, int rows, int columns, Role role, Start start) {

  /** An array with the usual start of its role. */
  public ParameterSpec(String name, int rows, int columns, Role role) {
    this(name, rows, columns, role, role.start());
  }

  /** The same array under another name. */
  public ParameterSpec named(String other) {
    return new ParameterSpec(other, rows, columns, role, start);
  }

  /** The same array with another start. */
  public ParameterSpec startingAt(Start other) {
    return new ParameterSpec(name, rows, columns, role, other);
  }
}
