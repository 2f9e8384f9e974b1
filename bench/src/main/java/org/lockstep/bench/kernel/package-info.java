/** The pieces of a step, timed one by one with JMH. */
package org.lockstep.bench.kernel;
