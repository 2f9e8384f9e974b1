/**
 * Matrix products, elementary functions and the scaling of rows, with the same bits on every
 * processor: all is basic and fused operations in one order.
 */
package org.lockstep.model.kernel;
