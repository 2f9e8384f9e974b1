/**
 * Elementwise functions g of hidden layers, one file each: formula, derivative, both precisions.
 */
package org.lockstep.model.activation;
