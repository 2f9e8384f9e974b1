package org.lockstep.model.layer;

/**
 * An array of parameters that a layer asks for.
 *
 * @param name within the layer, as in {@code W}; the network adds the layer's number
 * @param rows in for weights, else 1
 * @param columns out
 * @param role what it is for
 */
public record ParameterSpec(String name, int rows, int columns, Role role) {}
