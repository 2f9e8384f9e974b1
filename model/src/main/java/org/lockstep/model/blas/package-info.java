/**
 * Which library multiplies, and what decides the last bits of its sums.
 *
 * <p>{@link org.lockstep.model.blas.BlasChoice} is what a user may ask for; {@code NativeBlas}
 * finds, loads and probes a library once per JVM; {@link org.lockstep.model.blas.BlasIdentity}
 * names the library, its kernel and its threads, and is recorded with every run. Our own products
 * are in {@code kernel}. Nothing here knows networks.
 */
package org.lockstep.model.blas;
