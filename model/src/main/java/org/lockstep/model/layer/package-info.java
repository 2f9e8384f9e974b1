/** Layers: forward above backward, shapes and formulas in the comments. */
package org.lockstep.model.layer;
