/**
 * The alternatives to Lockstep that run in Java: MLlib, plain loops, the peak of the processor.
 *
 * <p>A peer has a {@code main} and runs in a JVM of its own, with the class path and the flags of
 * its side. It prints lines that {@code bench.row} reads. It gets its best honest settings and
 * names them.
 */
package org.lockstep.bench.peer;
