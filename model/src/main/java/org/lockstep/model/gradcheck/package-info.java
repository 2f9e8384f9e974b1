/**
 * Checks gradients against differences of the loss, and so whether backpropagation is right.
 *
 * <p>{@link org.lockstep.model.gradcheck.GradientCheck} compares every array of θ in double
 * precision. The command {@code gradcheck} and the tests of every layer and loss call it. The check
 * knows layers only through the network's forward and backward passes.
 */
package org.lockstep.model.gradcheck;
