/** Output activations fused with their losses. */
package org.lockstep.model.loss;
