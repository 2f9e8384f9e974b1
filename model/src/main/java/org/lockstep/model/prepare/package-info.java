/**
 * What is fitted to the training rows before a network is trained: what stands for missing numbers,
 * which categories there are, how features are scaled.
 */
package org.lockstep.model.prepare;
