/** Processes, and what they tell. */
package org.lockstep.bench.run;
