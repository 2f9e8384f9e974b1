/** What networks and boosted trees make of tables, side by side: {@code compare}. */
package org.lockstep.bench.compare;
