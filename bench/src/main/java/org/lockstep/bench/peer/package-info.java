/**
 * What is measured beside Lockstep in Java: MLlib, plain loops, the peak of the processor.
 *
 * <p>A peer has a {@code main} and runs in a JVM of its own, with the class path and the flags of
 * its side. It prints one line that {@code bench.row} reads. It gets its best honest settings, and
 * says which they are.
 */
package org.lockstep.bench.peer;
