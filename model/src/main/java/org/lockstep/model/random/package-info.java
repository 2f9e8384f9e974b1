/**
 * Randomness as a pure function: every stream of numbers is named by a key made from the seed and
 * from what is being chosen (an epoch's order, a row's dropout mask, an initial weight), never by a
 * task, a thread or an attempt.
 */
package org.lockstep.model.random;
