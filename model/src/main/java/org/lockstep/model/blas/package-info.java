/** Which products a JVM computes with, and those of native libraries. */
package org.lockstep.model.blas;
