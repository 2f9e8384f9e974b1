/** Synthetic data sets, row by row: what is learnt from them is known beforehand. */
package org.lockstep.model.generate;
