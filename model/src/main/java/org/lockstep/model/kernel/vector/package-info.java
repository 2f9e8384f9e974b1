/**
 * The kernels of {@link org.lockstep.model.kernel} in vector instructions. This is the only package
 * that imports the incubating module jdk.incubator.vector; it is loaded only if that module is
 * present. The build adds the tiles of a product and the classes for doubles: KernelSources.java
 * writes them.
 */
package org.lockstep.model.kernel.vector;
