/** What a step costs, as a function of parameters and tasks. */
package org.lockstep.bench.steps;
