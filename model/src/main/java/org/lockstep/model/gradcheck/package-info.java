/**
 * Gradients against differences of the loss: whether backpropagation is right.
 *
 * <p>{@link org.lockstep.model.gradcheck.GradientCheck} compares every array of θ in double
 * precision. The command {@code gradcheck} and the tests of every layer and loss call it. It knows
 * layers only through the network's forward and backward passes.
 */
package org.lockstep.model.gradcheck;
