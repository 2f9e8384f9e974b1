/** The one order in which partial sums over shards are added. */
package org.lockstep.model.reduce;
