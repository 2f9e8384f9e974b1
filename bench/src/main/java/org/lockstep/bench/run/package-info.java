/**
 * The measured processes and their output: Lockstep's commands, a cluster of JVMs, Python.
 *
 * <p>A process is started with a limit of time, ends with the benchmark, and is read through its
 * log. Only this package starts processes.
 */
package org.lockstep.bench.run;
