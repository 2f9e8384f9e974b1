/** How good predictions are: sums that merge, and the metrics read from them. */
package org.lockstep.model.score;
