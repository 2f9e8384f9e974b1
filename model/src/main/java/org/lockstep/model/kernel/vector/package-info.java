/**
 * The products of {@link org.lockstep.model.kernel} in vector instructions. The only package that
 * imports the incubating module jdk.incubator.vector; it is loaded where that module is present.
 */
package org.lockstep.model.kernel.vector;
