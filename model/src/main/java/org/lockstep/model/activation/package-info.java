/**
 * Elementwise functions g of hidden layers, one file each: formula, derivative, both precisions.
 *
 * <p>A new one is a record that implements {@link org.lockstep.model.activation.Activation}, sealed
 * so that the compiler lists every place that must know it. {@code formula} is the plain twin from
 * which tests and the ONNX export derive the rest. Loops run over parts of arrays and allocate
 * nothing.
 */
package org.lockstep.model.activation;
