/**
 * Matrix products, elementary functions and the scaling of rows, with the same bits on every
 * processor: everything is basic and fused operations in a fixed order.
 */
package org.lockstep.model.kernel;
