/**
 * Fits the input to the training rows before a network is trained: the values that replace missing
 * numbers, the categories, and the scaling of features.
 */
package org.lockstep.model.prepare;
