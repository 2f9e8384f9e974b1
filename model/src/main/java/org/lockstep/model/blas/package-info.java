/**
 * Which library computes products, and what decides the last bits of its sums.
 *
 * <p>{@link org.lockstep.model.blas.BlasChoice} lists what a user can choose; {@code NativeBlas}
 * finds, loads and probes a library once per JVM; {@link org.lockstep.model.blas.BlasIdentity}
 * names the library, its kernel and its rounding, and is recorded with every run. Our own products
 * are in {@code kernel}. Nothing here knows about networks.
 */
package org.lockstep.model.blas;
