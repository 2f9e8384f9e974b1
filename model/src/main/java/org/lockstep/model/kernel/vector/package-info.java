/**
 * The kernels of {@link org.lockstep.model.kernel} in vector instructions. This is the only package
 * that imports the incubating module jdk.incubator.vector; it is loaded only if that module is
 * present.
 */
package org.lockstep.model.kernel.vector;
