/**
 * Randomness as a pure function: every stream of numbers has a key made from the seed and the thing
 * being chosen (an epoch's order, a row's dropout mask, an initial weight), never from a task, a
 * thread or an attempt.
 */
package org.lockstep.model.random;
