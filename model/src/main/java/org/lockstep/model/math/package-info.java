/** Flat vectors and row-major matrices in two precisions, over BLAS. */
package org.lockstep.model.math;
