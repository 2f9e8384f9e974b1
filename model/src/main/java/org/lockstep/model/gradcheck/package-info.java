/** Gradients against differences of the loss: whether backpropagation is right. */
package org.lockstep.model.gradcheck;
