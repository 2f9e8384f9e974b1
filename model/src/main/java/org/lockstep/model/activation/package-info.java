/**
 * Elementwise functions g of hidden layers, one file each: formula, derivative, both precisions.
 *
 * <p>A new function is a record that implements {@link org.lockstep.model.activation.Activation}.
 * That interface is sealed, so the compiler lists every place that must know the record. Tests and
 * the ONNX export derive the rest from {@code formula}. Loops run over parts of arrays and allocate
 * nothing.
 */
package org.lockstep.model.activation;
